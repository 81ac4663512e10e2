"""What is asked of every request at the desk, before any view answers it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from . import second_factor, sessions
from .attempts import TooManyAttempts
from .views import too_many_attempts

DESK = "/admin/"
ENROLMENT = {
    *("mfa_activate_totp", "account_reauthenticate", "account_logout"),
    *("set_language", "admin:jsi18n"),
}
"""The views that are open to people whose second factor is missing."""


class DeskMiddleware:
    """End sessions that are no longer current, and lead to the second factor who lacks it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_at_desk(request) and not sessions.is_current(request):
            logout(request)
            messages.warning(request, gettext("Your account has changed. Please sign in again."))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Answer with the way to the second factor, whatever was asked."""
        if not _is_at_desk(request) or not second_factor.is_missing(request.user):
            return None
        match = request.resolver_match
        return None if match and match.view_name in ENROLMENT else redirect("mfa_activate_totp")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say when the next attempt is free."""
        if isinstance(exception, TooManyAttempts):
            return too_many_attempts(request, exception)
        return None


def _is_at_desk(request: HttpRequest) -> bool:
    """Whether somebody who is signed in asks for something at the desk."""
    # Elsewhere the workspace, and so the session, is not to be read.
    return request.path_info.startswith(DESK) and request.user.is_authenticated
