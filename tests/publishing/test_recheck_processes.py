"""Many workers meet periods that have ended; each end asks to be looked at exactly once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stores import Stores

pytestmark = [pytest.mark.processes, pytest.mark.servers]

PROCESSES, COUNT = 3, 8

MAKE_COMMITMENTS = f"""
from tests import factories as make
initiative = make.make_initiative(district=make.make_district())
for number in range({COUNT}):
    make.make_commitment(initiative=initiative, position=number, period_to="2024")
"""
CHECK = """
from inet3site.publishing.models import Event, Recheck
print(Recheck.objects.count(), Event.objects.filter(verb="recheck").count())
"""


def test_each_end_of_a_period_asks_once_though_many_workers_meet_it(stores: Stores) -> None:
    stores.manage("shell", "-v0", "-c", MAKE_COMMITMENTS)
    with ThreadPoolExecutor(PROCESSES) as pool:
        told = list(pool.map(lambda _: stores.manage("worker", "--once"), range(PROCESSES)))
    opened = [int(each.splitlines()[1].split()[0]) for each in told]
    assert sum(opened) == COUNT
    assert stores.manage("shell", "-v0", "-c", CHECK).split() == [str(COUNT), str(COUNT)]
