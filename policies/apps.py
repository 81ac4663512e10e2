from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.registry import EntryType, register


def cited(citation: str) -> list[str]:
    """The major fields of a citation, given its model's name: its source, and the value chosen."""
    return [f"{citation}.{name}" for name in ("source", "chosen", "stated_value")]


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = _("Policies")
    is_content = True

    def ready(self) -> None:
        from . import models as m
        from .upcasts import UPCASTS

        register(
            EntryType(m.Source, title="title", major=("kind", "url", "published_on")),
            EntryType(m.Organisation, title="name_zh", major=("kind",)),
            EntryType(
                m.Layer,
                title="name_zh",
                parts=(m.LayerCitation,),
                major=("number", *cited("layercitation")),
            ),
            EntryType(
                m.Technology,
                title="name_zh",
                parts=(m.TechnologyCitation,),
                major=("kind", *cited("technologycitation")),
            ),
            EntryType(
                m.Policy,
                title="title_zh",
                parts=(m.Issuance, m.Section, m.Provision, m.PolicyCitation),
                major=(
                    *("kind", "level", "document_number", "legal_status", "text_kind"),
                    *("written_on", "published_on", "effective_on", "repealed_on"),
                    *("period_from", "period_to"),
                    *("issuance.organisation", "issuance.role"),
                    *cited("policycitation"),
                ),
            ),
            upcasts=UPCASTS,
        )
