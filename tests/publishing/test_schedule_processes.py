"""Many workers meet what is due and are killed at it; each entry is published exactly once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stores import Stores

pytestmark = [pytest.mark.processes, pytest.mark.servers]

PROCESSES = 4

SCHEDULE_ENTRIES = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.utils import timezone
from inet3site.publishing import ledger, schedule
from policies.models import Organisation
by = User.objects.create_superuser("publisher")
due = timezone.now()
for number in range({count}):
    entry = Organisation.objects.create(slug=f"o-{{number}}", kind="company", name_zh="名")
    revision = ledger.revise(entry, by=by)
    schedule.schedule(revision, due_at=due, by=by, at=due - timedelta(hours=1))
"""
CHECK = """
from inet3site.publishing.models import Edition, Event, Schedule
print(*Edition.objects.order_by("sequence").values_list("sequence", flat=True))
print(Edition.objects.values("entry_id").distinct().count())
print(Event.objects.filter(verb="publish").count())
print(*Schedule.objects.values_list("state", flat=True).distinct())
"""


def run_until_done(stores: Stores, seed: int) -> tuple[int, list[str]]:
    """Run one worker, and another in its place whenever it is killed.

    Return how often it was killed, and what else went wrong.
    """
    kills = 0
    while True:
        run = stores.python("-m", "tests.publishing.scheduler", str(seed * 1000 + kills))
        if run.returncode != -9:
            return kills, [run.stderr] if run.returncode or run.stderr else []
        kills += 1


def publish_what_is_due(stores: Stores, count: int) -> str:
    """Let all workers meet `count` due entries; prove that each came out once."""
    stores.manage("shell", "-v0", "-c", SCHEDULE_ENTRIES.format(count=count))
    with ThreadPoolExecutor(PROCESSES) as pool:
        results = list(pool.map(lambda seed: run_until_done(stores, seed), range(PROCESSES)))
    assert [error for _, errors in results for error in errors] == []
    kills = sum(kills for kills, _ in results)
    assert kills > 0
    sequences, entries, events, states = stores.manage("shell", "-v0", "-c", CHECK).splitlines()
    assert [int(number) for number in sequences.split()] == [*range(1, count + 1)]
    assert (int(entries), int(events), states) == (count, count, "done")
    stores.manage("catch_up")
    assert "equals the ledger" in stores.manage("verify_live")
    return f"{count} due entries, {PROCESSES} workers, {kills} kills: each published once"


def test_each_is_published_once_though_workers_are_killed(stores: Stores) -> None:
    publish_what_is_due(stores, count=20)


@pytest.mark.nightly
def test_each_is_published_once_at_length(stores: Stores, capsys: pytest.CaptureFixture) -> None:
    figure = publish_what_is_due(stores, count=200)
    with capsys.disabled():
        print(f"\n{figure}")
