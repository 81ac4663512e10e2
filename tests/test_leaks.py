"""Nothing of a draft, or of an unpublished change, is in any public answer.

Every text field of drafts and of unpublished changes holds a marker. All addresses of the URLconf,
all filters with every option that they offer, and all parameters of the API are then asked for.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

from inet3site.listing.pages import FORMATS
from inet3site.publishing import ledger, projector
from inet3site.publishing.models import Entry, Part
from inet3site.publishing.registry import all_types, type_of
from policies.models import PolicyAttachment, SourceAttachment
from tests.builders import build_all, fill

pytestmark = pytest.mark.stores

MARKER = "Zqxwvj"
SLUGS = ["public-1", "public-4", "zqxwvj-2", "zqxwvj-3", "zqxwvj-4"]
LEAK = re.compile(rf"{MARKER}|\bZQX\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"<(?:\w+:)?(\w+)>")
NUMBER = re.compile(r"<(?:int:)?number>")
FORM = re.compile(r"<references:form>")
EDITORIAL = ("/admin/", "/preview/")


@pytest.fixture
def entries() -> dict[str, list[Entry]]:
    """For each type two published entries with unpublished changes, and a draft.

    The second refers to the first, and with its changes to the draft.
    """
    first = build_all("Public", number=1)
    second = build_all("Public", number=4, targets=first)
    public = [*first.values(), *second.values()]
    for entry in public:
        ledger.revise(entry)
        ledger.publish(entry)
    drafts = build_all(MARKER, number=2, targets=first)
    for entry in first.values():
        change_everything(entry, 3, {**first, **drafts})
    for entry in second.values():
        change_everything(entry, 4, drafts)
    for entry in [*public, *drafts.values()]:
        ledger.revise(entry)
    projector.catch_up()
    return {"public": public, "drafts": list(drafts.values())}


def change_everything(entry: Entry, number: int, targets: dict[type, Entry]) -> None:
    """Put the marker into every text of an entry that is live, and of its parts."""
    entry_type = type_of(entry)
    fill(entry, MARKER, number=number, targets=others(entry, targets))
    for part in entry_type.parts:
        for row in part._base_manager.filter(**{entry_type.parent_field(part): entry}):
            known = {**others(entry, targets), **siblings(row)}
            fill(row, MARKER, number=number, targets=known)


def others(entry: Entry, targets: dict[type, Entry]) -> dict[Any, Any]:
    """The targets without the entry itself, which nothing of its own points at."""
    return {model: target for model, target in targets.items() if target != entry}


def siblings(row: Part) -> dict[Any, Any]:
    """The other parts that a part already points at."""
    return {
        field.remote_field.model: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.remote_field and issubclass(field.remote_field.model, Part)
    }


def check(client: Client, url: str, asked: str = "") -> Any:
    """Ask for `url`; nothing may leak. What was `asked` for may be repeated in the answer."""
    response = client.get(url)
    assert response.status_code < 500, url
    body = response.getvalue() if response.streaming else response.content
    text = f"{response.headers}{body.decode(errors='replace')}"
    found = LEAK.search(text.replace(asked, "") if asked else text)
    assert not found, f"{url}: {text[max(0, found.start() - 200) : found.end() + 200]}"
    return response


def addresses(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Every public address, and the slug or key in it, for each published entry and draft."""
    for language, _ in settings.LANGUAGES:
        for route in routes(get_resolver().url_patterns, language):
            if not f"/{route}".startswith(EDITORIAL):
                yield from fillings(route, keys)


def routes(patterns: list[Any], language: str, prefix: str = "") -> Iterator[str]:
    """The routes of the URLconf, from the root."""
    for pattern in patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern):
            own = f"{language}/"
        elif isinstance(pattern.pattern, RoutePattern):
            own = str(pattern.pattern)
        else:
            own = "nowhere/"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, language, prefix + own)
        else:
            assert isinstance(pattern, URLPattern)
            yield prefix + own


def fillings(route: str, keys: list[str]) -> Iterator[tuple[str, str]]:
    """The route with each key in place of its placeholder."""
    route = FORM.sub("bib", NUMBER.sub("1", route))
    names = PLACEHOLDER.findall(route)
    assert len(names) <= 1, f"Teach this test about {route}"
    if not names:
        yield f"/{route}", ""
    of_page = not route.startswith(("id/", "files/", "api/"))
    for key in keys if names else ():
        # A page is found by its slug, and the permanent addresses by the key alone.
        of_key = route.startswith(("id/", "files/"))
        if (key in SLUGS) if of_page else not (of_key and key in SLUGS):
            yield f"/{PLACEHOLDER.sub(key, route)}", key


@pytest.fixture
def keys(entries: dict[str, list[Entry]]) -> list[str]:
    """All slugs and keys, of drafts and of files too."""
    rows: list[Any] = [entry for kind in entries.values() for entry in kind]
    rows += [*PolicyAttachment.objects.all(), *SourceAttachment.objects.all()]
    return [*SLUGS, *(str(row.pk) for row in rows)]


def test_no_address_leaks(client: Client, keys: list[str]) -> None:
    answers = {url: check(client, url, key).status_code for url, key in addresses(keys)}
    found = {url for url, status in answers.items() if status == 200 and "public-1" in url}
    assert len(found) >= len(list(all_types()))
    files = [answers[f"/files/{key}/"] for key in keys if f"/files/{key}/" in answers]
    assert (files.count(200), files.count(404)) == (4, len(files) - 4)
    for url, status in answers.items():
        if "zqxwvj" in url:
            assert status in (404, 302), url


def test_no_filter_of_a_page_leaks(client: Client, keys: list[str]) -> None:
    tried = 0
    for url, key in addresses(SLUGS[:1]):
        response = check(client, url, key)
        listing = response.context.get("listing") if response.context else None
        for name in listing.filters.form.fields if listing else ():
            for value in [*options(listing.filters.form, name), *SLUGS, MARKER.lower()]:
                check(client, f"{url}?{name}={value}", value)
                tried += 1
    assert tried > 100


def test_no_table_or_feed_of_a_list_leaks(client: Client, keys: list[str]) -> None:
    tried = 0
    for url, key in addresses(SLUGS[:1]):
        response = check(client, url, key)
        listing = response.context.get("listing") if response.context else None
        for form in FORMATS if listing and listing.is_data else ():
            assert check(client, f"{url}?format={form}").status_code == 200
            tried += 1
    assert tried >= 40


def options(form: Any, name: str) -> list[str]:
    """The values that a filter offers."""
    choices = getattr(form.fields[name], "choices", ())
    return [str(getattr(value, "value", value)) for value, _ in choices]


def test_no_search_finds_a_draft(client: Client, keys: list[str]) -> None:
    for query in (MARKER, MARKER.lower()[:4], f'"{MARKER} title_zh"', f"public {MARKER}", "ZQX"):
        for language in ("en", "zh-hans"):
            page = client.get(f"/{language}/search/?q={quote(query)}")
            assert (page.status_code, page.context["results"].findings.keys) == (200, [])
            assert suggestions_and_items(client, language, query) == []
    assert suggestions_and_items(client, "en", "public")


def suggestions_and_items(client: Client, language: str, query: str) -> list[Any]:
    """What is suggested for a query, and what the API finds."""
    paths = (f"/{language}/search/suggestions/", "/api/v1/search/")
    answers = [client.get(f"{path}?q={quote(query)}").json()["items"] for path in paths]
    return [item for items in answers for item in items]


def test_no_parameter_of_the_api_leaks(client: Client, keys: list[str]) -> None:
    schema = check(client, "/api/v1/openapi.json").json()
    tried = 0
    for path, methods in schema["paths"].items():
        for url, key in fillings(re.sub(r"\{(\w+)\}", r"<\1>", path.lstrip("/")), keys):
            check(client, url, key)
            for parameter in methods["get"].get("parameters", ()):
                for value in values(parameter):
                    if parameter["in"] == "query" and key in ("", SLUGS[0]):
                        check(client, f"{url}?{parameter['name']}={value}", value)
                        tried += 1
    assert tried > 300


def values(parameter: dict[str, Any]) -> list[str]:
    """Values to try for a parameter of the API: all that its schema lists, and drafts' slugs."""
    schema = parameter["schema"]
    listed = schema.get("enum") or schema.get("items", {}).get("enum") or []
    return [*map(str, listed), *SLUGS, MARKER.lower(), "1"]
