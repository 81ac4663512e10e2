from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Its rows stand in `live` alone and are derived from the entries there.

    Raise `rules` whenever other rows are derived from the same entries than before: live stores
    are then indexed again.
    """

    name = "inet3site.search"
    label = "search"
    verbose_name = _("Search")
    is_derived = True
    rules = 1
