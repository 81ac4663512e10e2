"""What is told by e-mail: that something scheduled has failed."""

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from .blockers import entry_name
from .models import Schedule
from .registry import type_named


def tell_failure(schedule: Schedule, task: str) -> None:
    """Write to who scheduled it and to the administrators, once the failure is committed.

    `task` says what was to be done. A mail that can't be sent is logged: the desk tells it too.
    """
    entry_type = type_named(schedule.entry_type)
    name = entry_name(entry_type, schedule.entry_id)
    lines = [name, task, schedule.error, _address(schedule)]
    subject = _("Scheduled, but failed: %(name)s") % {"name": name}
    recipients = [each for each in (schedule.by.email, *settings.ADMINS) if each]
    send = partial(
        send_mail,
        " ".join(subject.split()),
        "\n\n".join(line for line in lines if line),
        None,
        list(dict.fromkeys(recipients)),
    )
    transaction.on_commit(send, robust=True)


def _address(schedule: Schedule) -> str:
    """Where the desk tells more; empty where the address of the desk isn't known."""
    options = type_named(schedule.entry_type).model._meta
    name = f"admin:{options.app_label}_{options.model_name}_history"
    path = reverse(name, args=[schedule.entry_id])
    return f"{settings.DESK_URL}{path}" if settings.DESK_URL else ""
