"""Quantities as links to their evidence, and what became of a promise."""

from collections import Counter
from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from districts.models import Commitment, Outcome
from inet3site.pages.amounts import Quantity as Amount
from inet3site.publishing.bilingual import EN
from inet3site.publishing.models import Entry
from policies.models import Promise, Quantity

register = template.Library()


@register.filter
def evidence_id(row: Quantity) -> str:
    """The `id` of the block that holds the words and the sources of a quantity."""
    return f"evidence-{row.pk}"


@register.simple_tag
def quantity(row: Quantity, page: str = "", *, per: bool = True) -> SafeString:
    """An amount in words, as a link to its words and sources.

    They stand on the page at the path `page`, or on the present one. `per` says what the amount is
    for, as in “per year”.
    """
    if row.amount is None:
        return format_html('<span class="unnamed">{}</span>', gettext("No amount named"))
    return _linked(row, page, amount_of(row, per=per))


@register.simple_tag
def conversion(row: Promise, page: str = "") -> SafeString:
    """The amount in another currency that goes with a promise, as such a link."""
    return _linked(row, page, Amount(row.converted_amount, row.converted_currency))


def amount_of(row: Quantity, *, per: bool = True) -> Amount:
    """What a row with an amount amounts to."""
    return Amount(
        amount=row.amount,
        currency=row.currency,
        unit=row.unit,
        bound=row.operator,
        per=getattr(row, "per", "") if per else "",
        amount_max=row.amount_max,
    )


def _linked(row: Quantity, page: str, amount: Amount) -> SafeString:
    return format_html(
        '<a class="quantity" href="{}#{}">{}</a>',
        page,
        evidence_id(row),
        amount.in_words(get_language() or EN),
    )


@register.filter
def outcomes(commitments: Iterable[Commitment]) -> list[tuple[Outcome, int]]:
    """What became of commitments by their latest reports, and of how many each.

    A commitment without a report has not been checked.
    """
    reports = [commitment.latest_report for commitment in commitments]
    counts = Counter(report.outcome if report else Outcome.NOT_CHECKED for report in reports)
    return [(outcome, counts[outcome]) for outcome in Outcome if outcome in counts]


@register.filter
def evidence_of(row: Quantity, entry: Entry) -> str:
    """The address of the words and sources of a quantity, on the page of its entry."""
    return f"{entry.get_absolute_url()}#{evidence_id(row)}"


@register.filter
def measure(row: Quantity) -> str:
    """The currency or the unit of an amount, in words."""
    return amount_of(row).measure(get_language() or EN)
