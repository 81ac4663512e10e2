from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProofreadingConfig(AppConfig):
    name = "inet3site.proofreading"
    label = "proofreading"
    verbose_name = _("Proofreading")

    def ready(self) -> None:
        from inet3site.publishing.findings import register_reader

        from .readers import texts

        register_reader(texts)
