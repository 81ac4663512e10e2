"""Files that come with a policy or a source."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import matches, one_of, validate_sha256
from inet3site.publishing.models import OrderedPart
from policies.files import MediaType, Upload, attachments, validate_storage_name

from .policies import Policy
from .sources import Source


class Attachment(OrderedPart):
    """A file; `file` names where its bytes are stored, `name` is what a download is called.

    `media_type`, `size` (bytes) and `sha256` are found from the bytes when they arrive. The bytes
    under one stored name never change: a file that is replaced has another one. `is_arriving` says
    that the row was given a file which is not stored yet.
    """

    is_arriving = False

    title_zh = models.CharField(_("title (Chinese)"), max_length=300, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    alt_zh = models.TextField(
        _("what the image shows (Chinese)"), blank=True, help_text=_("Needed for an image.")
    )
    alt_en = models.TextField(_("what the image shows (English)"), blank=True)
    file = models.FileField(
        _("file"), max_length=40, storage=attachments, validators=[validate_storage_name]
    )
    name = models.CharField(_("name of the file"), max_length=120)
    media_type = models.CharField(_("kind of file"), max_length=20, choices=MediaType)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64, validators=[validate_sha256])

    title = Bilingual()
    alt = Bilingual()

    class Meta(OrderedPart.Meta):
        abstract = True
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def is_image(self) -> bool:
        """Whether this is an image, which needs words for those who can't see it."""
        return self.media_type != MediaType.PDF

    def describe(self, upload: Upload) -> None:
        """Note what is known of the file that this one is to have from now on."""
        self.name = upload.download_name
        self.media_type = upload.media_type
        self.size = upload.size
        self.sha256 = upload.sha256
        self.is_arriving = True

    def get_absolute_url(self) -> str:
        """The permanent address of what is published of it; the same in both languages."""
        return reverse("file", args=[self.pk])


def attachment_constraints(name: str) -> list[models.BaseConstraint]:
    """The database's own checks of a file; `name` begins their names."""
    return [
        one_of("media_type", MediaType, f"{name}_media_type_known"),
        matches("file", validate_storage_name, f"{name}_file_form"),
        matches("sha256", validate_sha256, f"{name}_sha256_hex"),
        models.CheckConstraint(condition=models.Q(size__gt=0), name=f"{name}_not_empty"),
        models.CheckConstraint(
            condition=models.Q(media_type=MediaType.PDF) | ~models.Q(alt_zh=""),
            name=f"{name}_image_in_words",
            violation_error_message=_("Say in Chinese what the image shows."),
        ),
    ]


class PolicyAttachment(Attachment):
    """A file of a document, such as its original."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="attachments")

    class Meta(Attachment.Meta):
        constraints = attachment_constraints("policy_attachment")


class SourceAttachment(Attachment):
    """A file of a source, such as a copy of it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="attachments")

    class Meta(Attachment.Meta):
        constraints = attachment_constraints("source_attachment")
