"""A list of the site as the API has it."""

from django import template
from django.http import QueryDict
from django.urls import reverse

from inet3site.api.addresses import RESOURCES
from inet3site.api.listing import Order
from inet3site.api.resources import VIEWSETS
from inet3site.listing import Listing

register = template.Library()


@register.simple_tag
def data_of(listing: Listing) -> str:
    """The address of a list in the API, with the same filters, and the chosen order if it has it.

    Empty where the API has no such list.
    """
    viewset = next((each for each in VIEWSETS if each.model is listing.model), None)
    if viewset is None or not isinstance(listing.filters, viewset.filterset_class):
        return ""
    known = viewset.filterset_class.base_filters
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in listing.in_force.items() if name in known})
    if sort := names_of(listing.order, viewset.order):
        query["sort"] = ",".join(sort)
    address = reverse(f"api:{RESOURCES[listing.model].collection}-list")
    return f"{address}?{query.urlencode()}" if query else address


def names_of(columns: list[str], order: Order) -> list[str]:
    """The API's names for the first columns of an order, as far as it has them."""
    names = {path: name for name, path in order.columns.items()}
    found: list[str] = []
    for column in columns:
        path = column.removeprefix("-")
        if path not in names:
            break
        found.append(f"-{names[path]}" if path != column else names[path])
    return found
