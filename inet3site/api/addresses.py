"""The names and addresses of the API's resources."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from districts.models import Commitment, District, Initiative, Milestone
from inet3site.pages.models import SitePage
from inet3site.publishing.models import Entry
from policies.models import (
    Layer,
    Organisation,
    Policy,
    Provision,
    Section,
    Source,
    Target,
    Technology,
    Term,
)

LANGUAGES = {"zh": "zh-hans", "en": "en"}
"""The languages as the API names them, and as Django does."""

TAGS = {"zh": "zh-Hans", "en": "en"}
"""The languages as BCP 47 tags."""


@dataclass(frozen=True)
class Resource:
    """How the API names a model: one row, and all of them.

    `parent` is the field by which a part points at its entry; empty for an entry.
    """

    type: str
    collection: str
    parent: str = ""


RESOURCES: dict[type[Model], Resource] = {
    Policy: Resource("policy", "policies"),
    Section: Resource("section", "sections", parent="policy"),
    Provision: Resource("provision", "provisions", parent="policy"),
    Target: Resource("target", "targets", parent="policy"),
    Layer: Resource("layer", "layers"),
    Technology: Resource("technology", "technologies"),
    Organisation: Resource("organisation", "organisations"),
    District: Resource("district", "districts"),
    Initiative: Resource("initiative", "initiatives"),
    Commitment: Resource("commitment", "commitments", parent="initiative"),
    Milestone: Resource("milestone", "milestones"),
    Term: Resource("term", "terms"),
    Source: Resource("source", "sources"),
    SitePage: Resource("page", "pages"),
}


def resource_of(row: Model) -> Resource:
    """How the API names this row's model."""
    return RESOURCES[type(row)]


def entry_of(row: Model) -> Entry:
    """The entry that the row is, or is a part of."""
    parent = resource_of(row).parent
    entry: Any = getattr(row, parent) if parent else row
    return entry


def item_path(row: Model) -> str:
    """The path of the row in the API: an entry's by its slug, a part's by its key."""
    resource = resource_of(row)
    key = row.pk if resource.parent else row.slug  # type: ignore[attr-defined]
    return reverse(f"api:{resource.collection}-detail", args=[key])


def page_paths(row: Model) -> dict[str, str]:
    """The paths of the HTML page that shows the row, by language."""
    fragment = f"#{row.identifier}" if isinstance(row, Section) else ""
    paths = {}
    for lang, code in LANGUAGES.items():
        with override(code):
            paths[lang] = entry_of(row).get_absolute_url() + fragment
    return paths


def list_page_paths(model: type[Model]) -> dict[str, str]:
    """The paths of the HTML list of the model, by language; empty where there is none."""
    name = f"{model._meta.app_label}:{model._meta.model_name}-list"
    paths = {}
    for lang, code in LANGUAGES.items():
        with override(code):
            try:
                paths[lang] = reverse(name)
            except NoReverseMatch:
                return {}
    return paths


class Addresses:
    """Absolute addresses, as the client of one request sees this site."""

    def __init__(self, request: HttpRequest) -> None:
        self.base = request.build_absolute_uri("/").rstrip("/")

    def absolute(self, path: str) -> str:
        """The address of a path on this site."""
        return self.base + path

    def item(self, row: Model) -> str:
        """The row's address in the API."""
        return self.base + item_path(row)

    def pages(self, row: Model) -> dict[str, str]:
        """The addresses of the row's HTML page, by language."""
        return {lang: self.base + path for lang, path in page_paths(row).items()}

    def problem(self, code: str) -> str:
        """The address at which a type of problem is explained."""
        return f"{self.base}{reverse('api:docs')}#{code}"
