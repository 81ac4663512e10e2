"""What every entry has, and what every row that belongs to an entry has."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import matches

NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""The URL namespace of RFC 9562, under which content keys are made."""

validate_slug = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use lower-case letters a-z, digits and single hyphens.")
)

# Where a key and a slug may both stand, they are told apart by their form.
validate_not_key = RegexValidator(
    r"\A[0-9a-f-]{36}\Z", _("An address can't have the form of a UUID."), inverse_match=True
)


def content_key(type_name: str, natural_key: str) -> uuid.UUID:
    """The key of loaded content: the same in each installation (UUIDv5)."""
    return uuid.uuid5(NAMESPACE, f"https://inet3site.example/{type_name}/{natural_key}")


class Entry(models.Model):
    """Something that is drafted, published and withdrawn as one, with its own editions.

    `edition` and `updated_at` say which edition a published row shows and since when; they are
    NULL in the workspace. `is_past` is true of one that was restored from an edition: it knows what
    that edition says, and nothing of what other entries say of it.
    """

    is_past = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        validators=[validate_slug, validate_not_key],
        help_text=_("The last part of the page's address, the same in both languages."),
    )
    edition = models.PositiveIntegerField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "review", "publish", "force")
        constraints = [
            matches("slug", validate_slug, "%(app_label)s_%(class)s_slug_form"),
            matches("slug", validate_not_key, "%(app_label)s_%(class)s_slug_is_no_key"),
        ]

    def get_absolute_url(self) -> str:
        """The address of the entry's page, in the active language."""
        return reverse(f"{self._meta.app_label}:{self._meta.model_name}", args=[self.slug])


class Part(models.Model):
    """A row that is saved, published and withdrawn with its entry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class OrderedPart(Part):
    """A part that stands at a place among its kind, counted from 0."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]
