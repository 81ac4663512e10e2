"""What the glossary and the outline of a document have to say of the texts of an entry."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from inet3site.proofreading.readers import quoted, translations
from inet3site.proofreading.terms import Glossary
from inet3site.publishing.findings import Finding, Read, finding_at

from .models import Section, Term


def terms() -> Read:
    """Read entries by the glossary as it is in the workspace now."""
    glossary = Glossary(Term.objects.values_list("name_zh", "name_en"))

    def read(rows: Sequence[Model]) -> Iterator[Finding]:
        for row in rows:
            for name, zh, en in translations(row):
                if missing := glossary.missing(zh, en):
                    told = quoted(f"{chinese} – {english}" for chinese, english in missing)
                    what = _("the English lacks the term %(terms)s.") % {"terms": told}
                    yield finding_at(rows[0], row, f"{name}_en", "term", what)

    return read


def outline() -> Read:
    """Read entries by how their sections stand to each other."""
    return sections


def sections(rows: Sequence[Model]) -> Iterator[Finding]:
    """Headings of a document that readers can't tell apart, and sections without one above others.

    The contents of its page list them all.
    """
    found = [row for row in rows if isinstance(row, Section)]
    above = {section.parent_id for section in found}
    for field in ("heading_zh", "heading_en"):
        counts = Counter((each.parent_id, getattr(each, field)) for each in found)
        for each in found:
            heading = getattr(each, field)
            if heading and counts[each.parent_id, heading] > 1:
                what = _("a section beside it has the same heading.")
                yield finding_at(rows[0], each, field, "repeated-heading", what)
    for each in found:
        if each.pk in above and not (each.heading_zh or each.heading_en):
            what = _("sections stand within this one, which has no heading.")
            yield finding_at(rows[0], each, "heading_zh", "no-heading", what)
