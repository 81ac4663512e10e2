"""The addresses of the site's own pages."""

from django.urls import path

from . import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.page, {"slug": "about"}, name="about"),
    path("pages/<slug:slug>/", views.page, name="page"),
]
