"""What search finds of the site's own pages."""

from django.db.models import Model

from inet3site.markdown import to_text
from inet3site.search.index import pair, rows
from inet3site.search.models import Field

from .models import SitePage


def page(page: SitePage) -> list[Model]:
    figures = page.figures.all()
    lines = [
        *pair(page, "title", Field.TITLE),
        *pair(page, "summary"),
        *pair(page, "body", read=to_text),
        *(line for figure in figures for line in pair(figure, "title")),
    ]
    related = [key for figure in figures for key in (figure.policy_id, figure.initiative_id)]
    return rows(page, lines, related=related)
