"""What is asked of the site's own content is found, first if it can be; on both databases alike."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase

from inet3site.pages.finding import GLOSSARY, entries_of, types
from inet3site.publishing.stores import public_store
from inet3site.search.finding import find
from tests.search.judged import JUDGED

pytestmark = pytest.mark.stores

WITHIN = 10
LEAST_MEAN = 0.9
QUERIES = {query: expected for kind in JUDGED.values() for query, expected in kind.items()}


class JudgedTests(TestCase):
    """The site's content, loaded once for all queries."""

    databases = {"default", "live"}

    @classmethod
    def setUpTestData(cls):
        call_command("load_content", stdout=StringIO())

    def run(self, result=None):
        with public_store():
            return super().run(result)

    def test_every_query_finds_what_it_asks_for(self):
        places = []
        for query, expected in QUERIES.items():
            with self.subTest(query):
                found = self._found(query)
                assert set(expected) <= set(found[:WITHIN]), found[:WITHIN]
                places.append(min(found.index(each) for each in expected))
        mean = sum(1 / (place + 1) for place in places) / len(QUERIES)
        assert mean >= LEAST_MEAN, mean

    def _found(self, query: str) -> list[str]:
        """The type and slug of each entry that a query finds, in order."""
        names = {each.name: name for name, each in types().items()}
        keys = find(query, glossary=GLOSSARY).keys
        entries = entries_of(keys)
        return [f"{names[key.entry_type]} {entries[key.entry_id].slug}" for key in keys]


def test_the_set_is_large_enough():
    assert len(QUERIES) >= 60
