"""A process that edits and publishes entries until it is done or killed.

`python -m tests.publishing.publisher SEED COUNT` prints the sequence of each edition once its
publication has returned. Now and then it kills itself, so that the moment is exact: just before
or just after an edition is projected.
"""

import random
import sys
from typing import Any

import django
from django.db import transaction

django.setup()

from inet3site.publishing import ledger, projector  # noqa: E402  (after the setup)
from policies.models import Organisation  # noqa: E402
from tests.publishing.deadly import die_around  # noqa: E402


def main(seed: int, count: int) -> None:
    """Publish `count` editions of entries that all processes share."""
    chance = random.Random(seed)
    die_around(projector, "project_next", chance, 1 / 200)
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


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
