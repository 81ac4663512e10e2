"""A session ends when what its owner may do has changed since the sign-in.

The session keeps a digest of the owner's standing, which each request at the desk compares. So it
does not matter how the change was made, or where sessions are stored. (A change of the password
ends them by Django's own hash.)
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

KEY = "standing"


def keep(request: HttpRequest) -> None:
    """Note the standing: at the sign-in, and when people change their own second factor."""
    request.session[KEY] = standing(request.user)


def is_current(request: HttpRequest) -> bool:
    """Whether the standing is what was noted; where nothing was, it is noted now."""
    present = standing(request.user)
    return constant_time_compare(request.session.setdefault(KEY, present), present)


def standing(user: Any) -> str:
    """A digest of roles, permissions, flags and second factor."""
    factors = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    parts = (
        *(user.pk, user.is_active, user.is_staff, user.is_superuser),
        sorted(user.groups.values_list("pk", flat=True)),
        sorted(user.user_permissions.values_list("pk", flat=True)),
        sorted(factors.values_list("pk", flat=True)),
    )
    return salted_hmac("accounts.standing", repr(parts), algorithm="sha256").hexdigest()
