"""A process that edits and publishes entries until it is done or killed.

`python -m tests.publishing.publisher SEED COUNT` prints the sequence of each edition once its
publication has returned. Now and then it kills itself, so that the moment is exact: just before
or just after an edition is projected.
"""

import os
import random
import signal
import sys
from typing import Any

import django
from django.db import transaction

django.setup()

from inet3site.publishing import ledger, projector  # noqa: E402  (after the setup)
from policies.models import Organisation  # noqa: E402


def main(seed: int, count: int) -> None:
    """Publish `count` editions of entries that all processes share."""
    chance = random.Random(seed)
    die_around(projector, "project_next", chance)
    entries = list(Organisation.objects.order_by("slug"))
    for number in range(count):
        print(publish_one(chance.choice(entries), f"{seed}-{number}"), flush=True)


def publish_one(entry: Any, name: str) -> int:
    """Change an entry and publish it, in one transaction."""
    with transaction.atomic():
        ledger.lock()
        entry.name_zh = name
        entry.save()
        ledger.revise(entry)
        return ledger.publish(entry).sequence


def die_around(module: Any, name: str, chance: random.Random) -> None:
    """Kill this process now and then, just before or just after the function is called."""
    function = getattr(module, name)

    def deadly(*args: Any) -> Any:
        maybe_die(chance)
        result = function(*args)
        maybe_die(chance)
        return result

    setattr(module, name, deadly)


def maybe_die(chance: random.Random) -> None:
    """Kill this process as the system would, one time in two hundred."""
    if chance.random() < 1 / 200:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
