"""The text of a section as a view shows it: passages in one language, or two side by side."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from inet3site import markdown
from inet3site.publishing.bilingual import Text

from .glossary import Glossary
from .models import Section, Term
from .reading import View


@dataclass(frozen=True)
class Passage:
    """A stretch of text in one language, as HTML; empty where it is not in that language."""

    text: Text
    html: SafeString


def passages(
    section: Section, view: View, glossary: Glossary, *, below: int
) -> list[list[Passage]]:
    """The text of a section in rows of passages that stand beside each other.

    Side by side, block stands beside block where both languages have as many; else the texts are
    one row. Headings in it stand below those of level `below`.
    """
    columns = [_blocks(text, glossary, below) for text in view.texts(section, "text")]
    if len({len(column) for column in columns}) == 1 < len(columns):
        return [list(row) for row in zip(*columns, strict=True)]
    return [[_whole(column) for column in columns]] if columns else []


def _blocks(text: Text, glossary: Glossary, below: int) -> list[Passage]:
    seen: set[Term] = set()
    blocks = markdown.to_blocks(text, below=below) or [SafeString("")]
    return [Passage(text, glossary.explain(block, text.lang, seen)) for block in blocks]


def _whole(column: list[Passage]) -> Passage:
    return Passage(column[0].text, SafeString("".join(each.html for each in column)))
