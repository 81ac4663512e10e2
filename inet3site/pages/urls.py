"""The addresses of the site's own pages."""

from django.urls import path

from districts.models import District
from inet3site.history import history_path
from policies.models import Layer

from . import feeds, views
from .models import SitePage

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.page, {"slug": "about"}, name="about"),
    path("pages/<slug:slug>/", views.page, name="page"),
    path(f"changes/{feeds.END}", feeds.changes, name="changes-feed"),
    feeds.entry_feed_path("layers/<slug:slug>/", Layer),
    feeds.entry_feed_path("districts/<slug:slug>/", District),
    history_path("", SitePage, slug="home"),
    history_path("about/", SitePage, slug="about"),
    history_path("pages/<slug:slug>/", SitePage),
]
