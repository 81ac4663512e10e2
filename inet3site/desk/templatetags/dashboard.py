"""What waits for the person who has signed in."""

from django import template
from django.template import Context
from django.utils.timezone import localdate

from inet3site.desk.dashboard import Panel, panels

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting(context: Context) -> list[Panel]:
    """The panels of the desk's first page."""
    return panels(context["request"].user, today=localdate())
