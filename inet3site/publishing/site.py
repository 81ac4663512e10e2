"""The admin site: Django's own, with the ledger's lag in every page's context."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .projector import lag


class EditorialSite(AdminSite):
    """The editors' desk."""

    site_header = _("Beijing Internet 3.0 Policy Observatory")
    site_title = _("Editorial desk")
    index_title = _("Editorial desk")
    empty_value_display = "–"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "projection_lag": lag()}
