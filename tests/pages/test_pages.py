"""The home page, the site's own pages, and what all pages have in common."""

from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings

from inet3site.pages.models import SitePage
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.pages.reading import LANGUAGES, get, links, scripts_within, words

pytestmark = pytest.mark.public


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


PAGES = {
    "": "/api/v1/",
    "policies/": "/api/v1/policies/",
    "policies/paper/": "/api/v1/policies/paper/",
    "layers/": "/api/v1/layers/",
    "layers/layer-1/": "/api/v1/layers/layer-1/",
    "technologies/": "/api/v1/technologies/",
    "technologies/chain/": "/api/v1/technologies/chain/",
    "districts/": "/api/v1/districts/",
    "districts/chaoyang/": "/api/v1/districts/chaoyang/",
    "initiatives/": "/api/v1/initiatives/",
    "initiatives/fund/": "/api/v1/initiatives/fund/",
    "organisations/": "/api/v1/organisations/",
    "organisations/commission/": "/api/v1/organisations/commission/",
    "sources/": "/api/v1/sources/",
    "sources/report/": "/api/v1/sources/report/",
    "about/": "/api/v1/pages/about/",
    "timeline/": "/api/v1/milestones/",
    "commitments/figures/": "/api/v1/commitments/",
}
"""Every kind of page, and the same in the API."""


@pytest.fixture
def content() -> None:
    """One entry of each type."""
    make.make_policy(slug="paper")
    layer = make.make_layer(number=1)
    make.make_technology(slug="chain", layers=[layer])
    make.make_initiative(district=make.make_district(), slug="fund", layers=[layer])
    make.make_organisation(slug="commission")
    make.make_source(slug="report")
    make.make_site_page(slug="about", body_zh="正文")


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_its_language_its_translations_and_its_data(
    path: str, language: str
) -> None:
    page = get(f"/{language}/{path}")
    tags = {"en": "en", "zh-hans": "zh-Hans"}
    assert f'<html lang="{tags[language]}">' in page
    assert f'<link rel="canonical" href="http://localhost/{language}/{path}">' in page
    for code, tag in tags.items():
        assert f'hreflang="{tag}" href="http://localhost/{code}/{path}">' in page
    assert f'<link rel="alternate" type="application/json" href="{PAGES[path]}">' in page
    get(PAGES[path])


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_skip_link_and_nothing_inline(path: str) -> None:
    page = get(f"/en/{path}")
    assert page.count("<h1") == 1
    assert '<a class="skip" href="#main">' in page
    assert scripts_within(page) == []
    assert "style=" not in page
    assert "csrf" not in page


@pytest.mark.usefixtures("content")
def test_public_pages_need_no_session_and_are_the_same_for_everyone() -> None:
    client = Client(headers={"host": "localhost", "cookie": "sessionid=whatever"})
    response = client.get("/en/policies/paper/")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.usefixtures("content")
def test_each_published_page_says_its_edition() -> None:
    page = get("/en/policies/paper/")
    assert "History: edition 1, 22 November 2026" in words(page)
    permanent = next(link for link in links(page) if link.startswith("/id/"))
    response = Client(headers={"host": "localhost"}).get(permanent, headers={"accept": "text/html"})
    assert response.status_code == 303


@pytest.mark.usefixtures("content")
def test_the_language_switch_keeps_the_query() -> None:
    assert "/zh-hans/policies/?kind=plan&x=%E5%8C%97" in links(get("/en/policies/?kind=plan&x=北"))


@pytest.mark.usefixtures("content")
def test_the_menu_marks_the_present_section() -> None:
    assert '<a href="/en/policies/" aria-current="page">' in get("/en/policies/")
    assert '<a href="/en/policies/" aria-current="true">' in get("/en/policies/paper/")


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_only_read(path: str) -> None:
    assert Client(headers={"host": "localhost"}).post(f"/en/{path}").status_code == 405


def test_home_shows_layers_districts_and_policies() -> None:
    make.make_site_page(slug="home", title_en="What Beijing decided", summary_en="In short")
    top, ground = make.make_layer(number=4), make.make_layer(number=1)
    make.make_technology(slug="chain", layers=[ground])
    make.make_initiative(district=make.make_district(), layers=[top])
    make.make_policy(slug="paper")
    page = get("/en/")
    assert "What Beijing decided In short" in words(page)
    assert page.index("/en/layers/layer-4/") < page.index("/en/layers/layer-1/")
    assert {"/en/technologies/chain/", "/en/districts/chaoyang/", "/en/policies/paper/"} <= links(
        page
    )
    assert "1 technology or field" in words(page)
    assert "Read the policies See what was promised 1 document" in words(page)


def test_the_layers_lead_to_what_stands_on_them() -> None:
    layer, other = make.make_layer(number=2), make.make_layer(number=3)
    technology = make.make_technology(layers=[layer])
    policy = make.make_policy()
    for _each in range(2):
        make.make_provision(policy=policy, technologies=[technology])
    empty, full = get("/en/").split(f'href="/en/layers/{layer.slug}/"')
    assert f'href="/en/layers/{other.slug}/"' in empty
    assert "documents: none recorded technologies: none recorded" in words(empty)
    assert "1 document 1 technology or field initiatives: none recorded" in words(full)
    assert {"/en/policies/?layer=layer-2", "/en/technologies/?layer=layer-2"} <= links(full)
    diagram = words(get("/en/layers/"))
    assert "L3 Layer 3 none recorded" in diagram
    assert "L2 Layer 2 1 technology or field 1 document" in diagram


def test_what_belongs_to_a_layer_is_the_same_on_all_pages_and_in_all_lists() -> None:
    layer, other = make.make_layer(number=1), make.make_layer(number=2)
    technology = make.make_technology(layers=[layer])
    district = make.make_district()
    make.make_initiative(district=district, slug="named", layers=[layer], technologies=[technology])
    plan, paper = make.make_policy(slug="plan"), make.make_policy(slug="paper")
    make.make_initiative(
        district=district,
        slug="by-technology",
        technologies=[technology],
        policies=[plan],
        period_from="2024",
    )
    make.make_initiative(district=district, slug="elsewhere", layers=[other])
    make.make_provision(policy=paper, technologies=[technology])
    said = "1 technology or field 2 documents 2 initiatives"
    assert said in words(get("/en/layers/"))
    assert said in words(get("/en/layers/layer-1/"))
    assert "2 documents 1 technology or field 2 initiatives" in words(get("/en/"))
    lists = {"policies": {"plan", "paper"}, "initiatives": {"named", "by-technology"}}
    for name, slugs in lists.items():
        page = get(f"/en/{name}/?layer=layer-1")
        assert "2 results " in words(page)
        assert {f"/en/{name}/{slug}/" for slug in slugs} <= links(page)
    assert "/en/initiatives/by-technology/" in links(get("/en/timeline/?layer=layer-1"))


def test_home_works_before_anything_is_published() -> None:
    assert "None recorded." in words(get("/en/"))
    get("/en/about/", status=404)


def test_the_text_of_a_page_is_markdown() -> None:
    make.make_site_page(slug="about", body_en="# What\n\nA **record** <script>x</script>")
    page = get("/en/about/")
    assert "<h2>What</h2>" in page
    assert "<strong>record</strong>" in page
    assert "<script>" not in page


def test_a_page_has_one_address() -> None:
    make.make_site_page(slug="about")
    make.make_site_page(slug="home")
    make.make_site_page(slug="other-places", title_en="Other places")
    assert "Other places" in get("/en/pages/other-places/")
    for slug, address in {"home": "/en/", "about": "/en/about/"}.items():
        response = Client(headers={"host": "localhost"}).get(f"/en/pages/{slug}/")
        assert (response.status_code, response["Location"]) == (308, address)


@pytest.mark.parametrize(
    ("accept", "address"),
    [("zh-CN,zh;q=0.9", "/zh-hans/"), ("zh-TW", "/zh-hans/"), ("en-GB", "/en/"), ("fr", "/en/")],
)
def test_the_root_leads_to_the_readers_language(accept: str, address: str) -> None:
    response = Client(headers={"host": "localhost", "accept-language": accept}).get("/")
    assert (response.status_code, response["Location"]) == (302, address)
    assert "Accept-Language" in response["Vary"]


def test_an_address_without_a_language_leads_to_the_readers() -> None:
    client = Client(headers={"host": "localhost", "accept-language": "zh"})
    response = client.get("/policies/?kind=plan")
    assert response["Location"] == "/zh-hans/policies/?kind=plan"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["nowhere/", "policies/nowhere/", "pages/nowhere/", "a/b/c"])
def test_a_404_helps_on_in_its_language(language: str, path: str) -> None:
    page = get(f"/{language}/{path}", status=404)
    other = "en" if language != "en" else "zh-hans"
    assert {f"/{language}/policies/", f"/{other}/{path}"} <= links(page)
    assert f"/{language}/{path}" in page
    assert "noindex" in page
    assert "canonical" not in page


def test_a_404_escapes_the_address() -> None:
    assert "<b>" not in get("/en/%3Cb%3E", status=404)


@pytest.mark.parametrize("entry", [SitePage(slug="gone")])
def test_a_withdrawn_page_leads_home(entry: SitePage) -> None:
    make.make_public_edition(entry=entry, operation="withdraw")
    page = get("/en/pages/gone/", status=410)
    assert "Note" not in words(page)
    by_id = get(f"/id/{entry.pk}", status=410, accept="text/html")
    assert "/zh-hans/pages/gone/" in links(by_id)


def test_an_unknown_host_is_a_400_page() -> None:
    response = Client(headers={"host": "evil.example"}).get("/en/")
    assert response.status_code == 400
    assert "This request could not be understood" in response.content.decode()


def test_what_goes_wrong_is_a_page_without_database_or_context() -> None:
    page = render_to_string("500.html")
    assert "Something went wrong" in page
    assert "网站内部出错" in page


@override_settings(ROOT_URLCONF="tests.pages.broken_urls")
def test_an_error_on_our_side_shows_that_page() -> None:
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    response = client.get("/en/")
    assert response.status_code == 500
    assert "网站内部出错" in response.content.decode()
