"""The addresses of policies, of their targets, and of what they refer to."""

from django.urls import path

from inet3site.history import history_paths

from . import views
from .models import Layer, Organisation, Policy, Source, Technology, Term

app_name = "policies"
urlpatterns = [
    path("policies/", views.policy_list, name="policy-list"),
    path("policies/<slug:slug>/", views.policy, name="policy"),
    path("targets/", views.target_list, name="target-list"),
    path("layers/", views.layer_list, name="layer-list"),
    path("layers/<slug:slug>/", views.layer, name="layer"),
    path("technologies/", views.technology_list, name="technology-list"),
    path("technologies/<slug:slug>/", views.technology, name="technology"),
    path("organisations/", views.organisation_list, name="organisation-list"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("glossary/", views.term_list, name="term-list"),
    path("glossary/<slug:slug>/", views.term, name="term"),
    path("sources/", views.source_list, name="source-list"),
    path("sources/<slug:slug>/", views.source, name="source"),
    *history_paths("policies/<slug:slug>/", Policy, views.policy),
    *history_paths("layers/<slug:slug>/", Layer, views.layer, others=("concerns", "initiatives")),
    *history_paths("technologies/<slug:slug>/", Technology, views.technology),
    *history_paths(
        "organisations/<slug:slug>/", Organisation, views.organisation, others=("policies",)
    ),
    *history_paths("glossary/<slug:slug>/", Term, views.term),
    *history_paths("sources/<slug:slug>/", Source, views.source, others=("cited_by",)),
]
