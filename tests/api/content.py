"""Rows of every resource, related to one another."""

from dataclasses import dataclass

from districts.models import Commitment, District, Initiative, Milestone
from inet3site.pages.models import SitePage
from inet3site.publishing.stores import live_store
from policies.models import Organisation, Policy, Provision, Section, Source, Target, Term
from tests import factories as make


@dataclass(frozen=True)
class Content:
    """The rows that tests name."""

    policy: Policy
    section: Section
    provision: Provision
    district: District
    initiative: Initiative
    commitment: Commitment
    source: Source
    target: Target
    organisation: Organisation
    milestone: Milestone
    term: Term
    page: SitePage


def make_content(number: int = 1) -> Content:
    """One row of each resource, or another one of most; `number` tells them apart."""
    with live_store():
        return _make_content(number)


def _make_content(number: int) -> Content:
    source = make.make_source(slug=f"source-{number}", url="https://news.example/1")
    layer = make.make_layer(number=number) if number <= 4 else None
    layers = [layer] if layer else []
    technology = make.make_technology(slug=f"technology-{number}", layers=layers)
    organisation = make.make_organisation(slug=f"organisation-{number}")
    policy, section, provision = _make_policy(number, source)
    make.make_issuance(policy=policy, organisation=organisation)
    former = make.make_organisation(slug=f"organisation-{number}-before")
    make.make_succession(organisation=organisation, predecessor=former, date="2018")
    provision.technologies.set([technology])
    provision.organisations.set([organisation])
    district = make.make_district(
        slug="chaoyang" if number == 1 else f"district-{number}", code=f"1101{number:02}"
    )
    initiative = make.make_initiative(
        slug=f"initiative-{number}",
        district=district,
        policies=[policy],
        layers=layers,
        technologies=[technology],
        lead_organisations=[organisation],
    )
    commitment = _make_fund(initiative, source)
    return Content(
        policy,
        section,
        provision,
        district,
        initiative,
        commitment,
        source,
        target=_make_target(policy, section, source),
        organisation=organisation,
        milestone=make.make_milestone(
            slug=f"milestone-{number}", initiative=initiative, hosts=[organisation]
        ),
        term=_make_term(number),
        page=_make_page(number, policy, source),
    )


def _make_policy(number: int, source: Source) -> tuple[Policy, Section, Provision]:
    policy = make.make_policy(slug=f"policy-{number}", period_from=2023, period_to=2025)
    above = make.make_section(policy=policy, identifier="s-1")
    section = make.make_section(policy=policy, identifier="s-1-1", position=1, parent=above)
    provision = make.make_provision(policy=policy, section=section)
    make.make_policy_citation(policy=policy, source=source, field="title")
    make.make_policy_citation(policy=policy, source=source, provision=provision)
    older = make.make_policy(slug=f"policy-{number}-above", kind="plan", published_on="2021")
    make.make_policy_relation(policy=policy, related_policy=older)
    return policy, section, provision


def _make_target(policy: Policy, section: Section, source: Source) -> Target:
    target = make.make_target(policy=policy, section=section)
    make.make_policy_citation(policy=policy, source=source, target=target, quote="500亿元")
    return target


def _make_term(number: int) -> Term:
    term = make.make_term(slug=f"term-{number}")
    broader = make.make_term(slug=f"term-{number}-broader")
    make.make_term_relation(term=term, related_term=broader)
    return term


def _make_page(number: int, policy: Policy, source: Source) -> SitePage:
    page = make.make_site_page(slug=f"page-{number}")
    figure = make.make_figure(page=page, policy=policy)
    make.make_page_citation(page=page, figure=figure, source=source, quote="480.2亿元")
    return page


def _make_fund(initiative: Initiative, source: Source) -> Commitment:
    commitment = make.make_commitment(
        initiative=initiative,
        period_from="2023",
        period_to="2025",
        quote_zh="每年投入不低于1亿元",
        converted_amount=14_000_000,
        converted_currency="USD",
        converted_as="reported",
    )
    make.make_initiative_citation(
        initiative=initiative, source=source, commitment=commitment, quote="1亿元", locator="p. 1"
    )
    report = make.make_report(commitment=commitment, period_from="2023", period_to="2023")
    make.make_initiative_citation(initiative=initiative, source=source, report=report)
    return commitment
