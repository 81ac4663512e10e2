"""What a file is, told by its content alone: its name and what a client calls it prove nothing."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PdfReader

from .kinds import MediaType

LARGEST = 20_000_000
"""Bytes of the largest file that is taken."""

MOST_PAGES = 2_000
MOST_PIXELS = 50_000_000

IMAGE_FORMATS = {"PNG": MediaType.PNG, "JPEG": MediaType.JPEG, "WEBP": MediaType.WEBP}
BEGINNINGS = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
JPEG_END = b"\xff\xd9"
PDF_TAIL = 1024
"""Bytes at the end of a PDF, among which its `%%EOF` must stand."""


def media_type_of(content: bytes) -> MediaType:
    """The type of a file that may be attached; raise ValidationError with the reason if it may not.

    A file that is of two types at once is refused: nothing may stand before or after what its
    format says.
    """
    if not content:
        raise ValidationError(_("This file is empty."), code="empty")
    if len(content) > LARGEST:
        raise ValidationError(_("This file is larger than 20 MB."), code="too-large")
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return MediaType.PDF
    if content.startswith(BEGINNINGS) or (content[:4], content[8:12]) == (b"RIFF", b"WEBP"):
        return _image(content)
    raise ValidationError(
        _("Only PDF, PNG, JPEG and WebP are taken, and this file is none of them."), code="kind"
    )


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-PDF_TAIL:]:
        raise ValidationError(_("This PDF is incomplete, or something follows it."), code="damaged")
    try:
        reader = PdfReader(BytesIO(content))
        pages = 0 if reader.is_encrypted else len(reader.pages)
    except Exception as error:  # a broken file fails in as many ways as the format has parts
        raise ValidationError(_("This PDF is damaged."), code="damaged") from error
    if reader.is_encrypted:
        message = _("This PDF is protected: save it without a password or restrictions.")
        raise ValidationError(message, code="encrypted")
    if pages == 0:
        raise ValidationError(_("This PDF has no pages."), code="no-pages")
    if pages > MOST_PAGES:
        raise ValidationError(_("This PDF has more than 2,000 pages."), code="too-many-pages")


def _image(content: bytes) -> MediaType:
    try:
        with Image.open(BytesIO(content), formats=tuple(IMAGE_FORMATS)) as image:
            kind, pixels = IMAGE_FORMATS[str(image.format)], image.width * image.height
            if pixels <= MOST_PIXELS:
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pixels = MOST_PIXELS + 1
    except Exception as error:  # as above
        raise ValidationError(_("This image is damaged."), code="damaged") from error
    if pixels > MOST_PIXELS:
        raise ValidationError(_("This image has more than 50 megapixels."), code="too-many-pixels")
    if not _ends(content, kind):
        message = _("This image is incomplete, or something follows it.")
        raise ValidationError(message, code="damaged")
    return kind


def _ends(content: bytes, kind: MediaType) -> bool:
    """Whether the file ends where the image does."""
    if kind == MediaType.WEBP:
        return len(content) == 8 + int.from_bytes(content[4:8], "little")
    return content.endswith(PNG_END if kind == MediaType.PNG else JPEG_END)
