"""The JSON-LD of all pages: read as RDF, held to the vocabulary, and compared with the data."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override
from rdflib import RDF, Graph, Namespace, URIRef

from inet3site.pages.linked_data import script
from inet3site.publishing.stores import live_store
from tests import factories as make
from tests.crawl import HOST, Crawl, is_main
from tests.pages.reading import get
from tests.schema_org import DOMAINS, kinds_of

pytestmark = [
    pytest.mark.stores,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own use of it
]

SCHEMA = Namespace("https://schema.org/")
CONTEXT = {"@vocab": str(SCHEMA)}
"""In place of the remote context, so that nothing is fetched."""

EXPECTED = {
    "policy": {"Report", "Legislation"},
    "organisation": {"GovernmentOrganization", "Organization"},
    "district": {"AdministrativeArea", "Place"},
    "term": {"DefinedTerm"},
    "source": {"CreativeWork"},
}


def graph_of(text: str) -> Graph:
    """A block of JSON-LD as RDF."""
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps({**data, "@context": CONTEXT}), format="json-ld")


def graphs(crawled: Crawl) -> Iterator[tuple[str, Graph]]:
    """Every block of every page."""
    for address, page in crawled.pages.items():
        yield from ((address, graph_of(text)) for text in page.data)


def local(term: Any) -> str:
    """A term of the vocabulary without its namespace."""
    assert str(term).startswith(str(SCHEMA)), term
    return str(term).removeprefix(str(SCHEMA))


def test_every_block_keeps_to_the_vocabulary(crawled: Crawl) -> None:
    used = set()
    for address, graph in graphs(crawled):
        for subject, predicate, _value in graph:
            if predicate == RDF.type:
                continue
            kinds = {local(kind) for kind in graph.objects(subject, RDF.type)}
            above = set().union(*(kinds_of(kind) for kind in kinds))
            assert above & {*DOMAINS[local(predicate)]}, f"{address}: {kinds} {predicate}"
            used.add(local(predicate))
    assert used >= {"legislationJurisdiction", "distribution", "query-input", "inDefinedTermSet"}


def test_every_entry_is_what_its_type_says(crawled: Crawl) -> None:
    for entry in crawled.entries:
        if expected := EXPECTED.get(str(entry._meta.model_name)):
            with override("en"):
                address = entry.get_absolute_url()
            page = crawled.pages[address]
            kinds = {json.loads(text)["@type"] for text in page.data}
            assert kinds & expected, address


def test_every_page_with_crumbs_says_them(crawled: Crawl) -> None:
    for address, page in crawled.pages.items():
        if "crumbs" in page.classes:
            (crumbs,) = (d for d in map(json.loads, page.data) if d["@type"] == "BreadcrumbList")
            paths = [
                step["item"].removeprefix(f"http://{HOST}") for step in crumbs["itemListElement"]
            ]
            assert paths[0] in ("/en/", "/zh-hans/")
            assert all(path in crawled.statuses for path in paths), address
            if is_main(address):
                assert paths[-1] == address


def test_a_document_says_what_is_known_and_nothing_else() -> None:
    with live_store():
        policy = make.make_policy(
            slug="rules",
            kind="regulation",
            document_number="京发〔2023〕1号",
            written_on="2023-03",
            legal_status="in-force",
        )
        make.make_policy(slug="vague", kind="regulation", published_on="")
    (data,) = blocks("/en/policies/rules/", "Legislation")
    assert data["legislationIdentifier"] == "京发〔2023〕1号"
    assert data["legislationDate"] == "2023-03"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert data["@id"].endswith(f"/id/{policy.pk}")
    (data,) = blocks("/en/policies/vague/", "Legislation")
    unknown = ("legislationIdentifier", "legislationLegalForce", "datePublished")
    assert data.keys().isdisjoint(unknown)


def blocks(path: str, kind: str) -> list[dict[str, Any]]:
    """The blocks of this type on a page."""
    parts = get(path).split('<script type="application/ld+json">')[1:]
    data = [json.loads(part.partition("</script>")[0]) for part in parts]
    return [each for each in data if each["@type"] == kind]


def test_no_text_ends_the_block() -> None:
    text = '</script><script>alert("&")</script><!--'
    html = str(script({"@type": "Thing", "name": text}))
    assert html.count("<") == 2
    assert json.loads(html.partition(">")[2].rpartition("<")[0])["name"] == text


def test_a_graph_has_the_address_of_its_entry(crawled: Crawl) -> None:
    page = crawled.pages["/en/districts/chaoyang/"]
    (district,) = (text for text in page.data if "AdministrativeArea" in text)
    chaoyang = next(e for e in crawled.entries if e.slug == "chaoyang")
    names = graph_of(district).objects(URIRef(f"http://{HOST}/id/{chaoyang.pk}"), SCHEMA.name)
    assert [str(name) for name in names] == ["Chaoyang"]
