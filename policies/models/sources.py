"""Where each fact comes from."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.bibliography import Genre, Work
from inet3site.publishing.fields import (
    EdtfField,
    edtf_constraint,
    matches,
    one_of,
    validate_sha256,
)
from inet3site.publishing.models import Entry
from policies.querysets import SourceQuerySet


class SourceKind(models.TextChoices):
    OFFICIAL = "official", _("Official")
    OFFICIAL_MIRROR = "official-mirror", _("Mirror of an official page")
    FULL_TEXT_REPOST = "full-text-repost", _("Repost of the full text")
    PRESS = "press", _("Press")
    PRESS_REPOST = "press-repost", _("Repost of a press report")
    TRADE_PRESS = "trade-press", _("Trade press")
    ANALYSIS = "analysis", _("Analysis")
    STANDARD = "standard", _("Standard")


class SourceLanguage(models.TextChoices):
    """BCP 47 tags of the languages that sources are in."""

    ZH_HANS = "zh-Hans", _("Simplified Chinese")
    ZH_HANT = "zh-Hant", _("Traditional Chinese")
    EN = "en", _("English")
    AR = "ar", _("Arabic")


class Source(Entry):
    """A document or page that facts are taken from; its title is in its own language.

    `retrieved_on` NULL means that nobody has noted when it was read; an empty `url`, that the
    source is cited by its title alone.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind)
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("In the source's own language.")
    )
    language = models.CharField(_("language"), max_length=10, choices=SourceLanguage)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    published_on = EdtfField(_("published on"))
    url = models.URLField(_("web address"), max_length=500, blank=True)
    retrieved_on = models.DateField(_("retrieved on"), null=True, blank=True)
    archive_url = models.URLField(_("archived copy"), max_length=500, blank=True)
    sha256 = models.CharField(
        _("SHA-256 of the copy"), max_length=64, blank=True, validators=[validate_sha256]
    )

    objects = SourceQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "id"]
        constraints = [
            *Entry.Meta.constraints,
            one_of("kind", SourceKind, "source_kind_known"),
            one_of("language", SourceLanguage, "source_language_known"),
            edtf_constraint("published_on", "source_published_on_edtf"),
            matches("sha256", validate_sha256, "source_sha256_hex", blank=True),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    def as_work(self, *, accessed: date) -> Work:
        """The source itself, in its own language, read when it was retrieved if that is known."""
        return Work(
            key=self.slug,
            genre=Genre.STANDARD if self.kind == SourceKind.STANDARD else Genre.PAGE,
            title=str(self),
            language=self.language,
            accessed=self.retrieved_on or accessed,
            authors=tuple(filter(None, [self.publisher])),
            issued=self.published_on,
            url=self.url,
        )
