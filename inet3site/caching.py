"""Answers that may be kept until something is published: their ETag is the head of the ledger."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from inet3site.publishing.models import PublicEdition
from inet3site.publishing.public import head

SECONDS = 60
"""For so long a reader does not ask again."""


def _etag(request: HttpRequest, *args: object, **kwargs: object) -> str:
    # Weak: a new release may write the same edition in other bytes.
    return f'W/"{head()}"'


def changed_at(request: HttpRequest, *args: object, **kwargs: object) -> datetime | None:
    """When something was last published or withdrawn; None before that."""
    return PublicEdition.objects.filter(sequence=head()).values_list("at", flat=True).first()


def until_published[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Let a view answer 304 as long as nothing was published or withdrawn."""
    kept = cache_control(public=True, max_age=SECONDS)
    return kept(condition(etag_func=_etag, last_modified_func=changed_at)(view))
