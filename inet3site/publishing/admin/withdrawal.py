"""Withdrawing an entry from the desk."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..blockers import Blocked
from ..forms import WithdrawForm, add_blockers
from ..models import Entry
from .editors import address, editor
from .permissions import RolesMixin


class WithdrawalMixin(RolesMixin):
    """A page on which an editor withdraws an entry and says what replaces it."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<path:object_id>/withdraw/", view, name=name), *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask what the public is told, then withdraw the entry."""
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_publish_permission(request, entry):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = WithdrawForm(data, entry=entry)
        if form.is_valid() and self._withdraw(request, entry, form):
            return HttpResponseRedirect(address(entry))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": entry,
            "title": _("Withdraw “%(name)s”") % {"name": entry},
            "form": form,
        }
        return TemplateResponse(request, "admin/publishing/withdraw.html", context)

    def _withdraw(self, request: HttpRequest, entry: Entry, form: WithdrawForm) -> bool:
        try:
            ledger.withdraw(entry, by=editor(request), **form.labels())
        except Blocked as blocked:
            add_blockers(form, blocked.blockers)
            return False
        message = gettext("“%(name)s” was withdrawn.") % {"name": entry}
        self.message_user(request, message, messages.SUCCESS)
        return True
