"""The addresses of the site's own pages."""

from django.urls import path

from inet3site.history import history_path

from . import search, views
from .models import SitePage

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.page, {"slug": "about"}, name="about"),
    path("pages/<slug:slug>/", views.page, name="page"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    history_path("", SitePage, slug="home"),
    history_path("about/", SitePage, slug="about"),
    history_path("pages/<slug:slug>/", SitePage),
]
