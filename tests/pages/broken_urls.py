"""Addresses whose only page fails."""

from typing import NoReturn

from django.http import HttpRequest
from django.urls import path


def fail(request: HttpRequest) -> NoReturn:
    raise RuntimeError("This page always fails.")


urlpatterns = [path("en/", fail)]
