"""The kinds of files that are taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaType(models.TextChoices):
    """The media types (RFC 6838) of what may be attached."""

    PDF = "application/pdf", "PDF"
    PNG = "image/png", _("PNG image")
    JPEG = "image/jpeg", _("JPEG image")
    WEBP = "image/webp", _("WebP image")

    @property
    def suffix(self) -> str:
        """How the name of such a file ends, with the dot."""
        return SUFFIXES[self]


SUFFIXES = {
    MediaType.PDF: ".pdf",
    MediaType.PNG: ".png",
    MediaType.JPEG: ".jpg",
    MediaType.WEBP: ".webp",
}
