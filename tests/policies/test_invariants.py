"""What the database itself refuses of policies, and of what they refer to."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from inet3site.publishing.registry import all_types
from policies.models import Policy, Section
from tests import factories as make
from tests.builders import build_all

pytestmark = pytest.mark.stores

BAD_SLUGS = ("", "Bad Slug/../x", "caf\u00e9", "a--b", "-a", "a_b", "a\n", str(uuid.UUID(int=10)))
BAD_VALUES = [
    ("policies.policy", "kind", "poem"),
    ("policies.policy", "kind", ""),
    ("policies.policy", "level", "galactic"),
    ("policies.policy", "legal_status", "lawful"),
    ("policies.policy", "text_kind", "half"),
    ("policies.policy", "area_code", "abc"),
    ("policies.policy", "area_code", "\u0661" * 6),
    ("policies.policy", "published_on", "2023-13"),
    ("policies.policy", "published_on", "2023\n"),
    ("policies.policy", "published_on", "2023-02-29"),
    ("policies.policy", "written_on", "1900-02-29"),
    ("policies.policy", "effective_on", "2023-06-31"),
    ("policies.policy", "translation", "poetic"),
    ("policies.policy", "translation", "none"),
    ("policies.policy", "translated_from", ""),
    ("policies.policy", "translated_from", "F" * 64),
    ("policies.policyrelation", "kind", "admires"),
    ("policies.succession", "date", "soon"),
    ("policies.target", "operator", "near"),
    ("policies.target", "amount_max", 2),
    ("policies.target", "operator", "range"),
    ("policies.target", "translation", "poetic"),
    ("policies.termrelation", "kind", "funnier"),
    ("policies.policy", "period_from", 999),
    ("policies.policy", "period_to", 10_000),
    ("policies.issuance", "role", "witness"),
    ("policies.section", "identifier", "whatever"),
    ("policies.section", "identifier", "s-1\n"),
    ("policies.provision", "kind", "wish"),
    ("policies.organisation", "kind", "club"),
    ("policies.technology", "kind", "gadget"),
    ("policies.source", "kind", "rumour"),
    ("policies.source", "language", "xx"),
    ("policies.source", "sha256", "F" * 64),
    ("policies.policyattachment", "file", "../evil.pdf"),
    ("policies.policyattachment", "file", f"{1:032}.svg"),
    ("policies.policyattachment", "media_type", "text/html"),
    ("policies.policyattachment", "size", 0),
    ("policies.policyattachment", "sha256", "F" * 64),
    ("policies.sourceattachment", "file", ""),
]
RIGHT_DATES = ["", "2023", "2023-12", "2024-02-29", "2000-02-29", "2023-06-30", "2023-12-31"]
ENTRIES = [entry_type.name for entry_type in all_types()]


def row_of(label: str) -> models.Model:
    """A valid row of the model of this label."""
    others = build_all("other", number=1)
    entries = build_all("text", number=2, targets=others).values()
    parts = [part for kind in all_types() for part in kind.parts if part._meta.label_lower == label]
    rows: list[models.Model] = [*parts[0]._base_manager.all()] if parts else [*entries]
    return next(row for row in reversed(rows) if row._meta.label_lower == label)


def assert_refused(row: models.Model, **values: Any) -> None:
    """The database refuses these values of a row; where it can meet a form, so does that."""
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError):
        row.full_clean()
    rows = type(row)._base_manager.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match=r"(?i)check"), transaction.atomic():
        rows.update(**values)


@pytest.mark.parametrize("slug", BAD_SLUGS)
@pytest.mark.parametrize("label", ENTRIES)
def test_an_address_has_its_form(label: str, slug: str) -> None:
    assert_refused(row_of(label), slug=slug)


@pytest.mark.parametrize(("label", "field", "value"), BAD_VALUES)
def test_a_value_has_its_form(label: str, field: str, value: Any) -> None:
    assert_refused(row_of(label), **{field: value})


def test_a_year_that_no_column_holds_is_refused() -> None:
    policy = make.make_policy(period_from=2023)
    policy.period_from = 99_999
    with pytest.raises(ValidationError):
        policy.full_clean()
    if connection.vendor == "sqlite":
        assert_refused(policy, period_from=99_999)


@pytest.mark.parametrize("slug", ["a", "5g-8k", "internet-3-0-white-paper-2023", "0" * 32])
def test_other_addresses_are_accepted(slug: str) -> None:
    make.make_policy(slug=slug).full_clean()


def test_a_section_is_not_within_itself() -> None:
    section = make.make_section(policy=make.make_policy())
    assert_refused(section, parent_id=section.pk)
    make.make_section(policy=section.policy, identifier="s-1-1", parent=section).full_clean()


@pytest.mark.parametrize("date", RIGHT_DATES)
def test_a_date_that_exists_is_accepted(date: str) -> None:
    make.make_policy(published_on=date).full_clean()


def test_nothing_is_related_to_itself() -> None:
    policy, term, organisation = make.make_policy(), make.make_term(), make.make_organisation()
    other = make.make_policy(), make.make_term(), make.make_organisation()
    relation = make.make_policy_relation(policy=policy, related_policy=other[0])
    assert_refused(relation, related_policy_id=policy.pk)
    assert_refused(make.make_term_relation(term=term, related_term=other[1]), related_term=term)
    succession = make.make_succession(organisation=organisation, predecessor=other[2])
    assert_refused(succession, predecessor=organisation)


def test_a_relation_stands_once() -> None:
    policy, other = make.make_policy(), make.make_policy()
    for kind in ("implements", "cites"):
        make.make_policy_relation(policy=policy, related_policy=other, kind=kind)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        make.make_policy_relation(policy=policy, related_policy=other)


def test_a_range_has_two_ends() -> None:
    target = make.make_target(policy=make.make_policy(), currency="", unit_zh="家", amount=3)
    for wrong in ({"amount_max": None}, {"amount_max": 3}, {"amount_max": 2}):
        assert_refused(target, operator="range", **wrong)
    target.amount_max = 5
    target.full_clean()
    target.save()


def test_a_citation_is_of_one_part() -> None:
    policy = make.make_policy()
    provision, target = make.make_provision(policy=policy), make.make_target(policy=policy)
    citation = make.make_policy_citation(
        policy=policy, source=make.make_source(), provision=provision
    )
    assert_refused(citation, target_id=target.pk)


def test_of_each_target_one_value_is_chosen() -> None:
    policy = make.make_policy()
    stated: dict[str, Any] = {
        "policy": policy,
        "source": make.make_source(),
        "field": "amount",
        "chosen": True,
    }
    for _ in range(2):
        make.make_policy_citation(target=make.make_target(policy=policy), **stated)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        make.make_policy_citation(target=policy.targets.first(), **stated)


def test_every_choice_is_checked_by_the_database() -> None:
    for entry_type in all_types():
        for model in entry_type.models:
            for field in model._meta.concrete_fields:
                if field.choices:
                    assert looks_at(model, field.name), f"{model._meta.label}.{field.name}"


def looks_at(model: type[models.Model], name: str) -> bool:
    """Whether a check constraint of the model names the field."""
    checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    return any(name in str(check.condition) for check in checks)


def test_a_change_of_a_source_is_never_minor() -> None:
    citations = [
        (entry_type, part._meta.model_name)
        for entry_type in all_types()
        for part in entry_type.parts
        if part._meta.model_name.endswith("citation")
    ]
    assert len(citations) == 9
    for entry_type, name in citations:
        expected = {f"{name}.{field}" for field in ("source", "chosen", "stated_value")}
        assert expected <= set(entry_type.major), entry_type.name


def test_major_fields_exist() -> None:
    for entry_type in all_types():
        models_by_name = {part._meta.model_name: part for part in entry_type.parts}
        for name in entry_type.major:
            part, _, field = name.rpartition(".")
            models_by_name.get(part, entry_type.model)._meta.get_field(field)


def test_a_row_that_is_right_is_accepted() -> None:
    build_all("text", number=1)
    assert Policy.objects.count() == Section.objects.count() == 1
