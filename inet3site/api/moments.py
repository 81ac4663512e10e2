"""The moment of the past that a client asks about."""

import re
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from .parameters import Parameters

AS_OF = "as_of"

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII | re.IGNORECASE,
)


def parse(text: str) -> tuple[datetime, datetime]:
    """The beginning and the end of a day in UTC, or a moment of RFC 3339 twice.

    Raise ValueError for anything else.
    """
    if DAY.fullmatch(text):
        day = date.fromisoformat(text)
        return datetime.combine(day, time.min, UTC), datetime.combine(day, time.max, UTC)
    if not MOMENT.fullmatch(text):
        raise ValueError(text)
    try:
        moment = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
    return moment, moment


def read(parameters: Parameters, *, now: datetime) -> datetime | None:
    """The moment that `as_of` names: of a day its end. None where it is not given or refused."""
    text = parameters.get(AS_OF)
    if text is None:
        return None
    try:
        begin, end = parse(text)
    except ValueError:
        parameters.refuse(AS_OF, "malformed", _malformed(), _mended(text))
        return None
    if begin > now:
        parameters.refuse(AS_OF, "in-the-future", _("“as_of” has not come yet."))
        return None
    return end


def _malformed() -> str:
    return _(
        "“as_of” must be a day, such as 2026-05-27, or a moment with its distance from UTC, such "
        "as 2026-05-27T09:00:00+08:00, with the plus sign escaped."
    )


def _mended(text: str) -> str | None:
    """What was meant where a plus sign was not escaped, which a query reads as a space."""
    mended = text.replace(" ", "+")
    try:
        parse(mended)
    except ValueError:
        return None
    return mended
