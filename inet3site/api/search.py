"""Search: the entries that have what was asked for, the best first, with the places that match."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from inet3site.pages.finding import GLOSSARY, Hit, hits, of_type, types
from inet3site.publishing.public import head, is_indexed
from inet3site.search.finding import Findings, find
from inet3site.search.query import QueryError

from . import answers
from .addresses import TAGS
from .listing import LIMIT, LIMIT_MAX
from .problems import NotIndexed
from .representations.items import context
from .representations.search import HitSerializer
from .schema_search import SearchSchema
from .views import ApiView


class Search(ApiView):
    """The entries that a query finds."""

    name = "search"
    about = gettext_lazy(
        "Entries in whose texts, parts or related names all words occur, the best first: by title, "
        "heading and text, then by date. Quotes make a phrase, a hyphen excludes. Traditional "
        "characters, pinyin and the glossary's names in the other language are understood."
    )
    parameter_names = ("q", "type", "limit", "lang")
    schema = SearchSchema()

    def get(self, request: Request) -> Response:
        sequence = head()
        if not is_indexed():
            raise NotIndexed
        lang = self.parameters.one_of("lang", list(TAGS))
        name = self.parameters.one_of("type", list(types()))
        limit = self.parameters.number("limit", default=LIMIT, low=1, high=LIMIT_MAX)
        findings = self._findings()
        keys = of_type(findings.keys, types()[name] if name else None)
        found = hits(findings, keys[:limit], language=TAGS.get(lang or "", ""))
        data = {
            "items": self._items(found, lang),
            "count": len(keys),
            "types": self._counts(findings),
            "also": findings.also,
            "meant": findings.meant or None,
            "head": sequence,
        }
        return self.answer(data, links=self._links(), lang=lang)

    def _findings(self) -> Findings:
        if "q" not in self.request.GET:
            self.parameters.refuse("q", "required", _("“q” says what to search for."))
        self.parameters.check()
        try:
            return find(self.parameters.get("q") or "", glossary=GLOSSARY)
        except QueryError as error:
            self.parameters.refuse("q", "invalid", f"“q”: {error}")
            self.parameters.check()
            raise

    def _items(self, found: list[Hit], lang: str | None) -> Any:
        known = context(addresses=self.addresses, lang=lang, fields=None)
        return HitSerializer(found, many=True, context=known).data

    def _counts(self, findings: Findings) -> dict[str, int]:
        counts = Counter(key.entry_type for key in findings.keys)
        return {name: counts[each.name] for name, each in types().items() if each.name in counts}

    def _links(self) -> list[str]:
        query = self.request.GET.urlencode()
        return [
            answers.link(self.addresses.absolute(f"{reverse('api:search')}?{query}"), "canonical")
        ]
