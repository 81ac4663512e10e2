"""What every quantified promise has: an amount, a period and the words that were used."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import EdtfField
from inet3site.publishing.models import OrderedPart

validate_currency = RegexValidator(r"^[A-Z]{3}$", _("Enter an ISO 4217 code, such as CNY."))


class Operator(models.TextChoices):
    AT_LEAST = "gte", _("at least")
    AT_MOST = "lte", _("at most")
    EXACTLY = "eq", _("exactly")
    ABOUT = "about", _("about")


class Per(models.TextChoices):
    YEAR = "year", _("per year")
    PROJECT = "project", _("per project")
    TOTAL = "total", _("in total")


class ConversionBasis(models.TextChoices):
    REPORTED = "reported", _("as reported by the source")
    COMPUTED = "computed", _("computed by this site")


class Promise(OrderedPart):
    """An amount that was promised, in the currency or unit of the source.

    `amount` NULL means that the promise names no amount. Exactly one of `currency` (ISO 4217) and
    `unit_*` goes with an amount.
    """

    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    operator = models.CharField(_("operator"), max_length=5, choices=Operator, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    unit_zh = models.CharField(_("counted unit (Chinese)"), max_length=50, blank=True)
    unit_en = models.CharField(_("counted unit (English)"), max_length=50, blank=True)
    per = models.CharField(_("per"), max_length=10, choices=Per, blank=True)
    period_from = EdtfField(_("from"))
    period_to = EdtfField(_("to"))
    purpose_zh = models.TextField(_("purpose (Chinese)"), blank=True)
    purpose_en = models.TextField(_("purpose (English)"), blank=True)
    quote_zh = models.TextField(_("quote (Chinese)"), blank=True)
    quote_en = models.TextField(_("quote (English)"), blank=True)
    said_by_zh = models.CharField(_("said by (Chinese)"), max_length=200, blank=True)
    said_by_en = models.CharField(_("said by (English)"), max_length=200, blank=True)
    converted_amount = models.DecimalField(
        _("converted amount"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    converted_currency = models.CharField(
        _("converted currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    converted_as = models.CharField(
        _("conversion"), max_length=10, choices=ConversionBasis, blank=True
    )

    title = Bilingual()
    unit = Bilingual()
    purpose = Bilingual()
    quote = Bilingual()
    said_by = Bilingual()

    class Meta(OrderedPart.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title or str(self.pk)


def promise_constraints(model: str) -> list[models.CheckConstraint]:
    """The database's checks of a promise, named after its concrete `model`."""
    money = ~Q(currency="") & Q(unit_zh="", unit_en="")
    counted = Q(currency="") & (~Q(unit_zh="") | ~Q(unit_en=""))
    converted = ~Q(converted_currency="") & ~Q(converted_as="")
    return [
        models.CheckConstraint(
            condition=Q(amount__isnull=True) | (~Q(operator="") & (money | counted)),
            name=f"{model}_amount_has_operator_and_unit",
            violation_error_message=_(
                "An amount needs an operator, and either a currency or a counted unit."
            ),
        ),
        models.CheckConstraint(
            condition=Q(amount__isnull=True) | Q(amount__gte=0), name=f"{model}_amount_not_negative"
        ),
        models.CheckConstraint(
            condition=Q(converted_amount__isnull=True) | converted,
            name=f"{model}_conversion_labelled",
            violation_error_message=_("A converted amount needs its currency and its label."),
        ),
        models.CheckConstraint(
            condition=Q(period_from="") | Q(period_to="") | Q(period_to__gte=F("period_from")),
            name=f"{model}_period_in_order",
            violation_error_message=_("The period ends before it begins."),
        ),
    ]
