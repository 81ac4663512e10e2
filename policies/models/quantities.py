"""Amounts of money or of counted things, as their source gives them."""

from typing import Any

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import matches, one_of

validate_currency = RegexValidator(r"\A[A-Z]{3}\Z", _("Enter an ISO 4217 code, such as CNY."))


class Operator(models.TextChoices):
    AT_LEAST = "gte", _("at least")
    MORE_THAN = "gt", _("more than")
    AT_MOST = "lte", _("at most")
    EXACTLY = "eq", _("exactly")
    ABOUT = "about", _("about")
    RANGE = "range", _("from … to …")


def amount_field(label: Any) -> models.DecimalField:
    """A column for an amount, which is never negative; NULL where none is named."""
    return models.DecimalField(
        label,
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )


class Quantity(models.Model):
    """An amount in the currency or unit of the source, and what it is an amount of.

    `amount` NULL means that none is named. An operator and exactly one of `currency` (ISO 4217) and
    `unit_*` go with an amount; none of them stands without it. `amount_max` is the upper end where
    the operator is `range`, and NULL with every other.
    """

    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    operator = models.CharField(_("operator"), max_length=5, choices=Operator, blank=True)
    amount = amount_field(_("amount"))
    amount_max = amount_field(_("up to (in a range)"))
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    unit_zh = models.CharField(_("counted unit (Chinese)"), max_length=50, blank=True)
    unit_en = models.CharField(_("counted unit (English)"), max_length=50, blank=True)

    title = Bilingual()
    unit = Bilingual()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title or str(self.pk)


def quantity_constraints(model: str) -> list[models.BaseConstraint]:
    """The database's checks of a quantity, named after its concrete `model`."""
    money = ~Q(currency="") & Q(unit_zh="", unit_en="")
    counted = Q(currency="") & (~Q(unit_zh="") | ~Q(unit_en=""))
    return [
        one_of("operator", Operator, f"{model}_operator_known", blank=True),
        matches("currency", validate_currency, f"{model}_currency_form", blank=True),
        not_negative("amount", f"{model}_amount_not_negative"),
        models.CheckConstraint(
            condition=Q(
                operator=Operator.RANGE, amount_max__isnull=False, amount_max__gt=F("amount")
            )
            | (~Q(operator=Operator.RANGE) & Q(amount_max__isnull=True)),
            name=f"{model}_range_has_two_ends",
            violation_error_message=_(
                "A range needs an upper end above its lower one; no other amount has one."
            ),
        ),
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


def not_negative(field: str, name: str) -> models.CheckConstraint:
    """The database's own check that `field` is NULL or not below zero."""
    condition = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0})
    return models.CheckConstraint(condition=condition, name=name)
