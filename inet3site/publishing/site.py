"""The admin site: Django's own, with the ledger's lag in every page's context."""

import logging
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .projector import lag

logger = logging.getLogger(__name__)


class EditorialSite(AdminSite):
    """The editors' desk."""

    site_header = _("Beijing Internet 3.0 Policy Observatory")
    site_title = _("Editorial desk")
    index_title = _("Editorial desk")
    empty_value_display = "–"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        def refusing_nul(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            # PostgreSQL takes no NUL in a text, and Django's own lists pass it on.
            if "%00" in request.META.get("QUERY_STRING", ""):
                raise BadRequest("The address holds a NUL character.")
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(refusing_nul, view), cacheable)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        try:
            return {**context, "projection_lag": lag()}
        except DatabaseError:
            logger.exception("The live store does not answer.")
            return {**context, "live_is_down": True}
