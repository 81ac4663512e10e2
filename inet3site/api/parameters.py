"""The parameters of a request, read strictly: what is not understood is refused, by name."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from django.http import QueryDict
from django.utils.translation import gettext as _

from .problems import InvalidParameters, ParameterError

NUL = "\0"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like `name`; None where none is known."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0)), None)


def nearest_number(value: str, low: int, high: int) -> str | None:
    """The whole number of that range that is nearest; None where `value` is no number."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return None
    # Not int(), which refuses a number of thousands of digits: this one is then infinite.
    return str(round(min(max(float(value), low), high)))


class Parameters:
    """The query of one request; its errors gather until `check` raises them together."""

    def __init__(self, query: QueryDict, known: Collection[str]) -> None:
        self.query = query
        self.known = known
        self.errors: list[ParameterError] = []
        for name in query:
            self._check_name(name)

    def check(self) -> None:
        """Raise InvalidParameters if anything was refused."""
        if self.errors:
            raise InvalidParameters(self.errors)

    def refuse(self, name: str, code: str, detail: str, suggestion: str | None = None) -> None:
        """Note what is wrong with a parameter."""
        if suggestion:
            hint = _("The nearest valid one is “%s”.") % suggestion
            detail = f"{detail} {hint}"
        self.errors.append(ParameterError(name, code, detail, suggestion))

    def get(self, name: str) -> str | None:
        """The parameter's value; None where it is not given or was refused already."""
        refused = any(error.parameter == name for error in self.errors)
        return None if refused else self.query.get(name)

    def given(self, names: Iterable[str]) -> dict[str, str]:
        """The values of those parameters that are given and were not refused."""
        values = ((name, self.get(name)) for name in names)
        return {name: value for name, value in values if value is not None}

    def number(self, name: str, *, default: int, low: int, high: int) -> int:
        """A whole number of that range."""
        value = self.get(name)
        if value is None:
            return default
        if re.fullmatch(r"[0-9]{1,9}", value) and low <= int(value) <= high:
            return int(value)
        detail = _("“%(name)s” must be a whole number from %(low)s to %(high)s.")
        values = {"name": name, "low": low, "high": high}
        self.refuse(name, "out-of-range", detail % values, nearest_number(value, low, high))
        return default

    def one_of(self, name: str, allowed: Collection[str]) -> str | None:
        """One of the allowed values; None where the parameter is not given."""
        value = self.get(name)
        if value is None or value in allowed:
            return value
        self._refuse_value(name, value, allowed)
        return None

    def several(self, name: str, allowed: Collection[str]) -> list[str] | None:
        """Different ones of the allowed values, separated by commas; `-x` counts as `x`."""
        value = self.get(name)
        if value is None:
            return None
        values = value.split(",")
        for wrong in (part for part in values if part not in allowed):
            self._refuse_value(name, wrong, allowed)
        if len({part.removeprefix("-") for part in values}) < len(values):
            self.refuse(name, "repeated", _("“%s” names something twice.") % name)
        return values

    def _check_name(self, name: str) -> None:
        values = self.query.getlist(name)
        if name not in self.known:
            self._refuse_unknown(name)
        elif len(values) > 1:
            self.refuse(name, "repeated", _("“%s” is given more than once.") % name)
        elif not values[0].strip() or NUL in values[0]:
            self.refuse(name, "malformed", _("“%s” has no usable value.") % name)

    def _refuse_unknown(self, name: str) -> None:
        detail = _("There is no parameter “%s” here.") % name
        self.refuse(name, "unknown", detail, nearest(name, self.known))

    def _refuse_value(self, name: str, value: str, allowed: Collection[str]) -> None:
        detail = _("“%(value)s” is not a value of “%(name)s”.") % {"value": value, "name": name}
        self.refuse(name, "invalid", detail, nearest(value, allowed))
