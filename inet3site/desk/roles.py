"""The roles at the desk: a group each, whose permissions are told here and given by a migration.

A person may have several. The rules of the review hold whatever the roles are.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps as present
from django.contrib.auth.management import create_permissions

from inet3site.publishing.registry import all_types

ENTRIES = {
    "author": ("add", "change", "delete", "view"),
    "reviewer": ("view", "review"),
    "publisher": ("view", "publish"),
    "administrator": ("add", "change", "delete", "view", "review", "publish", "force"),
}
"""What each role may do with every type of entry. Only what was never published can be deleted."""

PARTS = {
    "author": ("add", "change", "delete", "view"),
    "reviewer": ("view",),
    "publisher": ("view",),
    "administrator": ("add", "change", "delete", "view"),
}
"""… and with the rows that belong to an entry."""

LINKS = ("links.view_link", "links.recheck_link")

OTHERS = {
    "author": ("reports.view_report", "reports.change_report", *LINKS),
    "reviewer": ("reports.view_report", "reports.change_report", *LINKS),
    "publisher": ("reports.view_report", "reports.change_report", *LINKS),
    "administrator": (
        *("reports.view_report", "reports.change_report", "reports.delete_report"),
        *LINKS,
        *(f"auth.{verb}_user" for verb in ("add", "change", "delete", "view")),
        *(f"auth.{verb}_group" for verb in ("add", "change", "delete", "view")),
    ),
}

ROLES = tuple(ENTRIES)


def permissions(role: str) -> Iterator[str]:
    """The permissions of a role, such as `policies.review_policy`."""
    for entry_type in all_types():
        yield from _of_model(entry_type.model, ENTRIES[role])
        for part in entry_type.parts:
            yield from _of_model(part, PARTS[role])
    yield from OTHERS[role]


def _of_model(model: Any, verbs: Iterable[str]) -> Iterator[str]:
    options = model._meta
    return (f"{options.app_label}.{verb}_{options.model_name}" for verb in verbs)


def give(apps: Any) -> None:
    """Make the groups where they are missing, and give each all permissions of its role.

    `apps` are those of a migration. Django makes the rows of permissions only after all
    migrations, so they are made here first.
    """
    for config in present.get_app_configs():
        create_permissions(config, apps=apps, verbosity=0)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in apps.get_model("auth", "Permission").objects.select_related(
            "content_type"
        )
    }
    for role in ROLES:
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.add(*(known[name] for name in permissions(role) if name in known))
