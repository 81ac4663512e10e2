"""The database's own checks, shown in a form beside the field that can mend what they refuse."""

from collections.abc import Iterable, Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, router


class ConstrainedForm(forms.ModelForm):
    """A form that meets every check of its row's table before the database does.

    Django leaves out those that speak of a column which is not in the form, and lets them fail on
    saving; here the row knows its other columns.
    """

    def constraints(self) -> Iterator[models.BaseConstraint]:
        """The checks of the table that this form can answer."""
        for _model, constraints in self.instance.get_constraints():
            yield from constraints

    def validate_constraints(self) -> None:
        row, model = self.instance, self._meta.model
        left_out: set[str] = self._get_validation_exclusions()  # type: ignore[attr-defined]
        unknown = (left_out & self.fields.keys()) - {model._meta.pk.name}
        using = router.db_for_write(model, instance=row)
        for constraint in self.constraints():
            try:
                constraint.validate(model, row, exclude=unknown, using=using)
            except ValidationError as error:
                self.add_error(self._last_of(columns(constraint)), error)

    def _last_of(self, names: Iterable[str]) -> str | None:
        """The last of these fields that the form shows, which the reader of the form has before."""
        shown = [field.name for field in self.visible_fields() if field.name in set(names)]
        return shown[-1] if shown else None


def columns(constraint: models.BaseConstraint) -> Iterable[str]:
    """The names of the fields that a check speaks of."""
    condition = getattr(constraint, "condition", None)
    if isinstance(constraint, models.UniqueConstraint):
        return constraint.fields
    return condition.referenced_base_fields if isinstance(condition, models.Q) else ()
