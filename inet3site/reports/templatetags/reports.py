"""The way from a page to the form by which its errors are reported."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode

register = template.Library()

FORM = "/report/"


@register.simple_tag
def report_url(request: HttpRequest, section: str = "") -> str:
    """The address of the form for a page or a section of it; empty where no form can be reached.

    A public process has no form of its own: INET3_DESK_URL says where the editorial ones are.
    """
    if settings.ROLE == "public" and not settings.DESK_URL:
        return ""
    query = {"page": request.path} | ({"section": section} if section else {})
    return f"{settings.DESK_URL}{FORM}?{urlencode(query)}"
