"""What the tests of schedules share."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inet3site.publishing import ledger
from inet3site.publishing.models import Event, Revision
from policies.models import Policy
from tests import factories as make
from tests.admin_forms import change_url

SOON = timezone.now().replace(microsecond=0, second=0) + timedelta(hours=1)
LATER = SOON + timedelta(minutes=1)
AS_TYPED = timezone.localtime(SOON).strftime("%Y-%m-%dT%H:%M")


def plan(*, by: User) -> Policy:
    """A recorded draft that nothing keeps from being published."""
    policy = make.make_policy(slug="plan", kind="plan", level="municipal", title_en="First words")
    ledger.revise(policy, by=by)
    return policy


def latest(entry: Any) -> Revision:
    """The latest revision of a recorded entry."""
    revision = ledger.latest_revision(entry)
    assert revision
    return revision


def act(client: Client, policy: Policy, action: str, **data: Any) -> Any:
    """Press a button of the history, with the latest revision shown."""
    address = reverse("admin:policies_policy_history", args=[policy.pk])
    return client.post(address, {"action": action, **data})


def pages(client: Client, policy: Policy) -> list[str]:
    """The history and the form of an entry."""
    history = reverse("admin:policies_policy_history", args=[policy.pk])
    return [client.get(each).content.decode() for each in (history, change_url(policy))]


def record(policy: Policy) -> list[Any]:
    """What was done to an entry, the first event first."""
    return list(Event.objects.filter(entry_id=policy.pk).order_by("pk"))
