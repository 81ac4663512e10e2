"""What every quantified promise has: an amount, a period and the words that were used."""

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
from inet3site.publishing.models import OrderedPart, Translated, translated_constraints

from .quantities import (
    Quantity,
    amount_field,
    not_negative,
    quantity_constraints,
    validate_currency,
)


class Per(models.TextChoices):
    YEAR = "year", _("per year")
    PROJECT = "project", _("per project")
    TOTAL = "total", _("in total")


class ConversionBasis(models.TextChoices):
    REPORTED = "reported", _("as reported by the source")
    COMPUTED = "computed", _("computed by this site")


class Promise(Quantity, Translated, OrderedPart):
    """An amount that was promised, for when, and in which words.

    A conversion is of an amount, and has its own amount, currency and label, or none of them.
    """

    source_language_only = frozenset({"quote"})

    per = models.CharField(_("per"), max_length=10, choices=Per, blank=True)
    period_from = EdtfField(_("from"))
    period_to = EdtfField(_("to"))
    purpose_zh = models.TextField(_("purpose (Chinese)"), blank=True)
    purpose_en = models.TextField(_("purpose (English)"), blank=True)
    quote_zh = models.TextField(_("quote (Chinese)"), blank=True)
    quote_en = models.TextField(_("quote (English)"), blank=True)
    said_by_zh = models.CharField(_("said by (Chinese)"), max_length=200, blank=True)
    said_by_en = models.CharField(_("said by (English)"), max_length=200, blank=True)
    converted_amount = amount_field(_("converted amount"))
    converted_currency = models.CharField(
        _("converted currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    converted_as = models.CharField(
        _("conversion"), max_length=10, choices=ConversionBasis, blank=True
    )

    purpose = Bilingual()
    quote = Bilingual()
    said_by = Bilingual()

    class Meta(OrderedPart.Meta):
        abstract = True


def promise_constraints(model: str) -> list[models.BaseConstraint]:
    """The database's checks of a promise, named after its concrete `model`."""
    return [
        *quantity_constraints(model),
        *translated_constraints(model),
        *_conversion_constraints(model),
        one_of("per", Per, f"{model}_per_known", blank=True),
        edtf_constraint("period_from", f"{model}_period_from_edtf"),
        edtf_constraint("period_to", f"{model}_period_to_edtf"),
        edtf_period_constraint("period_from", "period_to", f"{model}_period_in_order"),
    ]


def _conversion_constraints(model: str) -> list[models.CheckConstraint]:
    labelled = ~Q(converted_currency="") & ~Q(converted_as="")
    none = Q(converted_amount__isnull=True, converted_currency="", converted_as="")
    return [
        one_of("converted_as", ConversionBasis, f"{model}_converted_as_known", blank=True),
        matches(
            "converted_currency", validate_currency, f"{model}_converted_currency_form", blank=True
        ),
        not_negative("converted_amount", f"{model}_converted_amount_not_negative"),
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
