"""How the texts of every entry are read: the numbers of both languages, titles, and marks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db.models import Model
from django.utils.translation import gettext as _

from inet3site.publishing.bilingual import texts_of
from inet3site.publishing.findings import Finding, Read, finding_at
from inet3site.publishing.models import Entry, Translated
from inet3site.publishing.registry import type_of

from . import chinese, english, marks
from .numbers import alone

TITLES = frozenset({"title", "name", "heading"})
LONGEST = {"zh": 60, "en": 120}
"""So many characters has the longest title that is read at a glance, in each language."""


def translations(row: Model) -> Iterator[tuple[str, str, str]]:
    """The name, the Chinese and the English of each text of a row that has both."""
    left_out = row.source_language_only if isinstance(row, Translated) else frozenset()
    for name, zh, en in texts_of(row):
        if zh and en and name not in left_out:
            yield name, zh, en


def texts() -> Read:
    """Read every text of an entry by all that follows."""
    return lambda rows: chain(numbers(rows), titles(rows), marked_up(rows))


def numbers(rows: Sequence[Model]) -> Iterator[Finding]:
    """The numbers that one language has alone, beside the text that lacks them."""
    for row in rows:
        for name, zh, en in translations(row):
            of_zh, of_en = chinese.numbers(zh), english.numbers(en)
            if lacking := alone(of_zh, of_en):
                what = _("the Chinese has %(numbers)s, the English has not.")
                yield _of_numbers(rows, row, f"{name}_en", what, lacking)
            if lacking := alone(of_en, of_zh):
                what = _("the English has %(numbers)s, the Chinese has not.")
                yield _of_numbers(rows, row, f"{name}_zh", what, lacking)


def _of_numbers(
    rows: Sequence[Model], row: Model, field: str, what: str, lacking: Iterable[str]
) -> Finding:
    told = what % {"numbers": quoted(lacking)}
    return finding_at(rows[0], row, field, "number", told)


def titles(rows: Sequence[Model]) -> Iterator[Finding]:
    """Titles, names and headings that are too long to be read at a glance."""
    for row in rows:
        for field, language, text in _titles(row):
            if len(text) > LONGEST[language]:
                what = _("%(number)s characters are too long for a title.") % {"number": len(text)}
                yield finding_at(rows[0], row, field, "long-title", what)


def _titles(row: Model) -> Iterator[tuple[str, str, str]]:
    for name, zh, en in texts_of(row):
        if name in TITLES:
            yield f"{name}_zh", "zh", zh
            yield f"{name}_en", "en", en
    if isinstance(row, Entry) and not (field := type_of(row).title).endswith("_zh"):
        text = getattr(row, field)
        yield field, "en" if text.isascii() else "zh", text


def marked_up(rows: Sequence[Model]) -> Iterator[Finding]:
    """What is wrong with headings, links and images in texts that are Markdown."""
    for row in rows:
        for name in sorted(row.markdown if isinstance(row, Translated) else ()):
            for field in (f"{name}_zh", f"{name}_en"):
                for code, what in _of_marks(getattr(row, field)):
                    yield finding_at(rows[0], row, field, code, what)


def _of_marks(text: str) -> Iterator[tuple[str, str]]:
    checks = (
        ("skipped-heading", marks.skipped_headings, _("a level is missing above %(marks)s.")),
        ("repeated-heading", marks.repeated_headings, _("the heading %(marks)s stands twice.")),
        ("empty-link", marks.empty_links, _("the link to %(marks)s has no words.")),
        ("vague-link", marks.vague_links, _("the link %(marks)s doesn't say where it leads.")),
        ("image", marks.images, _("the image %(marks)s is not shown: texts have no images.")),
    )
    for code, find, what in checks:
        if found := find(text):
            yield code, what % {"marks": quoted(found)}


def quoted(words: Iterable[str]) -> str:
    """Words of a text, in quotation marks."""
    return _(", ").join(_("“%(text)s”") % {"text": each} for each in words)
