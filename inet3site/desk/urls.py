"""The desk's own pages beside the admin's."""

from django.contrib import admin
from django.urls import path

from .english import english

app_name = "desk"
urlpatterns = [path("english/", admin.site.admin_view(english), name="english")]
