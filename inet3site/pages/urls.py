"""The addresses of the site's own pages."""

from django.urls import path

from districts.models import District
from inet3site.history import history_paths
from policies.models import Layer

from . import changes, feeds, search, support, views
from .calendars import calendar
from .manifest import manifest
from .models import OWN_ADDRESSES, SitePage
from .timeline import timeline

HOME, *OTHERS = OWN_ADDRESSES

app_name = "pages"
urlpatterns = [
    path("", views.home, name=HOME),
    *(path(f"{slug}/", views.page, {"slug": slug}, name=slug) for slug in OTHERS),
    path("pages/<slug:slug>/", views.page, name="page"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("timeline/", timeline, name="timeline"),
    path("timeline/calendar.ics", calendar, name="calendar"),
    path("support/", support.support, name="support"),
    path("changes/", changes.change_list, name="changes"),
    path(f"changes/{feeds.END}", feeds.changes, name="changes-feed"),
    feeds.entry_feed_path("layers/<slug:slug>/", Layer),
    feeds.entry_feed_path("districts/<slug:slug>/", District),
    path("site.webmanifest", manifest, name="manifest"),
    *history_paths("", SitePage, views.page, slug=HOME),
    *(
        each
        for slug in OTHERS
        for each in history_paths(f"{slug}/", SitePage, views.page, slug=slug)
    ),
    *history_paths("pages/<slug:slug>/", SitePage, views.page),
]
