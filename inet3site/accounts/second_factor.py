"""Who needs a second factor, and who has one."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User

VERBS = ("publish_", "force_")
ACCOUNTS = {f"auth.{verb}_{model}" for verb in ("add", "change") for model in ("user", "group")}
"""Whoever may do this can give themselves every other permission."""


def is_required(user: User | AnonymousUser) -> bool:
    """Whether somebody may publish, or make people who may, and so needs a second factor."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    permissions = user.get_all_permissions()
    return user.is_superuser or any(
        name in ACCOUNTS or name.partition(".")[2].startswith(VERBS) for name in permissions
    )


def is_missing(user: User | AnonymousUser) -> bool:
    """Whether somebody who is signed in needs a second factor and has none."""
    required = user.is_authenticated and is_required(user)
    return required and not is_mfa_enabled(user, [Authenticator.Type.TOTP])


def remove(user: User) -> bool:
    """Take away the second factor and the recovery codes; whether there were any.

    It ends the sessions of the person (see `sessions`).
    """
    deleted, _models = Authenticator.objects.filter(user=user).delete()
    return deleted > 0
