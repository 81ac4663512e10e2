"""How to cite an entry: the work that it records, and this site's record of it as an edition."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from inet3site.bibliography import Genre, Work, to_bibtex, to_csl, to_ris
from inet3site.publishing.bilingual import EN, ZH
from inet3site.publishing.models import Entry

from .addresses import below_citation, edition_url, find_below
from .reading import edition_numbered, read


@runtime_checkable
class RecordsWork(Protocol):
    """An entry that is about a work which others can cite as well."""

    def as_work(self, *, accessed: date) -> Work:
        """The work in the active language."""
        ...


@dataclass(frozen=True)
class Form:
    """A file of references: what it is called, its media type, and how it is written."""

    name: str
    media_type: str
    write: Callable[[Iterable[Work]], str]


FORMS = {
    "bib": Form("BibTeX", "application/x-bibtex", to_bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", to_ris),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", to_csl),
}
"""The files of references, by the end of their address."""


def works_of(entry: Entry, *, base: str, accessed: date) -> list[Work]:
    """What to cite of an entry, in the active language: its work, if any, and this record of it.

    `base` is the address of the site without a slash at its end, `accessed` the day of reading.
    """
    works = [entry.as_work(accessed=accessed)] if isinstance(entry, RecordsWork) else []
    return [*works, _record(entry, base, accessed)]


def _record(entry: Entry, base: str, accessed: date) -> Work:
    number, permanent = entry.edition or 0, base + reverse("id", args=[entry.pk])
    said = {"kind": entry._meta.verbose_name, "number": number, "address": permanent}
    return Work(
        key=f"{entry.slug}-record-{number}",
        genre=Genre.PAGE,
        title=str(entry),
        language=ZH if (get_language() or EN).startswith("zh") else EN,
        accessed=accessed,
        authors=(gettext("Beijing Internet 3.0 Policy Observatory"),),
        issued=localtime(entry.updated_at).date().isoformat(),
        edition=number,
        subtitle=gettext("%(kind)s record, edition %(number)s") % said,
        url=base + edition_url(entry, number),
        remark=gettext("Permanent address: %(address)s") % said,
    )


@require_safe
def cite(
    request: HttpRequest, slug: str, form: str, model: type[Entry], number: int | None = None
) -> HttpResponse:
    """The references to an edition, or to the present one, as a file."""
    entry = find_below(request, model, slug, below_citation(form, number))
    edition = read(entry, edition_numbered(entry, number or entry.edition or 0))
    base = request.build_absolute_uri("/").rstrip("/")
    name = f"{entry.slug}-edition-{edition.edition}.{form}"
    return HttpResponse(
        FORMS[form].write(works_of(edition, base=base, accessed=localdate())),
        content_type=f"{FORMS[form].media_type}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Robots-Tag": "noindex",
        },
    )
