"""What allauth is told of this site."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import attempts, sessions


class AccountAdapter(DefaultAccountAdapter):
    """Only people of the desk sign in, and only so often; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("The password is wrong."),
        "username_password_mismatch": _("The username or the password is wrong."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person of the desk with this name and password; None tells nothing of the reason."""
        tried = attempts.begin(request, "password", credentials["username"])
        user = super().authenticate(request, **credentials)
        if not isinstance(user, User) or not user.is_staff:
            return None
        attempts.succeed(tried)
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        sessions.keep(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        # Who has just signed in need not do so again: allauth itself would ask.
        records = get_authentication_records(self.request, self.request.user)
        last = records[-1]["at"] if records else 0
        recent = time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT
        return not recent and super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor goes by the name that people sign in with."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("There are recovery codes only with a second factor."),
        "incorrect_code": _("The code is wrong, or was used before."),
    }

    def get_totp_label(self, user: Any) -> str:
        return user.get_username()
