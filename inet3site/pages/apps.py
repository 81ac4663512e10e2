from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.registry import EntryType, register


class PagesConfig(AppConfig):
    name = "inet3site.pages"
    label = "pages"
    verbose_name = _("Site pages")
    is_content = True

    def ready(self) -> None:
        from . import models as m
        from .upcasts import UPCASTS

        register(EntryType(m.SitePage, title="title_zh"), upcasts=UPCASTS)
