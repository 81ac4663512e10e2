"""What a request that cannot be served is answered: the site's own page, in its language."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.utils.translation import override

from inet3site.pages.models import SitePage
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.pages.reading import LANGUAGES, links, words

pytestmark = pytest.mark.public

MOST = 1000
TOO_MANY = "?" + "&".join(f"x{number}" for number in range(MOST + 1))
"""More parameters than Django reads in these tests; the desk's forms may have far more."""

REFUSED = {"en": "This request was refused", "zh-hans": "请求被拒绝"}


@pytest.fixture(autouse=True)
def limit() -> Iterator[None]:
    """Django reads no more than MOST parameters."""
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=MOST):
        yield


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """Rows made by a test are published ones."""
    with live_store():
        yield


@pytest.fixture
def browser() -> Iterator[Client]:
    """A client that does not raise, and whose forms need a token."""
    # A request leaves its language active, which the next test would inherit.
    with override("en"):
        yield Client(
            headers={"host": "localhost"}, raise_request_exception=False, enforce_csrf_checks=True
        )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/", 400),
        ("/en/policies/", 400),
        ("/en/about/", 400),
        ("/api/v1/docs/", 400),
        ("/admin/login/", 400),
        ("/en/nowhere/", 404),
        ("/en/pages/gone/", 410),
    ],
)
def test_too_many_parameters_are_no_failure(browser: Client, path: str, status: int) -> None:
    make.make_site_page(slug="about")
    make.make_public_edition(entry=SitePage(slug="gone"), operation="withdraw")
    response = browser.get(path + TOO_MANY)
    assert response.status_code == status
    assert "Where to go from here" in response.content.decode()


def test_too_many_parameters_of_the_api_are_a_problem(browser: Client) -> None:
    response = browser.get("/api/v1/policies/" + TOO_MANY)
    assert (response.status_code, response.json()["title"]) == (400, "Bad request")


def test_the_switch_of_a_page_without_a_language_leads_home(browser: Client) -> None:
    page = browser.get("/api/v1/docs/" + TOO_MANY).content.decode()
    assert "/zh-hans/" in links(page)
    assert "/zh-hans/api/v1/docs/" not in links(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "policies/"])
def test_a_form_without_a_token_is_refused_in_the_language_of_the_page(
    browser: Client, language: str, path: str
) -> None:
    response = browser.post(f"/{language}/{path}", {"title": "x"})
    page = response.content.decode()
    assert response.status_code == 403
    assert REFUSED[language] in words(page)
    assert "style" not in page.replace("stylesheet", "")
    assert not response.cookies


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_of_the_desk_without_a_token_is_refused_without_the_workspace(
    browser: Client, language: str
) -> None:
    headers = {"accept-language": language}
    response = browser.post("/admin/login/", {"username": "x"}, headers=headers)
    assert response.status_code == 403
    assert REFUSED[language] in words(response.content.decode())
