from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.registry import EntryType, register
from policies.apps import cited, promised


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = _("Districts")
    is_content = True

    def ready(self) -> None:
        from . import ended_periods, indexing
        from . import models as m
        from .upcasts import UPCASTS

        register(
            EntryType(
                m.District,
                title="name_zh",
                parts=(m.DistrictCitation,),
                major=("code", *cited("districtcitation")),
                indexer=indexing.district,
            ),
            EntryType(
                m.Initiative,
                title="title_zh",
                parts=(m.Commitment, m.CommitmentReport, m.InitiativeCitation),
                major=(
                    *("district", "status", "period_from", "period_to"),
                    *promised("commitment"),
                    "commitment.support",
                    *("commitmentreport.outcome", "commitmentreport.commitment"),
                    *("commitmentreport.period_from", "commitmentreport.period_to"),
                    "commitmentreport.searched_on",
                    *cited("initiativecitation"),
                ),
                indexer=indexing.initiative,
                ended_periods=ended_periods.of_commitments,
            ),
            EntryType(
                m.Milestone,
                title="title_zh",
                parts=(m.MilestoneCitation,),
                major=(
                    *("date", "state", "policy", "initiative", "part_of"),
                    *cited("milestonecitation"),
                ),
                indexer=indexing.milestone,
            ),
            upcasts=UPCASTS,
        )
