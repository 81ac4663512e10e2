"""Which links of sources lead nowhere, as far as anybody asked them."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import User
from django.utils.timezone import localdate

from inet3site.links.models import Link
from inet3site.publishing.admin.editors import address

from .lines import Line


def broken_links(user: User, today: date) -> Iterator[Line]:
    """The broken links for whoever may change sources, those that fail the longest first."""
    if not (user.has_perm("links.view_link") and user.has_perm("policies.change_source")):
        return
    broken = Link.objects.present().broken().select_related("source")
    for link in broken.order_by("first_failed_at", "pk"):
        why = link.get_reason_display() if link.reason else link.code
        since = localdate(link.first_failed_at).isoformat()
        yield Line(str(link.source), address(link.source), f"{since} {why}: {link}")
