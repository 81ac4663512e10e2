"""Publishing and withdrawing: what the ledger records, and what it refuses."""

import pytest
from django.db import IntegrityError, transaction

from inet3site.publishing import ledger, projector, verification
from inet3site.publishing.ledger import Blocked
from inet3site.publishing.models import Edition, Entry, Operation, Reference, Revision
from inet3site.publishing.states import State, state_of
from inet3site.publishing.stores import public_store
from policies.models import Layer, Organisation, Policy, PolicyRelation, Technology

pytestmark = pytest.mark.stores


@pytest.fixture
def layer() -> Layer:
    return draft(Layer(slug="ground", number=1, name_zh="基础设施层"))


@pytest.fixture
def technology(layer: Layer) -> Technology:
    """A technology that mentions the layer."""
    technology = Technology.objects.create(slug="ai", kind="technology", name_zh="人工智能")
    technology.layers.add(layer)
    return draft(technology)


def draft[E: Entry](entry: E) -> E:
    entry.save()
    ledger.revise(entry)
    return entry


def public_layers() -> list[str]:
    """The layers that the public sees on the technology."""
    projector.catch_up()
    with public_store():
        return [layer.slug for layer in Technology.objects.get().layers.all()]


def test_a_mention_comes_and_goes_with_its_target(layer: Layer, technology: Technology) -> None:
    ledger.publish(technology)
    assert public_layers() == []
    ledger.publish(layer)
    assert public_layers() == ["ground"]
    ledger.withdraw(layer)
    assert public_layers() == []
    operations = list(Edition.objects.values_list("entry_type", "operation", "number"))
    assert operations == [
        ("policies.technology", Operation.PUBLISH, 1),
        ("policies.layer", Operation.PUBLISH, 1),
        ("policies.technology", Operation.PUBLISH, 2),
        ("policies.technology", Operation.PUBLISH, 3),
        ("policies.layer", Operation.WITHDRAW, 2),
    ]


def test_a_link_comes_and_goes_with_its_target() -> None:
    one, other = (
        draft(Policy(slug=slug, kind="plan", level="municipal", title_zh=slug))
        for slug in ("one", "other")
    )
    for policy, related in ((one, other), (other, one)):
        PolicyRelation.objects.create(policy=policy, kind="cites", related_policy=related)
        ledger.revise(policy)
    ledger.publish(one)
    assert public_relations() == []
    ledger.publish(other)
    assert public_relations() == [("one", "other"), ("other", "one")]
    assert not Reference.objects.filter(required=True).exists()
    ledger.withdraw(other)
    assert public_relations() == []
    assert verification.differences() == []


def public_relations() -> list[tuple[str, str]]:
    """The relations between documents that the public sees, by their addresses."""
    projector.catch_up()
    with public_store():
        rows = PolicyRelation.objects.order_by("policy__slug")
        return list(rows.values_list("policy__slug", "related_policy__slug"))


def test_a_reissue_publishes_nothing_that_was_only_saved(
    layer: Layer, technology: Technology
) -> None:
    ledger.publish(technology)
    technology.name_zh = "尚未发布"
    draft(technology)
    ledger.publish(layer)
    projector.catch_up()
    with public_store():
        assert Technology.objects.get().name_zh == "人工智能"
    assert state_of(technology) == State.CHANGED


def test_references_are_rows_even_when_left_out(layer: Layer, technology: Technology) -> None:
    ledger.publish(technology)
    reference = Reference.objects.get()
    assert (reference.entry_id, reference.target_id) == (technology.pk, layer.pk)
    assert not reference.required


def test_an_entry_goes_through_all_states(layer: Layer) -> None:
    assert state_of(layer) == State.DRAFT
    ledger.publish(layer)
    assert state_of(layer) == State.LIVE
    layer.name_en = "Infrastructure"
    draft(layer)
    assert state_of(layer) == State.CHANGED
    ledger.withdraw(layer)
    assert state_of(layer) == State.WITHDRAWN
    ledger.publish(layer)
    assert state_of(layer) == State.LIVE


def test_a_replacement_must_be_live_and_another(layer: Layer) -> None:
    ledger.publish(layer)
    other = draft(Layer(slug="other", number=2, name_zh="其他"))
    for replacement in (layer, other):
        with pytest.raises(Blocked) as caught:
            ledger.withdraw(layer, replacement=replacement)
        assert [blocker.field for blocker in caught.value.blockers] == ["replacement"]


def test_publishing_many_takes_what_others_need_first(layer: Layer, technology: Technology) -> None:
    untitled = draft(Organisation(slug="untitled", kind="company"))
    results = ledger.publish_many([technology, untitled, layer])
    assert [(r.entry, bool(r.edition)) for r in results] == [
        (untitled, False),
        (layer, True),
        (technology, True),
    ]


def test_revisions_and_editions_are_never_changed(layer: Layer) -> None:
    edition = ledger.publish(layer)
    for row in (edition, edition.revision):
        with pytest.raises(TypeError, match="append-only"):
            row.save()
        with pytest.raises(TypeError, match="append-only"):
            row.delete()


def test_an_unchanged_save_makes_no_revision(layer: Layer) -> None:
    assert ledger.revise(layer) == ledger.revise(layer)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"operation": "withdraw", "snapshot": "[]"},
        {"operation": "publish", "replacement": "00000000-0000-5000-8000-000000000001"},
        {"number": 1},
    ],
)
def test_the_database_refuses_a_wrong_edition(layer: Layer, fields: dict) -> None:
    edition = ledger.publish(layer)
    columns = {f.attname: getattr(edition, f.attname) for f in Edition._meta.concrete_fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(**{**columns, "sequence": 2, "number": 2, **fields})
