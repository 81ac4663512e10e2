"""Atom feeds (RFC 4287): the page that a feed is of, and its entries, the newest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inet3site.publishing.bilingual import EN, ZH, Text

NEWEST = 50
"""How many entries a feed has at most."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries has changed: each feed must say when."""

LICENCE = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What an editor may type and XML 1.0 can't hold."""


@dataclass(frozen=True)
class FeedEntry:
    """One entry: `id` is a permanent URI, `path` where it can be read; a summary may be empty."""

    id: str
    title: str
    path: str
    updated: datetime
    summary: str = ""


class Feed(Atom1Feed):
    """An Atom feed that says when it changed, and of each entry in which language it is."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["lang"]}


def feed(
    request: HttpRequest,
    *,
    title: str,
    path: str,
    page: str,
    entries: Sequence[FeedEntry],
) -> HttpResponse:
    """The feed at `path` of the page at `page`; both may have a query."""
    site = _("Beijing Internet 3.0")
    language = ZH if (get_language() or "").startswith("zh") else EN
    address = request.build_absolute_uri(path)
    written = Feed(
        title=_fit(f"{title} · {site}"),
        link=request.build_absolute_uri(page),
        description="",
        language=language,
        author_name=site,
        feed_url=address,
        feed_guid=address,
        feed_copyright=LICENCE,
        updated=max((each.updated for each in entries), default=NEVER),
    )
    for each in entries:
        written.add_item(
            title=_fit(each.title),
            link=request.build_absolute_uri(each.path),
            description=_fit(escape(each.summary)),
            unique_id=each.id,
            updateddate=each.updated,
            lang=each.title.lang if isinstance(each.title, Text) else language,
        )
    return HttpResponse(written.writeString("utf-8"), content_type=Feed.content_type)


def _fit(text: str) -> str:
    return UNFIT.sub("", text)
