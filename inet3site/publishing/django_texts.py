"""Texts that Django shows editors but has no Chinese for: named here, they are in our catalogue."""

from django.utils.translation import gettext_noop

DJANGO_TEXTS = (
    gettext_noop("- Select an option -"),
    gettext_noop("Logout"),
)
