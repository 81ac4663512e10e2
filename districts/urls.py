"""The addresses of districts, of what they set out to do, and of what happened."""

from django.urls import path

from inet3site.history import history_paths

from . import views
from .models import District, Initiative, Milestone

app_name = "districts"
urlpatterns = [
    path("districts/", views.district_list, name="district-list"),
    path("districts/<slug:slug>/", views.district, name="district"),
    path("initiatives/", views.initiative_list, name="initiative-list"),
    path("initiatives/<slug:slug>/", views.initiative, name="initiative"),
    path("commitments/", views.commitment_list, name="commitment-list"),
    path("commitments/figures/", views.commitment_figures, name="commitment-figures"),
    path("milestones/", views.milestone_list, name="milestone-list"),
    path("milestones/<slug:slug>/", views.milestone, name="milestone"),
    *history_paths(
        "districts/<slug:slug>/",
        District,
        views.district,
        others=("policies", "commitments", "milestones"),
    ),
    *history_paths("initiatives/<slug:slug>/", Initiative, views.initiative),
    *history_paths("milestones/<slug:slug>/", Milestone, views.milestone),
]
