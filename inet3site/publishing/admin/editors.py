"""Who edits, and where an entry is edited."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from ..models import Entry


def editor(request: HttpRequest) -> User:
    """The user who is signed in; raise PermissionDenied if nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def address(entry: Entry) -> str:
    """The address of an entry's form."""
    return reverse(
        f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk]
    )
