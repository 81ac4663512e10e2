"""The question that the site's own pages ask."""

from typing import Self

from django.db.models import QuerySet


class SitePageQuerySet(QuerySet):
    def for_reader(self) -> Self:
        """With the figures of each page and all its sources."""
        return self.prefetch_related(
            "figures__citations__source",
            "figures__policy",
            "figures__initiative",
            "citations__source",
        )
