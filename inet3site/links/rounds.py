"""Rounds: which links are due, in what order they are asked, and where it is noted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, zip_longest
from uuid import UUID

from django.db import transaction

from policies.models import Source

from .models import Link, LinkKind
from .outcomes import Outcome, Status

AGAIN = timedelta(days=1)
"""After so long a link that gave no clear answer is asked again."""

CLEAR = (Status.OK, Status.MOVED, Status.REFUSED)


@dataclass(frozen=True)
class Wanted:
    """A link that is to be asked."""

    source_id: UUID
    kind: LinkKind
    address: str

    @property
    def host(self) -> str:
        """The host that it names."""
        return host_of(self.address)


def host_of(address: str) -> str:
    """The host that an address names, whatever else may be wrong with it."""
    return address.partition("://")[2].partition("/")[0].lower()


def due(*, now: datetime, older_than: timedelta) -> list[Wanted]:
    """The links that are to be asked by now, those of one host apart from each other.

    They were never asked, somebody wants it, or the last time is `older_than`, or AGAIN where that
    gave no clear answer. A host that asked to come later is left alone until then.
    """
    known = {(link.source_id, link.kind): link for link in Link.objects.all()}
    busy = {
        host_of(link.address)
        for link in known.values()
        if link.status == Status.BUSY and link.checked_at > now - AGAIN
    }
    return in_turn(
        link
        for link in _links()
        if link.host not in busy
        and _is_due(known.get((link.source_id, link.kind)), link.address, now, older_than)
    )


def _links() -> Iterator[Wanted]:
    """The links of all sources, as they were last saved."""
    rows = Source.objects.order_by("pk").values_list("pk", *LinkKind.values)
    for key, *addresses in rows:
        for kind, address in zip(LinkKind, addresses, strict=True):
            if address:
                yield Wanted(key, kind, address)


def _is_due(link: Link | None, address: str, now: datetime, older_than: timedelta) -> bool:
    if link is None or link.is_due or link.address != address:
        return True
    after = older_than if link.status in CLEAR else min(older_than, AGAIN)
    return link.checked_at <= now - after


def in_turn(links: Iterable[Wanted]) -> list[Wanted]:
    """The links, the first of each host before the second of any: no host is asked in a row."""
    by_host: dict[str, list[Wanted]] = defaultdict(list)
    for link in links:
        by_host[link.host].append(link)
    return [link for link in chain(*zip_longest(*by_host.values())) if link]


@transaction.atomic
def note(wanted: Wanted, outcome: Outcome, *, at: datetime) -> None:
    """Keep what became of a link, unless its source was deleted since."""
    if not Source.objects.select_for_update().filter(pk=wanted.source_id).exists():
        return
    link = Link.objects.filter(source_id=wanted.source_id, kind=wanted.kind).first()
    link = link or Link(source_id=wanted.source_id, kind=wanted.kind)
    link.take(outcome, address=wanted.address, at=at)


def forget_former() -> None:
    """Delete what is known of links that their sources no longer have."""
    Link.objects.former().delete()
