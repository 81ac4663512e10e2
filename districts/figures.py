"""The commitments of the districts in figures: how many, until when, and which compare.

Amounts compare only where they have one currency or unit, one span (a year, a project, in total)
and one meaning: a floor, a ceiling, or the amount itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from inet3site.figures import Bar, Segment, bars, stacked
from policies.models import Operator

from .models import Commitment, District, Outcome


class Meaning(TextChoices):
    """What an amount says of what was promised."""

    FLOOR = "floor", _("Lower bounds")
    CEILING = "ceiling", _("Upper bounds")
    AMOUNT = "amount", _("Amounts")


MEANINGS = {
    Operator.AT_LEAST: Meaning.FLOOR,
    Operator.MORE_THAN: Meaning.FLOOR,
    Operator.AT_MOST: Meaning.CEILING,
    Operator.EXACTLY: Meaning.AMOUNT,
    Operator.ABOUT: Meaning.AMOUNT,
    Operator.RANGE: Meaning.AMOUNT,
}


@dataclass(frozen=True)
class Count:
    """How many commitments a district, or a year (empty: none is named), has, by outcome."""

    of: District | str
    total: int
    segments: list[Segment]


@dataclass(frozen=True)
class Amount:
    """A commitment with its bar."""

    commitment: Commitment
    bar: Bar


@dataclass(frozen=True)
class Comparison:
    """The amounts of a meaning that compare, the largest first."""

    meaning: Meaning
    amounts: list[Amount]


def by_district(commitments: Iterable[Commitment], districts: Iterable[District]) -> list[Count]:
    """A count for each district, those with most first; 0 where none is recorded."""
    of: dict[District, list[Commitment]] = {district: [] for district in districts}
    for commitment in commitments:
        of[commitment.initiative.district].append(commitment)
    return sorted(_counts(of), key=lambda count: -count.total)


def by_end(commitments: Iterable[Commitment]) -> list[Count]:
    """A count for each year in which a period ends, in order; the last one where none is named."""
    ending: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        ending[commitment.period_to[:4]].append(commitment)
    years = sorted(ending, key=lambda year: (not year, year))
    return list(_counts({year: ending[year] for year in years}))


def _counts[K: District | str](of: Mapping[K, list[Commitment]]) -> Iterator[Count]:
    largest = max((len(rows) for rows in of.values()), default=0)
    for key, rows in of.items():
        found = Counter(_outcome(row) for row in rows)
        segments = stacked({outcome: found[outcome] for outcome in Outcome}, largest)
        yield Count(key, len(rows), segments)


def _outcome(commitment: Commitment) -> Outcome:
    report = commitment.latest_report
    return Outcome(report.outcome) if report else Outcome.NOT_CHECKED


def comparisons(commitments: Iterable[Commitment]) -> list[Comparison]:
    """All amounts that have another to compare with, money before what is counted."""
    groups: dict[tuple[str, ...], list[Commitment]] = defaultdict(list)
    for row in commitments:
        if row.amount is not None:
            meaning = MEANINGS[Operator(row.operator)]
            groups[row.currency, row.unit_zh, row.unit_en, row.per, meaning].append(row)
    return [
        _comparison(Meaning(meaning), groups[key])
        for key in sorted(groups, key=lambda key: (not key[0], key))
        if len(groups[key]) > 1
        for meaning in key[-1:]
    ]


def _comparison(meaning: Meaning, rows: Sequence[Commitment]) -> Comparison:
    ordered = sorted(rows, key=lambda row: (-(row.amount_max or row.amount), str(row.pk)))
    lengths = bars([(row.amount, row.amount_max) for row in ordered])
    return Comparison(
        meaning, [Amount(row, bar) for row, bar in zip(ordered, lengths, strict=True)]
    )
