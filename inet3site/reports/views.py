"""The form by which readers report an error, and the page that thanks them.

It is served by editorial processes alone, as it writes to the workspace. It shows nothing of the
page that it is about but the address.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_from_path, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .forms import ReportForm, prefilled
from .limits import PERIOD, may_report
from .places import match_of

View = Callable[[HttpRequest], HttpResponse]


def in_language_of_page(view: View) -> View:
    """Answer in the language of the page that the request names, where it names one."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        page = request.POST.get("page") or request.GET.get("page", "")
        language = get_language_from_path(page) or get_language()
        with override(language):
            response = view(request)
        response.headers.setdefault("Content-Language", str(language))
        return response

    return wrapper


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_language_of_page
def report(request: HttpRequest) -> HttpResponse:
    """The form; where it is sent and valid, the report is kept and the reader thanked."""
    if request.method != "POST":
        return _form(request, ReportForm(initial=prefilled(request.GET)))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=400)
    if not may_report(request):
        form.add_error(None, gettext("Too many reports came from your address. Try again later."))
        response = _form(request, form, status=429)
        response["Retry-After"] = str(PERIOD)
        return response
    if not form.is_trapped:
        form.save()
    page = urlencode({"page": form.cleaned_data["page"]})
    return redirect(f"{reverse('reports:thanks')}?{page}")


@never_cache
@require_safe
@in_language_of_page
def thanks(request: HttpRequest) -> HttpResponse:
    """What becomes of a report, and the way back to the page."""
    page = request.GET.get("page", "")
    return render(request, "reports/thanks.html", {"page": page if match_of(page) else ""})


def _form(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    return render(request, "reports/report.html", {"form": form}, status=status)
