"""All addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import set_language

from inet3site.api.identity import resolve
from inet3site.api.views import Unmatched
from inet3site.pages import sitemaps
from inet3site.publishing.preview_pages import shared_preview
from policies import downloads

urlpatterns = [
    path("api/v1/", include("inet3site.api.urls")),
    re_path("^api/", Unmatched.as_view()),
    path("id/<uuid:id>", resolve, name="id"),
    path("files/<uuid:id>/", downloads.file, name="file"),
    path("files/<uuid:id>/<int:number>/", downloads.file_of_edition, name="file-of-edition"),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemaps.sitemap_part, name="sitemap"),
    *i18n_patterns(
        path("", include("policies.urls")),
        path("", include("districts.urls")),
        path("", include("inet3site.pages.urls")),
    ),
]
if settings.ROLE == "editorial":
    urlpatterns += [
        path("admin/i18n/", set_language, name="set_language"),
        path("admin/", include("inet3site.accounts.urls")),
        path("admin/", include("inet3site.desk.urls")),
        path("admin/", admin.site.urls),
        path("preview/<str:token>/<str:language>/", shared_preview, name="preview"),
        path("report/", include("inet3site.reports.urls")),
    ]
