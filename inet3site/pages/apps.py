from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.registry import EntryType, register
from policies.apps import cited, quantified


class PagesConfig(AppConfig):
    name = "inet3site.pages"
    label = "pages"
    verbose_name = _("Site pages")
    is_content = True

    def ready(self) -> None:
        from . import indexing
        from . import models as m
        from .upcasts import UPCASTS

        register(
            EntryType(
                m.SitePage,
                title="title_zh",
                parts=(m.Figure, m.PageCitation),
                major=(*quantified("figure"), "figure.as_of", *cited("pagecitation")),
                indexer=indexing.page,
            ),
            upcasts=UPCASTS,
        )
