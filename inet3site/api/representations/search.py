"""What a search finds: entries, and the places of them that match."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import CharField, Serializer, UUIDField

from inet3site.pages.finding import Hit
from inet3site.search.excerpts import Excerpt
from inet3site.search.models import Field

from .fields import JSON, ReadOnlyField, reference, schema
from .items import AddressField, EditionField, PagesField, TypeField

RELATED = "related"
FIELDS = [*(field.name.lower() for field in Field), RELATED]

PASSAGE: JSON = {
    "description": "A place that matches. `text` is plain text, never HTML, cut to the words "
    "around; `marks` are the parts of it that match, each as the numbers of the first character "
    "and of the one after the last, in Unicode code points from 0. `field` is `related` where it "
    "is the name of an entry that the item refers to. `html` are the places of the page, by "
    "language.",
    "type": "object",
    "required": ["field", "lang", "text", "marks", "html"],
    "properties": {
        "field": {"type": "string", "enum": FIELDS},
        "lang": {"type": "string"},
        "text": {"type": "string"},
        "marks": {
            "type": "array",
            "items": {
                "type": "array",
                "items": {"type": "integer", "minimum": 0},
                "minItems": 2,
                "maxItems": 2,
            },
        },
        "html": schema("Addresses"),
    },
}


@extend_schema_field(schema("Text"))
class NameField(ReadOnlyField):
    """The entry's name; of a source its title, which is in its own language only."""

    def to_representation(self, entry: Any) -> JSON | str | None:
        if hasattr(entry, "language"):
            return entry.title or None
        return reference(entry, self.context["lang"])["name"]


@extend_schema_field({"type": "array", "items": schema("Passage")})
class PassagesField(ReadOnlyField):
    """The places of an entry that match."""

    def to_representation(self, hit: Hit) -> list[JSON]:
        return [self._passage(hit, excerpt) for excerpt in hit.excerpts]

    def _passage(self, hit: Hit, excerpt: Excerpt) -> JSON:
        passage = excerpt.passage
        is_own = passage.entry_id == hit.entry.pk
        pages = self.context["addresses"].pages(hit.entry)
        anchor = f"#{passage.anchor}" if is_own and passage.anchor else ""
        return {
            "field": Field(passage.field).name.lower() if is_own else RELATED,
            "lang": excerpt.language,
            "text": excerpt.text,
            "marks": [list(mark) for mark in excerpt.marks],
            "html": {lang: f"{address}{anchor}" for lang, address in pages.items()},
        }


class HitSerializer(Serializer):
    """An entry that was found."""

    type: Any = TypeField(source="entry")
    id = UUIDField(source="entry.pk", read_only=True)
    slug = CharField(source="entry.slug", read_only=True)
    edition = EditionField(source="entry")
    name = NameField(source="entry")
    url = AddressField(source="entry")
    html = PagesField(source="entry")
    passages = PassagesField(source="*")
