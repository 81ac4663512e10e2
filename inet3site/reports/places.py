"""Where an error is: a page of this site, and a section of it."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.models import Entry
from inet3site.publishing.registry import all_types

validate_section = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9_-]*\Z", _("Enter the part of the address that follows “#”.")
)


def match_of(path: str) -> ResolverMatch | None:
    """How the URLconf knows a page in one of the site's languages; None where it knows none."""
    language = get_language_from_path(path)
    if language is None:
        return None
    with override(language):
        try:
            return resolve(path)
        except Resolver404:
            return None


def validate_page(path: str) -> None:
    """Raise ValidationError unless this is the path of a page of this site.

    Whether the page is there is not said: it might be a draft.
    """
    if match_of(path) is None:
        raise ValidationError(_("Enter the address of a page of this site, such as /en/policies/."))


def entry_at(path: str) -> Entry | None:
    """The entry in the present store whose page, or a page below it, has this path."""
    match = match_of(path)
    slug = match.kwargs.get("slug") if match else None
    language = get_language_from_path(path)
    if match is None or slug is None or language is None:
        return None
    with override(language):
        found = (_entry(each.model, match.app_name, slug) for each in all_types())
        return next((e for e in found if e and path.startswith(e.get_absolute_url())), None)


def _entry(model: type[Entry], app: str, slug: str) -> Entry | None:
    if model._meta.app_label != app:
        return None
    return model._default_manager.filter(slug=slug).first()
