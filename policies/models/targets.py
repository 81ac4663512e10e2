"""The quantified targets of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.querysets import TargetQuerySet

from .policies import Policy
from .promises import Promise, promise_constraints
from .sections import Section


class Target(Promise):
    """A quantified target that a document sets, and the section that states it where known."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="targets")
    section = models.ForeignKey(
        Section,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("section"),
        related_name="targets",
    )

    objects = TargetQuerySet.as_manager()

    class Meta(Promise.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = promise_constraints("target")
