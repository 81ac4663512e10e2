"""Public bodies, companies, parks and associations."""

from django.utils.translation import gettext_lazy as _

from inet3site.api.listing import Order
from inet3site.api.representations.fields import CodeField, StringField, TextField
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.viewsets import EntryViewSet
from policies.filters import OrganisationFilter
from policies.models import Organisation, OrganisationKind


class OrganisationSerializer(EntrySerializer):
    """A public body, company, park or association."""

    kind = CodeField(OrganisationKind)
    name = TextField()
    description = TextField()
    official_url = StringField()


class OrganisationViewSet(EntryViewSet):
    model = Organisation
    about = _("Bodies that issue, lead or are named.")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilter
    order = Order(columns={"kind": "kind", "slug": "slug"}, default="slug")
