"""The addresses of policies and of what they refer to."""

from django.urls import path

from . import views

app_name = "policies"
urlpatterns = [
    path("policies/", views.policy_list, name="policy-list"),
    path("policies/<slug:slug>/", views.policy, name="policy"),
    path("layers/", views.layer_list, name="layer-list"),
    path("layers/<slug:slug>/", views.layer, name="layer"),
    path("technologies/", views.technology_list, name="technology-list"),
    path("technologies/<slug:slug>/", views.technology, name="technology"),
    path("organisations/", views.organisation_list, name="organisation-list"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("sources/", views.source_list, name="source-list"),
    path("sources/<slug:slug>/", views.source, name="source"),
]
