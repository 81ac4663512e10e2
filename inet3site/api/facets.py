"""What each value of a filter of policies would find, given the other filters."""

from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework.request import Request
from rest_framework.response import Response

from inet3site.listing.facets import facet_of
from inet3site.publishing.public import head
from policies.filters import PolicyFilter
from policies.models import Policy

from .addresses import LANGUAGES, list_page_paths
from .listing import read_filters
from .representations.fields import reference
from .schema_resources import FacetsSchema
from .views import ApiView

JSON = dict[str, Any]


class PolicyFacets(ApiView):
    """The values of the filters of policies, each with the number of items that it would give."""

    name = "facets"
    about = _(
        "What each value of a filter of policies would find, given the other filters. A value that "
        "would find nothing is left out, unless it is chosen."
    )
    filterset_class = PolicyFilter
    parameter_names = (*PolicyFilter.base_filters, "lang")
    schema = FacetsSchema()

    def get(self, request: Request) -> Response:
        sequence = head()
        lang = self.parameters.one_of("lang", list(LANGUAGES))
        filters = read_filters(self.parameters, self.filterset_class, Policy.objects.all())
        self.parameters.check()
        data = {
            "items": [_facet(filters, field, lang) for field in filters.form],
            "count": filters.qs.count(),
            "head": sequence,
        }
        links = [self.link_to_itself(), *self.alternates(list_page_paths(Policy))]
        return self.answer(data, links=links, lang=lang)


def _facet(filters: PolicyFilter, field: BoundField, lang: str | None) -> JSON:
    facet = facet_of(filters, field)
    labels = _labels(field, lang)
    options = [
        {
            "value": option.value,
            "label": labels.get(option.value, text(option.value, lang)),
            "count": option.count,
            "chosen": option.is_chosen,
        }
        for option in (facet.options if facet else ())
    ]
    return {"name": field.name, "label": text(field.label, lang), "options": options}


def _labels(field: BoundField, lang: str | None) -> JSON:
    """The names of a field's values; those of entries as they are, without a replacement."""
    entries = getattr(field.field, "queryset", None)
    if entries is not None:
        return {entry.slug: reference(entry, lang)["name"] for entry in entries}
    choices = getattr(field.field, "choices", ())
    return {value: text(label, lang) for value, label in choices}


def text(label: str | LazyText, lang: str | None) -> JSON | str:
    """A text of the site in both languages, or in one."""
    texts = {}
    for name, code in LANGUAGES.items():
        with override(code):
            texts[name] = str(label)
    return texts[lang] if lang else texts
