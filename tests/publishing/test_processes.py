"""Many processes publish at once and are killed between the two commits; nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stores import Stores

pytestmark = [pytest.mark.processes, pytest.mark.servers]

PROCESSES = 8

MAKE_ENTRIES = """
from inet3site.publishing import ledger
from policies.models import Organisation
for number in range(5):
    entry = Organisation.objects.create(slug=f"o-{number}", kind="company", name_zh="名")
    ledger.revise(entry)
"""
CHECK_LEDGER = """
from inet3site.publishing.models import Edition
print(*Edition.objects.order_by("sequence").values_list("sequence", flat=True))
"""


def publish_until_done(stores: Stores, seed: int, count: int) -> tuple[list[int], int, list[str]]:
    """Run one publisher, and another in its place whenever it is killed.

    Return the editions it was told of, how often it was killed, and what else went wrong.
    """
    told: list[int] = []
    kills = 0
    errors: list[str] = []
    while len(told) < count and not errors:
        arguments = [str(seed * 1000 + kills), str(count - len(told))]
        run = stores.python("-m", "tests.publishing.publisher", *arguments)
        told += [int(line) for line in run.stdout.split()]
        if run.returncode == -9:
            kills += 1
        elif run.returncode or run.stderr:
            errors.append(run.stderr)
    return told, kills, errors


def publish_in_many_processes(stores: Stores, count: int) -> str:
    """Let all processes publish `count` each; prove the ledger and the live store whole."""
    stores.manage("shell", "-v0", "-c", MAKE_ENTRIES)
    with ThreadPoolExecutor(PROCESSES) as pool:
        seeds = range(PROCESSES)
        results = list(pool.map(lambda seed: publish_until_done(stores, seed, count), seeds))
    assert [error for _, _, errors in results for error in errors] == []
    told = [sequence for sequences, _, _ in results for sequence in sequences]
    kills = sum(kills for _, kills, _ in results)
    ledger = [int(number) for number in stores.manage("shell", "-v0", "-c", CHECK_LEDGER).split()]
    assert ledger == list(range(1, len(ledger) + 1))
    assert len(set(told)) == len(told) == PROCESSES * count
    assert set(told) <= set(ledger)
    assert len(ledger) <= len(told) + kills
    assert kills > 0
    stores.manage("catch_up")
    assert "equals the ledger" in stores.manage("verify_live")
    return f"{len(ledger)} editions by {PROCESSES} processes, {kills} kills: no gap, none lost"


def test_nothing_is_lost_when_publishers_are_killed(stores: Stores) -> None:
    publish_in_many_processes(stores, count=50)


@pytest.mark.nightly
def test_nothing_is_lost_at_length(stores: Stores, capsys: pytest.CaptureFixture) -> None:
    figure = publish_in_many_processes(stores, count=500)
    with capsys.disabled():
        print(f"\n{figure}")
