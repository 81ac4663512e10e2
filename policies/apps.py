from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.registry import EntryType, register

QUANTITY = ("operator", "amount", "amount_max", "currency", "unit_zh", "unit_en")
PROMISE = (
    *("per", "period_from", "period_to"),
    *("converted_amount", "converted_currency", "converted_as"),
)


def cited(citation: str) -> tuple[str, ...]:
    """The major fields of a citation, given its model's name: its source, and the value chosen."""
    return tuple(f"{citation}.{name}" for name in ("source", "chosen", "stated_value"))


def quantified(part: str) -> tuple[str, ...]:
    """The major fields of a quantity, given its model's name."""
    return tuple(f"{part}.{name}" for name in QUANTITY)


def promised(part: str) -> tuple[str, ...]:
    """The major fields of a promise, given its model's name."""
    return (*quantified(part), *(f"{part}.{name}" for name in PROMISE))


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = _("Policies")
    is_content = True

    def ready(self) -> None:
        from inet3site.publishing.findings import register_reader

        from . import indexing, proofreading
        from . import models as m
        from .upcasts import UPCASTS

        register(
            EntryType(
                m.Source,
                title="title",
                parts=(m.SourceAttachment,),
                major=("kind", "url", "published_on", "sourceattachment.sha256"),
                indexer=indexing.source,
            ),
            EntryType(
                m.Organisation,
                title="name_zh",
                parts=(m.Succession, m.OrganisationCitation),
                links=(m.Succession,),
                major=(
                    *("kind", "succession.predecessor", "succession.date"),
                    *cited("organisationcitation"),
                ),
                indexer=indexing.organisation,
            ),
            EntryType(
                m.Layer,
                title="name_zh",
                parts=(m.LayerCitation,),
                major=("number", *cited("layercitation")),
                indexer=indexing.layer,
            ),
            EntryType(
                m.Technology,
                title="name_zh",
                parts=(m.TechnologyCitation,),
                major=("kind", *cited("technologycitation")),
                indexer=indexing.technology,
            ),
            EntryType(
                m.Term,
                title="name_zh",
                parts=(m.TermRelation, m.TermCitation),
                links=(m.TermRelation,),
                major=cited("termcitation"),
                indexer=indexing.term,
            ),
            EntryType(
                m.Policy,
                title="title_zh",
                parts=(
                    *(m.Issuance, m.Section, m.Provision, m.Target, m.PolicyRelation),
                    *(m.PolicyCitation, m.PolicyAttachment),
                ),
                links=(m.PolicyRelation,),
                major=(
                    *("kind", "level", "document_number", "legal_status", "text_kind"),
                    *("written_on", "published_on", "effective_on", "repealed_on"),
                    *("period_from", "period_to"),
                    *("issuance.organisation", "issuance.role"),
                    *("policyrelation.kind", "policyrelation.related_policy"),
                    "policyattachment.sha256",
                    *promised("target"),
                    *cited("policycitation"),
                ),
                indexer=indexing.policy,
            ),
            upcasts=UPCASTS,
        )
        register_reader(proofreading.terms)
        register_reader(proofreading.outline)
