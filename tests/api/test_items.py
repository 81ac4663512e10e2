"""What an item says of itself."""

import pytest

from inet3site.publishing.stores import live_store
from policies.models import Policy
from tests import factories as make

from .conftest import ApiClient
from .content import Content

pytestmark = pytest.mark.public

HOST = "http://testserver"


def test_the_fund_of_chaoyang(api: ApiClient, content: Content) -> None:
    [fund] = api.ask("commitments/?district=chaoyang")["items"]
    assert fund["type"] == "commitment"
    assert (fund["operator"], fund["amount"], fund["currency"]) == ("gte", "100000000", "CNY")
    assert (fund["unit"], fund["per"], fund["from"], fund["to"]) == (None, "year", "2023", "2025")
    assert fund["quote"] == {"zh": "每年投入不低于1亿元", "en": None}
    assert fund["conversions"] == [{"amount": "14000000", "currency": "USD", "as": "reported"}]
    assert fund["district"] == {
        "id": str(content.district.pk),
        "slug": "chaoyang",
        "name": {"zh": "朝阳区", "en": "Chaoyang"},
    }
    [source] = fund["sources"]
    assert source["id"] == str(content.source.pk)
    assert (source["locator"], source["quote"]) == ("p. 1", "1亿元")
    assert source["url"] == f"{HOST}/api/v1/sources/source-1/"
    assert source["original_url"] == "https://news.example/1"


def test_a_commitment_without_an_amount(api: ApiClient, content: Content) -> None:
    with live_store():
        fund = make.make_commitment(
            initiative=content.initiative, amount=None, operator="", currency="", per=""
        )
    item = api.ask(f"commitments/{fund.pk}/")
    assert [item[name] for name in ("operator", "amount", "currency", "per")] == [None] * 4
    assert item["conversions"] == []


def test_a_commitment_that_supports_firms(api: ApiClient, content: Content) -> None:
    with live_store():
        make.make_commitment(
            initiative=content.initiative, support="space", open_to_en="Firms in the park"
        )
    [item] = api.ask("commitments/?support=space")["items"]
    assert (item["support"], item["open_to"]["en"]) == ("space", "Firms in the park")
    fund = api.ask(f"commitments/{content.commitment.pk}/")
    assert (fund["support"], fund["open_to"]) == (None, None)


@pytest.mark.parametrize(("amount", "text"), [("0.5", "0.5"), ("1000", "1000"), ("0", "0")])
def test_amounts_are_plain(api: ApiClient, content: Content, amount: str, text: str) -> None:
    with live_store():
        fund = make.make_commitment(
            initiative=content.initiative, amount=amount, currency="", unit_zh="个", unit_en=""
        )
    item = api.ask(f"commitments/{fund.pk}/")
    assert item["amount"] == text
    assert item["unit"] == {"zh": "个", "en": None}


def test_a_range(api: ApiClient, content: Content) -> None:
    with live_store():
        fund = make.make_commitment(
            initiative=content.initiative, operator="range", amount=10, amount_max=20
        )
    item = api.ask(f"commitments/{fund.pk}/")
    assert (item["operator"], item["amount"], item["amount_max"]) == ("range", "10", "20")


def test_what_became_of_a_commitment(api: ApiClient, content: Content) -> None:
    with live_store():
        make.make_report(
            commitment=content.commitment,
            position=1,
            period_from="2024",
            outcome="none-found",
            searched_on="2026-05-01",
            evidence_zh="",
            evidence_en="",
        )
    met, none_found = api.ask(f"commitments/{content.commitment.pk}/")["reports"]
    assert (met["outcome"], met["searched_on"], met["from"]) == ("met", None, "2023")
    assert met["evidence"] == {"zh": "已拨付", "en": "Paid out"}
    assert [source["slug"] for source in met["sources"]] == ["source-1"]
    assert (none_found["outcome"], none_found["searched_on"]) == ("none-found", "2026-05-01")
    assert (none_found["evidence"], none_found["to"]) == (None, None)


def test_a_target(api: ApiClient, content: Content) -> None:
    target = api.ask(f"targets/{content.target.pk}/")
    assert (target["type"], target["edition"], target["position"]) == ("target", 1, 0)
    assert target["policy"]["slug"] == "policy-1"
    assert target["section"] == {"id": str(content.section.pk), "identifier": "s-1-1"}
    assert (target["operator"], target["amount"], target["to"]) == ("gt", "50000000000", "2025")
    assert [source["quote"] for source in target["sources"]] == ["500亿元"]
    [named] = api.ask("policies/policy-1/")["targets"]
    assert (named["id"], named["url"]) == (target["id"], target["url"])


def test_relations(api: ApiClient, content: Content) -> None:
    [relation] = api.ask("policies/policy-1/")["relations"]
    assert (relation["kind"], relation["policy"]["slug"]) == ("implements", "policy-1-above")
    [broader] = api.ask("terms/term-1/")["relations"]
    assert (broader["kind"], broader["term"]["slug"]) == ("broader", "term-1-broader")
    [narrower] = api.ask("terms/term-1-broader/")["narrower"]
    assert narrower["slug"] == "term-1"
    [predecessor] = api.ask("organisations/organisation-1/")["predecessors"]
    assert predecessor["date"] == "2018"
    assert predecessor["organisation"]["slug"] == "organisation-1-before"
    [successor] = api.ask("organisations/organisation-1-before/")["successors"]
    assert successor["organisation"]["slug"] == "organisation-1"


def test_a_milestone(api: ApiClient, content: Content) -> None:
    milestone = api.ask("milestones/milestone-1/")
    assert (milestone["date"], milestone["state"]) == ("2023-05-27", "done")
    assert milestone["initiative"]["slug"] == "initiative-1"
    assert [milestone[name] for name in ("policy", "part_of", "venue")] == [None] * 3
    assert [host["slug"] for host in milestone["hosts"]] == ["organisation-1"]


def test_the_figures_of_a_page(api: ApiClient, content: Content) -> None:
    [figure] = api.ask("pages/page-1/")["figures"]
    assert (figure["amount"], figure["as_of"]) == ("48020000000", "2024")
    assert (figure["policy"]["slug"], figure["initiative"]) == ("policy-1", None)
    assert [source["quote"] for source in figure["sources"]] == ["480.2亿元"]
    assert api.ask("pages/page-1/")["citations"] == []


def test_where_the_english_comes_from(api: ApiClient, content: Content) -> None:
    fresh = {"status": "unofficial", "stale": False}
    for path in ("policies/policy-1/", f"sections/{content.section.pk}/", "terms/term-1/"):
        assert api.ask(path)["translation"] == fresh
    with live_store():
        Policy.objects.update(title_zh="改名")
        bare = make.make_organisation(slug="bare", name_en="")
    assert api.ask("policies/policy-1/")["translation"] == {**fresh, "stale": True}
    assert api.ask(f"organisations/{bare.pk}/")["translation"] == {"status": "none", "stale": False}
    assert "translation" not in api.ask("sources/source-1/")


def test_sources_come_along_once(api: ApiClient, content: Content) -> None:
    # Its files are told by its own item alone, as no edition of another entry knows them.
    source = api.ask("sources/source-1/") | {"attachments": None}
    for path in (
        "policies/policy-1/",
        "policies/",
        "initiatives/initiative-1/?include=commitments,sources",
        f"commitments/{content.commitment.pk}/",
        "pages/",
    ):
        separator = "&" if "?" in path else "?"
        path = path if "include" in path else f"{path}{separator}include=sources"
        assert api.ask(path)["included"]["sources"] == [source]
    assert api.ask("terms/?include=sources")["included"] == {"sources": []}
    some = api.ask("policies/policy-1/?include=sources&fields=citations&lang=en")
    assert list(some) == ["citations", "included"]
    assert some["included"]["sources"] == [source]


def test_parts_come_along_in_full(api: ApiClient, content: Content) -> None:
    policy = api.ask("policies/policy-1/?include=targets,sections,provisions&fields=slug")
    assert list(policy) == ["slug", "included"]
    for name, parts in policy["included"].items():
        assert parts == api.ask(f"{name}/?policy=policy-1")["items"]
    assert "included" not in api.ask("policies/policy-1/")


def test_an_entry(api: ApiClient, content: Content) -> None:
    policy = api.ask("policies/policy-1/")
    assert policy["id"] == str(content.policy.pk)
    assert (policy["type"], policy["slug"], policy["edition"]) == ("policy", "policy-1", 1)
    assert policy["url"] == f"{HOST}/api/v1/policies/policy-1/"
    assert policy["html"] == {
        "zh": f"{HOST}/zh-hans/policies/policy-1/",
        "en": f"{HOST}/en/policies/policy-1/",
    }
    assert policy["updated_at"] == "2026-11-22T04:00:00Z"
    assert policy["period"] == {"from": "2023", "to": "2025"}
    assert policy["written_on"] is None
    assert policy["summary"] == {"zh": None, "en": None}
    assert [issuance["role"] for issuance in policy["issuances"]] == ["issuer"]
    assert [section["identifier"] for section in policy["sections"]] == ["s-1", "s-1-1"]


def test_citations_belong_to_what_they_support(api: ApiClient, content: Content) -> None:
    [of_policy] = api.ask("policies/policy-1/")["citations"]
    assert of_policy["field"] == "title"
    assert of_policy["source"]["slug"] == "source-1"
    [of_provision] = api.ask(f"provisions/{content.provision.pk}/")["citations"]
    assert of_provision["field"] is None


def test_an_entry_by_its_id(api: ApiClient, content: Content) -> None:
    assert api.ask(f"policies/{content.policy.pk}/") == api.ask("policies/policy-1/")


def test_a_slug_as_long_as_an_id(api: ApiClient) -> None:
    slug = "notice-on-the-development-of-web-3-0"
    with live_store():
        make.make_policy(slug=slug)
    assert len(slug) == 36
    assert api.ask(f"policies/{slug}/")["slug"] == slug


def test_a_part_has_the_edition_of_its_entry(api: ApiClient, content: Content) -> None:
    section = api.ask(f"sections/{content.section.pk}/")
    assert section["edition"] == 1
    assert section["updated_at"] == "2026-11-22T04:00:00Z"
    assert section["parent"]["identifier"] == "s-1"
    assert section["html"]["en"] == f"{HOST}/en/policies/policy-1/#s-1-1"


@pytest.mark.parametrize(("lang", "name"), [("zh", "朝阳区"), ("en", "Chaoyang")])
def test_one_language(api: ApiClient, content: Content, lang: str, name: str) -> None:
    assert api.ask(f"districts/chaoyang/?lang={lang}")["name"] == name
    initiative = api.ask(f"initiatives/initiative-1/?lang={lang}")
    assert initiative["district"]["name"] == name


def test_a_missing_translation_is_null(api: ApiClient, content: Content) -> None:
    assert api.ask(f"commitments/{content.commitment.pk}/?lang=en")["quote"] is None


def test_some_fields(api: ApiClient, content: Content) -> None:
    assert api.ask("districts/chaoyang/?fields=slug,code") == {"slug": "chaoyang", "code": "110101"}
    assert api.ask("commitments/?fields=from,amount")["items"] == [
        {"from": "2023", "amount": "100000000"}
    ]


def test_text_is_unescaped_and_compact(api: ApiClient, content: Content) -> None:
    body = api.answer("districts/chaoyang/").content.decode()
    assert '"name":{"zh":"朝阳区","en":"Chaoyang"}' in body
