"""What is known, and how much of it the site's content holds.

What is known was collected as a list of facts before the content was written. `COUNTS` has, for
each kind of fact, how many there were, how many rows show them, and why the two differ;
`CONFLICTS` has the points about which sources disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from districts.models import (
    Commitment,
    CommitmentReport,
    District,
    Initiative,
    InitiativeCitation,
    Milestone,
)
from inet3site.pages.models import Figure
from policies.models import (
    Citation,
    Layer,
    Organisation,
    Policy,
    PolicyCitation,
    Provision,
    Source,
    Technology,
    TechnologyCitation,
    Term,
)


@dataclass(frozen=True)
class Count:
    """How many facts of a kind there were, how many rows show them, and why these differ."""

    kind: str
    facts: int
    site: int
    shown: Callable[[], QuerySet]
    why: str = ""


def provisions(kind: str) -> Callable[[], QuerySet]:
    paper = "internet-3-0-white-paper-2023"
    return lambda: Provision.objects.filter(policy__slug=paper, kind=kind)


def technologies(*kinds: str) -> Callable[[], QuerySet]:
    return lambda: Technology.objects.filter(kind__in=kinds)


def figures(page: str) -> Callable[[], QuerySet]:
    return lambda: Figure.objects.filter(page__slug=page)


COUNTS = [
    Count(
        "sources",
        *(64, 67, Source.objects.all),
        "three that the facts name elsewhere: a second report on the challenges, the website of "
        "the other amount in dollars, and one for reports that nobody has identified",
    ),
    Count("documents", 19, 19, Policy.objects.all),
    Count("layers", 4, 4, Layer.objects.all),
    Count("technologies and fields of the layers", 13, 13, technologies("technology", "field")),
    Count("carriers", 3, 3, technologies("carrier")),
    Count(
        "concepts",
        *(1, 6, provisions("definition")),
        "what each of the four layers is, and what carries applications, is defined as well",
    ),
    Count("hotspots", 3, 3, provisions("hotspot")),
    Count("challenges", 4, 4, provisions("challenge")),
    Count(
        "measures",
        *(6, 7, provisions("measure")),
        "the tax breaks that one report recommends stand among the findings in the facts",
    ),
    Count(
        "findings of the white paper",
        *(4, 3, provisions("strength")),
        "the first is three strengths; the other three are sections and a measure",
    ),
    Count(
        "companies",
        *(3, 3, lambda: Organisation.objects.filter(kind="company")),
    ),
    Count("districts", 16, 16, lambda: District.objects.filter(kind="district")),
    Count("special areas", 1, 1, lambda: District.objects.filter(kind="zone")),
    Count(
        "initiatives",
        *(24, 24, Initiative.objects.all),
        "two speak of the Internet 3.0 park in Chaoyang and are one; "
        "what Dongcheng plans, a fact of its own kind, is one more",
    ),
    Count(
        "milestones",
        *(17, 18, lambda: Milestone.objects.exclude(policy=None, initiative=None)),
        "the regulation's adoption and its coming into force are one fact and two milestones",
    ),
    Count("events", 1, 1, lambda: Milestone.objects.filter(policy=None, initiative=None)),
    Count("indicators", 4, 4, figures("science-fiction-industry")),
    Count(
        "other places",
        *(6, 13, figures("other-places")),
        "each target of a place is a figure; Zhejiang's “10/50” is in the text only, as what "
        "it counts is not known",
    ),
    Count("terms", 22, 22, Term.objects.all),
    Count(
        "goals",
        *(1, 1, lambda: Provision.objects.filter(kind="goal", policy__kind="work-plan")),
    ),
    Count(
        "quantified promises within the initiatives",
        *(31, 32, Commitment.objects.all),
        "the fund of funds of Tongzhou names no amount",
    ),
    Count(
        "reports on what became of a promise",
        *(0, 0, CommitmentReport.objects.all),
    ),
]


@dataclass(frozen=True)
class Conflict:
    """Statements of sources that compete about a field; `chosen` is a source, or empty if none."""

    name: str
    citations: type[Citation]
    entry: dict[str, str]
    field: str
    values: int
    chosen: str


WHITE_PAPER = {"policy__slug": "internet-3-0-white-paper-2023"}
FUND = {"initiative__slug": "chaoyang-special-fund"}
CONFLICTS = [
    Conflict(
        "who issued the work plan",
        PolicyCitation,
        {"policy__slug": "internet-3-0-work-plan-2023-2025"},
        *("issuances", 3, "chaincatcher-work-plan"),
    ),
    Conflict(
        "what kind of white paper it is",
        *(PolicyCitation, WHITE_PAPER, "title_en", 5, "gameficrypto-white-paper"),
    ),
    Conflict(
        "the white paper's Chinese title",
        *(PolicyCitation, WHITE_PAPER, "title_zh", 2, "china-news-service-white-paper"),
    ),
    Conflict(
        "who pays the fund",
        *(InitiativeCitation, FUND, "district", 3, "gameficrypto-white-paper"),
    ),
    Conflict(
        "the fund in dollars",
        *(InitiativeCitation, FUND, "converted_amount", 2, "gameficrypto-white-paper"),
    ),
    Conflict(
        "computing chips in the infrastructure layer",
        TechnologyCitation,
        {"technology__slug": "computing-chips"},
        *("layers", 2, "gameficrypto-white-paper"),
    ),
    Conflict(
        "the years of Tongzhou's plan",
        PolicyCitation,
        {"policy__slug": "tongzhou-metaverse-action-plan-2022-2024"},
        *("period_to", 3, "science-and-technology-daily-tongzhou"),
    ),
    Conflict(
        "who issued Chaoyang's plan",
        PolicyCitation,
        {"policy__slug": "chaoyang-internet-3-0-action-plan-2023-2025"},
        *("issuances", 2, ""),
    ),
    Conflict(
        "Fengtai's digital economy",
        InitiativeCitation,
        {"initiative__slug": "fengtai-digital-economy-plan"},
        *("summary", 2, ""),
    ),
]
