"""The addresses of the site's own pages."""

from django.urls import path

from inet3site.history import history_path

from . import views
from .models import OWN_ADDRESSES, SitePage

HOME, *OTHERS = OWN_ADDRESSES

app_name = "pages"
urlpatterns = [
    path("", views.home, name=HOME),
    *(path(f"{slug}/", views.page, {"slug": slug}, name=slug) for slug in OTHERS),
    path("pages/<slug:slug>/", views.page, name="page"),
    history_path("", SitePage, slug=HOME),
    *(history_path(f"{slug}/", SitePage, slug=slug) for slug in OTHERS),
    history_path("pages/<slug:slug>/", SitePage),
]
