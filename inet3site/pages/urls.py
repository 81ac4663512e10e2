"""The addresses of the site's own pages."""

from django.urls import path

from districts.models import District
from inet3site.history import history_paths
from policies.models import Layer

from . import changes, feeds, search, support, views
from .calendars import calendar
from .manifest import manifest
from .models import SitePage
from .timeline import timeline

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("timeline/", timeline, name="timeline"),
    path("timeline/calendar.ics", calendar, name="calendar"),
    path("site.webmanifest", manifest, name="manifest"),
    path("about/", views.page, {"slug": "about"}, name="about"),
    path("pages/<slug:slug>/", views.page, name="page"),
    path("support/", support.support, name="support"),
    path("changes/", changes.change_list, name="changes"),
    *history_paths("", SitePage, views.page, slug="home"),
    *history_paths("about/", SitePage, views.page, slug="about"),
    *history_paths("pages/<slug:slug>/", SitePage, views.page),
    path(f"changes/{feeds.END}", feeds.changes, name="changes-feed"),
    feeds.entry_feed_path("layers/<slug:slug>/", Layer),
    feeds.entry_feed_path("districts/<slug:slug>/", District),
]
