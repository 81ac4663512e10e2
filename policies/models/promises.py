"""What every quantified promise has: an amount, a period and the words that were used."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import (
    EdtfField,
    edtf_constraint,
    edtf_period_constraint,
    matches,
    one_of,
)
from inet3site.publishing.models import OrderedPart

validate_currency = RegexValidator(r"\A[A-Z]{3}\Z", _("Enter an ISO 4217 code, such as CNY."))


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

    `amount` NULL means that the promise names no amount. An operator and exactly one of `currency`
    (ISO 4217) and `unit_*` go with an amount; none of them stands without it. A conversion is of an
    amount, and has its own amount, currency and label, or none of them.
    """

    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    operator = models.CharField(_("operator"), max_length=5, choices=Operator, blank=True)
    amount = models.DecimalField(
        _("amount"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
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
        _("converted amount"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
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


def promise_constraints(model: str) -> list[models.BaseConstraint]:
    """The database's checks of a promise, named after its concrete `model`."""
    return [
        *_amount_constraints(model),
        *_conversion_constraints(model),
        one_of("per", Per, f"{model}_per_known", blank=True),
        edtf_constraint("period_from", f"{model}_period_from_edtf"),
        edtf_constraint("period_to", f"{model}_period_to_edtf"),
        edtf_period_constraint("period_from", "period_to", f"{model}_period_in_order"),
    ]


def _amount_constraints(model: str) -> list[models.CheckConstraint]:
    money = ~Q(currency="") & Q(unit_zh="", unit_en="")
    counted = Q(currency="") & (~Q(unit_zh="") | ~Q(unit_en=""))
    return [
        one_of("operator", Operator, f"{model}_operator_known", blank=True),
        matches("currency", validate_currency, f"{model}_currency_form", blank=True),
        _not_negative("amount", f"{model}_amount_not_negative"),
        models.CheckConstraint(
            condition=Q(amount__isnull=True) | (~Q(operator="") & (money | counted)),
            name=f"{model}_amount_has_operator_and_unit",
            violation_error_message=_(
                "An amount needs an operator, and either a currency or a counted unit."
            ),
        ),
        models.CheckConstraint(
            condition=Q(amount__isnull=False) | Q(operator="", currency="", unit_zh="", unit_en=""),
            name=f"{model}_operator_and_unit_have_amount",
            violation_error_message=_("An operator, a currency or a unit needs an amount."),
        ),
    ]


def _conversion_constraints(model: str) -> list[models.CheckConstraint]:
    labelled = ~Q(converted_currency="") & ~Q(converted_as="")
    none = Q(converted_amount__isnull=True, converted_currency="", converted_as="")
    return [
        one_of("converted_as", ConversionBasis, f"{model}_converted_as_known", blank=True),
        matches(
            "converted_currency", validate_currency, f"{model}_converted_currency_form", blank=True
        ),
        _not_negative("converted_amount", f"{model}_converted_amount_not_negative"),
        models.CheckConstraint(
            condition=Q(converted_amount__isnull=True) | labelled,
            name=f"{model}_conversion_labelled",
            violation_error_message=_("A converted amount needs its currency and its label."),
        ),
        models.CheckConstraint(
            condition=Q(amount__isnull=False, converted_amount__isnull=False) | none,
            name=f"{model}_conversion_of_amount",
            violation_error_message=_("A conversion needs an amount and a converted amount."),
        ),
    ]


def _not_negative(field: str, name: str) -> models.CheckConstraint:
    condition = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0})
    return models.CheckConstraint(condition=condition, name=name)
