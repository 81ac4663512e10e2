"""The index follows the ledger: what is live is found, and nothing else is."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from inet3site.publishing import ledger, projector, verification
from inet3site.publishing.models import Applied, Entry
from inet3site.publishing.stores import live_store, public_store
from inet3site.search.finding import find
from inet3site.search.models import Field, Passage, Related
from policies.models import Organisation, Policy
from tests import factories as make

pytestmark = pytest.mark.stores


def publish[E: Entry](entry: E, **fields: object) -> E:
    """Publish an entry with these values, and let it be projected."""
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save()
    ledger.revise(entry)
    ledger.publish(entry, major=True, note_zh="更正")
    projector.catch_up()
    return entry


def found(query: str) -> list[str]:
    """The entries that the public finds, by type."""
    with public_store():
        return [key.entry_type for key in find(query, glossary=()).keys]


@pytest.fixture
def body() -> Organisation:
    return publish(make.make_organisation(name_zh="科学技术委员会", name_en="Science Commission"))


@pytest.fixture
def policy(body: Organisation) -> Policy:
    """A published document of that body, with a section."""
    policy = make.make_policy(title_zh="白皮书", title_en="White paper")
    make.make_issuance(policy=policy, organisation=body)
    make.make_section(policy=policy, identifier="s-2-3", text_zh="**数据**空间", text_en="Spaces")
    return publish(policy)


def test_a_draft_is_found_when_it_is_published_and_until_it_is_withdrawn() -> None:
    policy = make.make_policy(title_zh="数据空间行动计划")
    ledger.revise(policy)
    projector.catch_up()
    assert found("数据空间") == []
    publish(policy)
    assert found("数据空间") == ["policies.policy"]
    policy.title_zh = "另一计划"
    policy.save()
    ledger.revise(policy)
    projector.catch_up()
    assert (found("数据空间"), found("另一")) == (["policies.policy"], [])
    publish(policy)
    assert (found("数据空间"), found("另一")) == ([], ["policies.policy"])
    ledger.withdraw(policy)
    projector.catch_up()
    assert found("另一") == []
    with live_store():
        assert not Passage.objects.exists()


def test_a_passage_opens_at_its_section_without_the_marks_of_markdown(policy: Policy) -> None:
    with live_store():
        passage = Passage.objects.get(text="数据空间", field=Field.TEXT)
    assert (passage.anchor, passage.language) == ("s-2-3", "zh-Hans")


def test_a_document_is_found_by_the_present_name_of_its_issuer(
    policy: Policy, body: Organisation
) -> None:
    both = ["policies.organisation", "policies.policy"]
    assert found("科学技术") == both
    publish(body, name_zh="科技委")
    assert (found("科学技术"), found("科技委")) == ([], both)
    assert verification.differences() == []


def test_an_entry_that_another_no_longer_names_does_not_find_it(policy: Policy) -> None:
    policy.issuances.all().delete()
    publish(policy)
    assert found("科学技术") == ["policies.organisation"]
    with live_store():
        assert not Related.objects.exists()


def test_verification_finds_what_is_indexed_otherwise(
    policy: Policy, capsys: pytest.CaptureFixture
) -> None:
    call_command("verify_live")
    with live_store():
        Passage.objects.filter(text="White paper").delete()
        Passage.objects.filter(text="白皮书", language="zh-Hans").update(tokens="黑皮 皮书 书")
    with pytest.raises(CommandError, match="3 differences"):
        call_command("verify_live")
    errors = capsys.readouterr().err
    assert f"search.passage policies.policy {policy.pk}: missing beside its entry" in errors
    assert f"search.passage policies.policy {policy.pk}: not derived" in errors
    call_command("rebuild_live")
    assert verification.differences() == []


def test_a_live_store_of_other_rules_is_indexed_again_and_never_silently_empty(
    client: Client, policy: Policy
) -> None:
    with live_store():
        Passage.objects.all().delete()
        Applied.objects.update(rules="")
    for address in ("/en/search/?q=x", "/en/search/suggestions/?q=x", "/api/v1/search/?q=x"):
        assert client.get(address).status_code == 503, address
    assert "being made" in client.get("/en/search/").content.decode()
    call_command("catch_up")
    assert client.get("/en/search/?q=x").status_code == 200
    assert found("数据空间") == ["policies.policy"]
    assert verification.differences() == []
