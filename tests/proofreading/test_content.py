"""The site's own content, proofread: all that is found is known, and is truly so."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from inet3site.publishing import findings
from inet3site.publishing.models import LiveEntry

pytestmark = pytest.mark.stores

KNOWN = {
    ("internet-3-0-parallel-forum-2023", "number", "summary_en"),  # the year of the white paper
    ("national-14th-five-year-plan", "number", "title_zh"),  # the years of the plan
    ("national-vr-action-plan-2022-2026", "number", "summary_zh"),  # the number of its issuers
    ("chaoyang-internet-3-0-park", "term", "summary_en"),  # 应用场景
    ("chaoyang-special-fund", "term", "summary_en"),  # 专项资金
    ("internet-3-0-white-paper-2023", "term", "text_en"),  # 白皮书, of which the English says “it”
}


def found() -> Iterator[tuple[str, str, str]]:
    live = LiveEntry.objects.select_related("revision")
    slugs = {each.entry_id: each.slug for each in live}
    for key, each in findings.of_revisions(entry.revision for entry in live).items():
        yield from ((slugs[key], finding.code, finding.field) for finding in each)


def test_every_finding_in_the_content_of_the_site_is_a_known_one() -> None:
    call_command("load_content", verbosity=0)
    assert set(found()) == KNOWN
