"""The feed of all changes: every edition in order, so that a mirror can stay in step."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from inet3site.publishing.differences import with_before
from inet3site.publishing.models import PublicEdition
from inet3site.publishing.public import head

from . import answers
from .listing import LIMIT, LIMIT_MAX
from .parameters import Parameters
from .representations.editions import ChangeSerializer
from .representations.items import context
from .schema_resources import ChangesSchema
from .views import ApiView

SINCE_MAX = 10**9 - 1


class Changes(ApiView):
    """The editions after one, from 1 on without a gap."""

    name = "changes"
    about = gettext_lazy(
        "Every publication and withdrawal in order, without a gap, for ever. Apply them by id and "
        "edition, and read each edition at its own address, to hold an exact mirror."
    )
    serializer_class = ChangeSerializer
    parameter_names = ("since", "limit")
    schema = ChangesSchema()

    def get(self, request: Request) -> Response:
        sequence = head()
        limit = self.parameters.number("limit", default=LIMIT, low=1, high=LIMIT_MAX)
        since = read_since(self.parameters, head=sequence)
        self.parameters.check()
        editions = PublicEdition.objects.filter(sequence__gt=since, sequence__lte=sequence)
        page = list(with_before(editions)[:limit])
        last = page[-1].sequence if page else since
        known = context(addresses=self.addresses, lang=None, fields=None)
        data = {
            "items": ChangeSerializer(page, many=True, context=known).data,
            "next_since": last,
            "head": sequence,
            "has_more": last < sequence,
        }
        return self.answer(data, links=self._links(since, limit, data))

    def _links(self, since: int, limit: int, data: dict[str, Any]) -> list[str]:
        links = [answers.link(self._address(since, limit), "canonical")]
        if data["has_more"]:
            links.append(answers.link(self._address(data["next_since"], limit), "next"))
        return links

    def _address(self, since: int, limit: int) -> str:
        path = reverse("api:changes")
        return self.addresses.absolute(f"{path}?limit={limit}&since={since}")


def read_since(parameters: Parameters, *, head: int) -> int:
    """The sequence after which to begin: 0 unless given, and never beyond the head."""
    since = parameters.number("since", default=0, low=0, high=SINCE_MAX)
    if since > head:
        detail = _("“since” is beyond the head of the ledger, which is %s.") % head
        parameters.refuse("since", "beyond-head", detail, str(head))
    return since
