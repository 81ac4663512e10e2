"""The two names of a file: the one by which it is stored, and the one of a download."""

import unicodedata
from uuid import uuid4

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from .kinds import MediaType

LONGEST = 120
"""Characters of the longest name that is offered to whoever downloads."""

UNSAFE = frozenset('/\\:*?"<>|%')
"""What some system can't have in a name, or reads as something else."""

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".webp")
"""What is taken off a name, as the true suffix takes its place."""

UNSEEN = ("C", "Zl", "Zp")
"""The Unicode categories of what doesn't show: controls, marks of direction, breaks."""

validate_storage_name = RegexValidator(
    r"\A[0-9a-f]{32}\.(pdf|png|jpg|webp)\Z", _("This is no name of a stored file.")
)


def new_storage_name(media_type: MediaType) -> str:
    """A name that tells nothing and that nobody can guess, with the true suffix."""
    return f"{uuid4().hex}{media_type.suffix}"


def download_name(given: str, media_type: MediaType) -> str:
    """The name that a client gave, safe on every system and with the true suffix."""
    safe = "".join(map(_safe, unicodedata.normalize("NFC", given)))
    stem = " ".join(safe.split())[: LONGEST - len(media_type.suffix)].rstrip(". ")
    while stem.lower().endswith(SUFFIXES):
        stem = stem[: stem.rindex(".")].rstrip(". ")
    return f"{stem.strip('. ') or 'file'}{media_type.suffix}"


def _safe(char: str) -> str:
    if char in UNSAFE:
        return "-"
    return " " if unicodedata.category(char).startswith(UNSEEN) else char
