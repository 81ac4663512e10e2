"""The site's own pages, whose texts editors own."""

from django.utils.translation import gettext_lazy as _

from inet3site.api.listing import Order
from inet3site.api.representations.fields import TextField
from inet3site.api.representations.items import EntrySerializer
from inet3site.api.viewsets import EntryViewSet
from inet3site.pages.models import SitePage


class PageSerializer(EntrySerializer):
    """A page; `body` is Markdown."""

    title = TextField()
    summary = TextField()
    body = TextField()


class PageViewSet(EntryViewSet):
    model = SitePage
    about = _("Texts of the site itself.")
    serializer_class = PageSerializer
    order = Order(columns={"slug": "slug"}, default="slug")
