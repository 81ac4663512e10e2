"""A property test: whatever editors do and whatever fails, `live` equals the fold of the ledger."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from inet3site.publishing import ledger, projector, rows, verification
from inet3site.publishing.ledger import Blocked
from inet3site.publishing.models import Edition, Entry, LiveEntry, Operation, content_key
from inet3site.publishing.references import only_live, outgoing
from inet3site.publishing.registry import all_types, type_named, type_of
from inet3site.publishing.snapshots import encode, read
from inet3site.publishing.stores import is_content, is_derived
from policies.models import Layer, Policy, Section
from tests.builders import Targets, add_parts, fill

SLUGS = st.sampled_from(["a-1", "b-2", "c"])
FAILURES = st.sampled_from(["none", "none", "before", "during", "after"])
pick = st.integers(min_value=0, max_value=19)
either = st.integers(min_value=0, max_value=1)


class SimulatedFailure(Exception):
    """Stands for whatever may go wrong while an edition is applied."""


@contextmanager
def failing(when: str) -> Any:
    """Let projection fail before, during or after an edition is applied."""
    apply, write_parts = projector._apply, rows.delete_parts

    def broken_apply(edition: Edition) -> None:
        if when == "after":
            apply(edition)
        raise SimulatedFailure(when)

    def broken_half(*args: Any) -> None:
        write_parts(*args)
        raise SimulatedFailure(when)

    if when == "none":
        yield
    elif when == "during":
        with patch.object(rows, "delete_parts", broken_half):
            yield
    else:
        with patch.object(projector, "_apply", broken_apply):
            yield


def wipe() -> None:
    """Empty both stores, so that each example begins with nothing."""
    for alias in ("default", "live"):
        with transaction.atomic(using=alias):
            for model in apps.get_models(include_auto_created=True):
                label = model._meta.app_label
                if label != "publishing" and not (is_content(label) or is_derived(label)):
                    continue
                if model._meta.db_table in connections[alias].introspection.table_names():
                    model._base_manager.using(alias).all()._raw_delete(alias)


def make[E: Entry](model: type[E], slug: str, targets: Targets) -> E:
    """A draft whose key is the same in each example, so that failures can be replayed."""
    number = "ab".index(slug) + 1
    entry = fill(
        model(pk=content_key(model._meta.label_lower, slug)), slug, number=number, targets=targets
    )
    ledger.revise(entry)
    return entry


def remove_parts(entry: Entry) -> None:
    """Delete all rows of the entry's parts, those that point at others of them first."""
    entry_type = type_of(entry)
    for part in reversed(entry_type.parts):
        part._base_manager.filter(**{entry_type.parent_field(part): entry}).delete()


class LedgerMachine(RuleBasedStateMachine):
    """Editors change, publish and withdraw entries of every type that refer to each other."""

    def __init__(self) -> None:
        super().__init__()
        wipe()
        self.pairs: dict[type[Entry], list[Entry]] = {}
        for entry_type in all_types():
            self.pairs[entry_type.model] = [
                make(entry_type.model, slug, self.targets({})) for slug in "ab"
            ]
        self.entries = [entry for pair in self.pairs.values() for entry in pair]
        for number in range(len(self.entries)):
            self.write(self.entry(number), choice={})

    def targets(self, choice: dict[int, int], of: Entry | None = None) -> dict[type, Entry]:
        """One entry of each type but `of` itself: the first, where there is no `choice`."""
        chosen = {
            model: pair[choice.get(number, 0)]
            for number, (model, pair) in enumerate(self.pairs.items())
        }
        return {model: entry for model, entry in chosen.items() if entry != of}

    def entry(self, number: int) -> Any:
        entry = self.entries[number % len(self.entries)]
        entry.refresh_from_db()
        return entry

    @rule(number=pick, name=st.text(alphabet="甲乙 a", max_size=3))
    def rename(self, number: int, name: str) -> None:
        entry = self.entry(number)
        setattr(entry, type_of(entry).title, name)
        entry.save()
        ledger.revise(entry)

    @rule(number=pick, slug=SLUGS)
    def move(self, number: int, slug: str) -> None:
        entry = self.entry(number)
        entry.slug = slug
        try:
            with transaction.atomic():
                entry.save()
                ledger.revise(entry)
        except IntegrityError:
            entry.refresh_from_db()

    @rule(number=either, value=st.integers(min_value=1, max_value=3))
    def renumber(self, number: int, value: int) -> None:
        layer = self.pairs[Layer][number]
        layer.refresh_from_db()
        layer.number = value
        try:
            with transaction.atomic():
                layer.save()
                ledger.revise(layer)
        except IntegrityError:
            layer.refresh_from_db()

    @rule(number=pick, choice=st.dictionaries(pick, either))
    def rewrite(self, number: int, choice: dict[int, int]) -> None:
        self.write(self.entry(number), choice)

    def write(self, entry: Entry, choice: dict[int, int]) -> None:
        targets = self.targets(choice, of=entry)
        with transaction.atomic():
            remove_parts(entry)
            add_parts(entry, "text", number=1, targets=targets)
            for field in entry._meta.many_to_many:
                target = targets.get(field.remote_field.model)
                getattr(entry, field.name).set([target] if target else [])
            ledger.revise(entry)

    @rule(number=pick)
    def strip(self, number: int) -> None:
        entry = self.entry(number)
        with transaction.atomic():
            remove_parts(entry)
            for field in entry._meta.many_to_many:
                getattr(entry, field.name).clear()
            ledger.revise(entry)

    @rule(number=either, order=st.permutations(["s-1", "s-2", "s-3"]))
    def reorder_sections(self, number: int, order: list[str]) -> None:
        policy: Any = self.pairs[Policy][number]
        with transaction.atomic():
            keys = list(policy.sections.order_by("pk").values_list("pk", flat=True))
            policy.sections.all().delete()
            for position, identifier in enumerate(order):
                key = {"id": keys[position]} if position < len(keys) else {}
                Section.objects.create(policy=policy, identifier=identifier, **key)
            ledger.revise(policy)

    @rule(number=pick, failure=FAILURES)
    def publish_one(self, number: int, failure: str) -> None:
        self.publish(self.entry(number), failure)

    @rule(left_out=st.sets(pick, max_size=5), failure=FAILURES)
    def publish_all_but(self, left_out: set[int], failure: str) -> None:
        entries = [self.entry(n) for n in range(len(self.entries)) if n not in left_out]
        with failing(failure):
            ledger.publish_many(entries, major=True, note_zh="说明")

    def publish(self, entry: Entry, failure: str) -> None:
        self.attempt(failure, lambda: ledger.publish(entry, major=True, note_zh="说明"))

    @rule(number=pick, failure=FAILURES, other=pick)
    def withdraw(self, number: int, failure: str, other: int) -> None:
        replacement = self.entry(other) if other % 3 == 0 else None
        self.attempt(failure, lambda: ledger.withdraw(self.entry(number), replacement=replacement))

    def attempt(self, failure: str, act: Callable[[], Any]) -> None:
        before = Edition.objects.count()
        try:
            with failing(failure):
                act()
        except Blocked as blocked:
            assert blocked.blockers
            assert Edition.objects.count() == before

    @rule()
    def two_projectors_at_once(self) -> None:
        failures: list[BaseException] = []

        def run() -> None:
            try:
                projector.catch_up()
            except BaseException as error:
                failures.append(error)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert projector.lag() == 0

    @rule()
    def restart(self) -> None:
        connections.close_all()

    @rule()
    def rebuild(self) -> None:
        verification.rebuild(on_each=lambda: None)
        assert projector.lag() == 0

    @invariant()
    def what_is_applied_equals_the_fold(self) -> None:
        assert verification.differences() == []

    @invariant()
    def the_ledger_has_no_gap_and_names_only_what_is_live(self) -> None:
        live: dict[Any, str] = {}
        for place, edition in enumerate(Edition.objects.order_by("sequence"), start=1):
            assert edition.sequence == place
            if edition.operation == Operation.WITHDRAW:
                del live[edition.entry_id]
            else:
                live[edition.entry_id] = edition.slug
                entry_type = type_named(edition.entry_type)
                objects = read(entry_type, edition.schema, edition.snapshot)
                targets = {reference.target_id for reference in outgoing(entry_type, objects)}
                assert targets <= live.keys()
        assert live == dict(LiveEntry.objects.values_list("pk", "slug"))

    @invariant()
    def each_live_entry_mentions_exactly_what_is_live(self) -> None:
        live = set(LiveEntry.objects.values_list("pk", flat=True))
        for entry in LiveEntry.objects.select_related("edition", "revision"):
            entry_type, revision = type_named(entry.entry_type), entry.revision
            objects = read(entry_type, revision.schema, revision.snapshot)
            assert entry.edition.snapshot == encode(only_live(entry_type, objects, live))

    def teardown(self) -> None:
        projector.catch_up()
        assert projector.lag() == 0
        assert verification.differences() == []


def run_machine(examples: int, steps: int) -> None:
    """Run the machine for so many examples of so many steps."""
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db(transaction=True, databases=["default", "live"])
def test_live_equals_the_fold_of_the_ledger() -> None:
    run_machine(examples=15, steps=25)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True, databases=["default", "live"])
def test_live_equals_the_fold_of_the_ledger_at_length() -> None:
    run_machine(examples=150, steps=40)
