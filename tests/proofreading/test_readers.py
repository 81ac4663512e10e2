"""What is found in an entry, and where."""

from typing import Any

import pytest

from inet3site.publishing import findings, ledger
from inet3site.publishing.findings import Finding, in_words
from tests import factories as make

pytestmark = pytest.mark.stores


def found(entry: Any) -> list[tuple[str, str]]:
    """The code and the field of each finding."""
    return [(each.code, each.field) for each in findings.of_revision(ledger.revise(entry))]


def test_a_clean_entry_has_no_findings() -> None:
    make.make_term()
    policy = make.make_policy(summary_zh="2023年的元宇宙", summary_en="The metaverse in 2023")
    make.make_section(policy=policy)
    assert found(policy) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"summary_zh": "五年", "summary_en": "six years"},
            [("number", "summary_en"), ("number", "summary_zh")],
        ),
        ({"summary_zh": "五年"}, []),
        ({"title_zh": "长" * 60, "title_en": "l" * 120}, []),
        ({"title_zh": "长" * 61}, [("long-title", "title_zh")]),
        ({"title_en": "l" * 121}, [("long-title", "title_en")]),
        ({"summary_en": "Words " * 100}, []),
    ],
)
def test_texts_of_an_entry(fields: dict[str, str], told: list[tuple[str, str]]) -> None:
    assert found(make.make_policy(**fields)) == told


def test_a_title_in_its_own_language() -> None:
    assert found(make.make_source(title="长" * 61, language="zh-Hans")) == [("long-title", "title")]
    assert found(make.make_source(title="l" * 100)) == []


def test_terms_are_those_of_the_workspace() -> None:
    policy = make.make_policy(summary_zh="数字人产业", summary_en="The industry of avatars")
    assert found(policy) == []
    make.make_term(name_zh="数字人", name_en="Digital human")
    assert found(policy) == [("term", "summary_en")]


def test_marks_of_texts_that_are_markdown_alone() -> None:
    wrong = "## A\n\n#### B\n\n## A\n\n[](/a/) [here](/b/) ![](/c/)"
    codes = ["skipped-heading", "repeated-heading", "empty-link", "vague-link", "image"]
    assert found(make.make_site_page(body_en=wrong)) == [(code, "body_en") for code in codes]
    assert found(make.make_policy(summary_en=wrong)) == []


def test_sections_that_cannot_be_told_apart() -> None:
    policy = make.make_policy()
    first = make.make_section(policy=policy, heading_zh="总则", heading_en="General")
    make.make_section(policy=policy, identifier="s-2", heading_zh="总则", heading_en="Other")
    make.make_section(
        policy=policy, identifier="s-1-1", parent=first, heading_zh="总则", heading_en="General"
    )
    assert found(policy) == [("repeated-heading", "heading_zh")] * 2


def test_a_section_without_a_heading_above_others() -> None:
    policy = make.make_policy()
    above = make.make_section(policy=policy, heading_zh="", heading_en="")
    assert found(policy) == []
    make.make_section(policy=policy, identifier="s-1-1", parent=above)
    assert found(policy) == [("no-heading", "heading_zh")]


def test_words_as_they_were_said_are_not_compared() -> None:
    policy = make.make_policy()
    make.make_target(policy=policy, quote_zh="超过500亿元", quote_en="big")
    assert found(policy) == []


def test_a_report_of_a_commitment_is_named_by_it(django_assert_max_num_queries: Any) -> None:
    initiative = make.make_initiative(district=make.make_district())
    for number in range(12):
        commitment = make.make_commitment(initiative=initiative, position=number)
        make.make_report(commitment=commitment, evidence_zh="5亿元", evidence_en="Much")
    revision = ledger.revise(initiative)
    with django_assert_max_num_queries(1):
        told = findings.of_revision(revision)
    assert len(told) == 12
    assert told[0].message.startswith("Report on a commitment “Yearly fund: Met”, ")


def test_many_entries_are_read_with_one_glossary(django_assert_num_queries: Any) -> None:
    revisions = [ledger.revise(make.make_policy()) for _ in range(5)]
    with django_assert_num_queries(1):
        assert [*findings.of_revisions(revisions).values()] == [[]] * 5


def test_a_message_names_the_first_findings() -> None:
    told = in_words([Finding("code", f"Finding {number}") for number in range(7)])
    assert told.split("\n")[4:] == ["Finding 4", "And 2 more."]
