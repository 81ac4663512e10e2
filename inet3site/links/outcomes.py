"""What may become of a link that is asked."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    OK = "ok", _("Works")
    MOVED = "moved", _("Moved for good")
    BROKEN = "broken", _("Broken")
    UNREACHABLE = "unreachable", _("Unreachable")
    REFUSED = "refused", _("Refused to programs")
    BUSY = "busy", _("Asks to come later")


FAILURES = (Status.BROKEN, Status.UNREACHABLE)
"""What a reader who follows the link meets too."""


class Reason(TextChoices):
    """Why there is no answer."""

    BAD_ADDRESS = "bad-address", _("not a web address that can be asked")
    NO_HOST = "no-host", _("no such host")
    NOT_PUBLIC = "not-public", _("not a host of the public Internet")
    NO_CONNECTION = "no-connection", _("no connection")
    CERTIFICATE = "certificate", _("certificate not valid")
    TIMEOUT = "timeout", _("too slow")
    BAD_ANSWER = "bad-answer", _("answer incomplete or malformed")
    REDIRECTS = "redirects", _("too many redirects")


class Failure(Exception):
    """An address could not be asked, or gave no whole answer."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Outcome:
    """What became of a link.

    `address` is the last one that was asked, `code` its answer's, None where there was none. Of
    an answer that was not read to its end `sha256` is empty.
    """

    status: Status
    address: str
    code: int | None = None
    reason: Reason | None = None
    media_type: str = ""
    sha256: str = ""
