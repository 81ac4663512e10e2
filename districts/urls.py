"""The addresses of districts and their initiatives."""

from django.urls import path

from . import views

app_name = "districts"
urlpatterns = [
    path("districts/", views.district_list, name="district-list"),
    path("districts/<slug:slug>/", views.district, name="district"),
    path("initiatives/", views.initiative_list, name="initiative-list"),
    path("initiatives/<slug:slug>/", views.initiative, name="initiative"),
]
