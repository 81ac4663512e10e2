"""The site's own pages, whose texts editors own like any other entry's."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from districts.models import Initiative
from inet3site.pages.querysets import SitePageQuerySet
from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.fields import EdtfField, edtf_constraint
from inet3site.publishing.models import (
    Entry,
    OrderedPart,
    Translated,
    translated_constraints,
)
from policies.models import Citation, Policy, Quantity, chosen_once, quantity_constraints

OWN_ADDRESSES = ("home", "about", "data", "licence", "accessibility")
"""The slugs of the pages that stand at an address of their own, which has the slug as its name."""


class SitePage(Translated, Entry):
    """The text of a page of the site itself, such as `home`."""

    markdown = frozenset({"body"})

    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    summary_zh = models.TextField(_("summary (Chinese)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    body_zh = models.TextField(_("text (Chinese)"), blank=True)
    body_en = models.TextField(_("text (English)"), blank=True)

    title = Bilingual()
    summary = Bilingual()
    body = Bilingual()

    objects = SitePageQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("site page")
        verbose_name_plural = _("site pages")
        ordering = ["slug"]
        constraints = [*Entry.Meta.constraints, *translated_constraints("site_page")]

    def __str__(self) -> str:
        return self.title or self.slug

    def get_absolute_url(self) -> str:
        if self.slug in OWN_ADDRESSES:
            return reverse(f"pages:{self.slug}")
        return reverse("pages:page", args=[self.slug])


class Figure(Quantity, Translated, OrderedPart):
    """A figure that a page shows; `as_of` is the time that it speaks of, empty if not known.

    `policy` and `initiative` lead to more about it. Its words and their source are its citations.
    """

    page = models.ForeignKey(SitePage, models.CASCADE, related_name="figures")
    as_of = EdtfField(_("as of"))
    policy = models.ForeignKey(
        Policy, models.PROTECT, null=True, blank=True, verbose_name=_("policy"), related_name="+"
    )
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("initiative"),
        related_name="+",
    )

    class Meta(OrderedPart.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            *quantity_constraints("figure"),
            *translated_constraints("figure"),
            edtf_constraint("as_of", "figure_as_of_edtf"),
        ]


class PageCitation(Citation):
    """A source of a page, or of the one figure that is given."""

    page = models.ForeignKey(SitePage, models.CASCADE, related_name="citations")
    figure = models.ForeignKey(
        Figure,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("figure"),
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = chosen_once("page", "page_citation_chosen_once", parts=("figure",))
