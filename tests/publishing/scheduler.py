"""A process that carries out what is due until nothing waits or it is killed.

`python -m tests.publishing.scheduler SEED`. Now and then it kills itself: just before or just after
an edition is written, a schedule is marked as done, or an edition is projected.
"""

import random
import sys
import time

import django

django.setup()

from inet3site.publishing import ledger, projector, schedule  # noqa: E402  (after the setup)
from inet3site.publishing.models import Schedule  # noqa: E402
from tests.publishing.deadly import die_around  # noqa: E402

CHANCE = 1 / 20


def main(seed: int) -> None:
    """Run rounds as the worker does."""
    chance = random.Random(seed)
    for module, name in [(ledger, "publish"), (schedule, "_finish"), (projector, "project_next")]:
        die_around(module, name, chance, CHANCE)
    while Schedule.objects.waiting().exists():
        if not schedule.run_due():
            time.sleep(0.05)


if __name__ == "__main__":
    main(int(sys.argv[1]))
