"""The milestones of the timeline as a calendar that others subscribe to (RFC 5545, RFC 7986).

A milestone is an all-day event. One whose day isn't known spans all of its month or year, says so,
and takes no time.
"""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from icalendar import STATUS, TRANSP, Calendar, Event, vText

from districts.models import Milestone, MilestoneState
from inet3site.figures import days
from inet3site.listing import Listing
from inet3site.publishing.bilingual import EN, Text

from .dates import in_words
from .timeline import TimelineFilter

STATES = {MilestoneState.PLANNED: STATUS.TENTATIVE, MilestoneState.DONE: STATUS.CONFIRMED}


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The milestones that the filters of the timeline leave; a 400 where a filter is not valid."""
    listing = Listing(request, TimelineFilter, Milestone.objects.for_list())
    if not listing.is_valid:
        errors = listing.filters.form.errors.as_text()
        return HttpResponse(errors, status=400, content_type="text/plain; charset=utf-8")
    content = calendar_of(listing.filters.qs, request).to_ical()
    name = f"beijing-internet-3.0-{get_language()}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def calendar_of(milestones: Iterable[Milestone], request: HttpRequest) -> Calendar:
    """A calendar in the active language; what lies beyond its years, 1 to 9999, is left out."""
    page = request.build_absolute_uri(reverse("pages:timeline"))
    events = [
        event(milestone, *span, request)
        for milestone in milestones
        if (span := days(milestone.date))
    ]
    return Calendar.new(
        name=gettext("Beijing Internet 3.0: milestones"),
        prodid=f"-//inet3site//{get_language()}//",
        uid=page,
        url=page,
        subcomponents=events,
    )


def event(milestone: Milestone, start: date, end: date, request: HttpRequest) -> Event:
    """An all-day event from `start` until the day before `end`, the same in both languages."""
    is_day = (end - start).days == 1
    return Event.new(
        uid=str(milestone.pk),
        stamp=milestone.updated_at,
        last_modified=milestone.updated_at,
        sequence=milestone.edition,
        start=start,
        end=end,
        status=STATES[MilestoneState(milestone.state)],
        transparency=TRANSP.TRANSPARENT if not is_day else None,
        summary=_text(milestone.title),
        description="\n".join(_description(milestone, is_day=is_day)),
        location=_text(milestone.venue) if milestone.venue else None,
        url=request.build_absolute_uri(milestone.get_absolute_url()),
    )


def _description(milestone: Milestone, *, is_day: bool) -> Iterable[str]:
    known = in_words(milestone.date, get_language() or EN)
    yield gettext("%(state)s: %(date)s") % {"state": milestone.get_state_display(), "date": known}
    if not is_day:
        yield gettext("The day is not known; the event spans all the time in which it may be.")
    if milestone.summary:
        yield milestone.summary


def _text(text: Text) -> vText:
    """A text that says its language."""
    return vText(text, params={"LANGUAGE": text.lang})
