"""allauth's views, in the pages of the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from . import second_factor, sessions
from .attempts import TooManyAttempts

View = Callable[..., HttpResponse]


def at_desk(view: View, title: Promise, button: Promise | str = "") -> View:
    """Give the template of a view what every page of the desk has; keep the page nowhere.

    `button` is what the button of its form says.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse):
            response.context_data = {
                **admin.site.each_context(request),
                **{"title": title, "button": button},
                "second_factor_is_missing": second_factor.is_missing(request.user),
                **(response.context_data or {}),
            }
        return response

    return never_cache(wrapper)


def keeps_session(view: View) -> View:
    """Let the session outlast what the view changes of its owner's second factor; others end."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            sessions.keep(request)
        return response

    return wrapper


def login(request: HttpRequest) -> HttpResponse:
    """The form of username and password.

    Who is signed in but does not belong at the desk is told so, as allauth's `secure_admin_login`
    does; that can't be used, as it would lead here.
    """
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied
    return account.login(request)


def second_step(request: HttpRequest) -> HttpResponse:
    """The form of the code that follows the password."""
    if request.method == "POST" and "code" not in request.POST:
        raise BadRequest("The form has no code.")  # allauth would look for a security key.
    return mfa.authenticate(request)


def too_many_attempts(request: HttpRequest, refusal: TooManyAttempts) -> HttpResponse:
    """The page that says when to try again; the header says it in seconds."""
    context = {"title": gettext("Too many attempts"), "minutes": refusal.minutes}
    context = {**admin.site.each_context(request), **context}
    response = render(request, "accounts/too_many.html", context, status=429)
    response["Retry-After"] = str(refusal.minutes * 60)
    response["Cache-Control"] = "no-store"
    return response
