"""The differences of two editions as HTML."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from inet3site.pages import changes, wording
from inet3site.publishing.comparison import RowDifference
from inet3site.publishing.conflicts import ThreeWay
from inet3site.publishing.models import PublicEdition
from inet3site.publishing.runs import Kind, Run

register = template.Library()

TAGS = {Kind.DELETED: "<del>{}</del>", Kind.INSERTED: "<ins>{}</ins>"}


@register.filter
def lines(difference: RowDifference) -> list[wording.Line]:
    """What differs of a row, in the page's language."""
    return wording.lines(difference)


@register.filter
def in_columns(row: ThreeWay) -> list[tuple[wording.Line | None, wording.Line | None]]:
    """What two people changed of a row, theirs beside mine, in the page's language."""
    theirs, mine = (
        {line.label: line for line in wording.lines(each)} for each in (row.theirs, row.mine)
    )
    return [(theirs.get(label), mine.get(label)) for label in dict.fromkeys([*theirs, *mine])]


@register.filter
def before(line: wording.Line) -> str:
    """What a thing was before it changed."""
    return "".join(run.text for run in line.runs if run.kind != Kind.INSERTED)


@register.filter
def change(difference: RowDifference) -> str:
    """What became of a row."""
    return wording.change_of(difference)


@register.filter
def marked(runs: Iterable[Run]) -> SafeString:
    """The runs of a text, with what was deleted and inserted marked as such."""
    parts = (format_html(TAGS.get(run.kind, "{}"), run.text) for run in runs)
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def kinds(part: type[Model]) -> str:
    """What the rows of a part are called, in the page's language."""
    return str(part._meta.verbose_name_plural)


@register.filter
def anchor(part: type[Model]) -> str:
    """The `id` of the rows of a part on the page."""
    return str(part._meta.model_name)


@register.filter
def by_day(editions: Iterable[PublicEdition]) -> list[tuple[date, list[changes.Change]]]:
    """The editions of each day, with what they are of."""
    return changes.by_day(changes.changes(editions))
