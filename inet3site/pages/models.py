"""The site's own pages, whose texts editors own like any other entry's."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import Bilingual
from inet3site.publishing.models import Entry


class SitePage(Entry):
    """The text of a page of the site itself: `home` and `about`. `body` is Markdown."""

    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    summary_zh = models.TextField(_("summary (Chinese)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    body_zh = models.TextField(_("text (Chinese)"), blank=True)
    body_en = models.TextField(_("text (English)"), blank=True)

    title = Bilingual()
    summary = Bilingual()
    body = Bilingual()

    class Meta(Entry.Meta):
        verbose_name = _("site page")
        verbose_name_plural = _("site pages")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title or self.slug

    def get_absolute_url(self) -> str:
        if self.slug in ("home", "about"):
            return reverse(f"pages:{self.slug}")
        return reverse("pages:page", args=[self.slug])
