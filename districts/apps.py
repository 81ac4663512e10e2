from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.registry import EntryType, register
from policies.apps import cited


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = _("Districts")
    is_content = True

    def ready(self) -> None:
        from . import models as m
        from .upcasts import UPCASTS

        register(
            EntryType(
                m.District,
                title="name_zh",
                parts=(m.DistrictCitation,),
                major=("code", *cited("districtcitation")),
            ),
            EntryType(
                m.Initiative,
                title="title_zh",
                parts=(m.Commitment, m.InitiativeCitation),
                major=(
                    *("district", "status", "period_from", "period_to"),
                    *("commitment.operator", "commitment.amount", "commitment.currency"),
                    *("commitment.unit_zh", "commitment.unit_en", "commitment.per"),
                    *("commitment.converted_amount", "commitment.converted_currency"),
                    "commitment.converted_as",
                    *("commitment.period_from", "commitment.period_to"),
                    *cited("initiativecitation"),
                ),
            ),
            upcasts=UPCASTS,
        )
