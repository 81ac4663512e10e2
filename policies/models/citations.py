"""What every citation says of its source; each cited model has a concrete class."""

import functools
import itertools
import operator

from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.models import OrderedPart

from .sources import Source


class Citation(OrderedPart):
    """A statement of a source about an entry, or about the one `field` of it that is named.

    Where sources state different values, each gives its `stated_value`, at most one of a field is
    `chosen`, and `reason` says why.
    """

    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="+")
    field = models.CharField(
        _("field"),
        max_length=60,
        blank=True,
        help_text=_("The field that the source supports; empty for the entry as a whole."),
    )
    quote = models.TextField(_("quote"), blank=True, help_text=_("In the source's own language."))
    locator = models.CharField(
        _("place in the source"), max_length=120, blank=True, help_text=_("Such as “Art. 3”.")
    )
    stated_value = models.CharField(_("value that the source states"), max_length=300, blank=True)
    chosen = models.BooleanField(_("chosen among competing values"), default=False)
    reason_zh = models.TextField(_("reason for the choice (Chinese)"), blank=True)
    reason_en = models.TextField(_("reason for the choice (English)"), blank=True)

    reason = Bilingual()

    class Meta(OrderedPart.Meta):
        abstract = True
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return str(self.source)


def chosen_once(
    parent: str, name: str, *, parts: tuple[str, ...] = ()
) -> list[models.BaseConstraint]:
    """At most one chosen citation of a field of `parent`, and of a field of each of its `parts`.

    A citation is of one part at most.
    """
    chosen = models.Q(chosen=True)
    whole = models.Q(**{f"{part}__isnull": True for part in parts})
    constraints: list[models.BaseConstraint] = [
        models.UniqueConstraint(fields=[parent, "field"], condition=chosen & whole, name=name),
        *(
            models.UniqueConstraint(
                fields=[part, "field"],
                condition=chosen & models.Q(**{f"{part}__isnull": False}),
                name=f"{name}_{part}",
            )
            for part in parts
        ),
    ]
    if len(parts) > 1:
        constraints.append(_of_one_part(parts, name.replace("chosen_once", "of_one_part")))
    return constraints


def _of_one_part(parts: tuple[str, ...], name: str) -> models.CheckConstraint:
    pairs = itertools.combinations(parts, 2)
    none_or_other = [
        models.Q(**{f"{one}__isnull": True}) | models.Q(**{f"{other}__isnull": True})
        for one, other in pairs
    ]
    return models.CheckConstraint(
        condition=functools.reduce(operator.and_, none_or_other),
        name=name,
        violation_error_message=_("A citation is of one part only."),
    )
