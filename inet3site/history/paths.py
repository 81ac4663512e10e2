"""The patterns of the addresses below the pages of one type of entry."""

from typing import Any

from django.urls import URLPattern, path, register_converter

from inet3site.publishing.models import Entry

from . import citing, views
from .addresses import DIFFERENCES, HISTORY


class FormConverter:
    """The ending of a file of references."""

    regex = "|".join(citing.FORMS)

    def to_python(self, value: str) -> str:
        """The form as the address has it."""
        return value

    def to_url(self, value: str) -> str:
        """The address has the form as it is."""
        return value


register_converter(FormConverter, "references")


def history_paths(
    route: str,
    model: type[Entry],
    page: views.Page,
    *,
    others: tuple[str, ...] = (),
    **fixed: str,
) -> list[URLPattern]:
    """What stands below the pages of the entries of one model, which `page` shows at `route`.

    `others` are the names under which the page is given what other entries say of this one; an old
    edition is shown without it. `fixed` gives the slug where the route has none.
    """
    known: dict[str, Any] = {"model": model, **fixed}
    edition = f"{route}{HISTORY}<int:number>/"
    return [
        path(f"{route}{HISTORY}", views.history, known),
        path(f"{route}{DIFFERENCES}", views.differences, known),
        path(edition, views.edition, {**known, "page": page, "others": others}),
        path(f"{route}cite.<references:form>", citing.cite, known),
        path(f"{edition}cite.<references:form>", citing.cite, known),
    ]
