"""An edition of an entry, read once more."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from inet3site.publishing.history import editions_of, refuse_withdrawal, restore
from inet3site.publishing.models import Entry, PublicEdition

from .addresses import differences_url


@dataclass(frozen=True)
class Past:
    """What the page of an edition says of it: which it is, and where the present page stands."""

    edition: PublicEdition
    present: Entry

    @property
    def is_latest(self) -> bool:
        """Whether nothing has been published of the entry since."""
        return self.edition.number == self.present.edition

    @property
    def differences_url(self) -> str:
        """The address of what has changed since."""
        return differences_url(self.present, self.edition.number, self.present.edition or 0)


def edition_numbered(entry: Entry, number: int) -> PublicEdition:
    """The edition of this number, which published something; raise Withdrawn or Http404."""
    edition = editions_of(type(entry), entry.pk).filter(number=number).first()
    if edition is None:
        raise Http404(f"Edition {number}")
    return refuse_withdrawal(edition)


def read(entry: Entry, edition: PublicEdition) -> Any:
    """The entry as an edition has it, at the address that it has now."""
    [restored] = restore([edition], sequence=edition.sequence)
    restored.slug = entry.slug
    return restored
