"""What an item says of itself."""

import pytest

from inet3site.publishing.stores import live_store
from tests import factories as make

from .conftest import ApiClient
from .content import Content

pytestmark = pytest.mark.public

HOST = "http://testserver"


def test_the_fund_of_chaoyang(api: ApiClient, content: Content) -> None:
    [fund] = api.ask("commitments/?district=chaoyang")["items"]
    assert fund["type"] == "commitment"
    assert (fund["operator"], fund["amount"], fund["currency"]) == ("gte", "100000000", "CNY")
    assert (fund["unit"], fund["per"], fund["from"], fund["to"]) == (None, "year", "2023", "2025")
    assert fund["quote"] == {"zh": "每年投入不低于1亿元", "en": None}
    assert fund["conversions"] == [{"amount": "14000000", "currency": "USD", "as": "reported"}]
    assert fund["district"] == {
        "id": str(content.district.pk),
        "slug": "chaoyang",
        "name": {"zh": "朝阳区", "en": "Chaoyang"},
    }
    [source] = fund["sources"]
    assert source["id"] == str(content.source.pk)
    assert (source["locator"], source["quote"]) == ("p. 1", "1亿元")
    assert source["url"] == f"{HOST}/api/v1/sources/source-1/"
    assert source["original_url"] == "https://news.example/1"


def test_a_commitment_without_an_amount(api: ApiClient, content: Content) -> None:
    with live_store():
        fund = make.make_commitment(
            initiative=content.initiative, amount=None, operator="", currency="", per=""
        )
    item = api.ask(f"commitments/{fund.pk}/")
    assert [item[name] for name in ("operator", "amount", "currency", "per")] == [None] * 4
    assert item["conversions"] == []


@pytest.mark.parametrize(("amount", "text"), [("0.5", "0.5"), ("1000", "1000"), ("0", "0")])
def test_amounts_are_plain(api: ApiClient, content: Content, amount: str, text: str) -> None:
    with live_store():
        fund = make.make_commitment(
            initiative=content.initiative, amount=amount, currency="", unit_zh="个", unit_en=""
        )
    item = api.ask(f"commitments/{fund.pk}/")
    assert item["amount"] == text
    assert item["unit"] == {"zh": "个", "en": None}


def test_an_entry(api: ApiClient, content: Content) -> None:
    policy = api.ask("policies/policy-1/")
    assert policy["id"] == str(content.policy.pk)
    assert (policy["type"], policy["slug"], policy["edition"]) == ("policy", "policy-1", 1)
    assert policy["url"] == f"{HOST}/api/v1/policies/policy-1/"
    assert policy["html"] == {
        "zh": f"{HOST}/zh-hans/policies/policy-1/",
        "en": f"{HOST}/en/policies/policy-1/",
    }
    assert policy["updated_at"] == "2026-11-22T04:00:00Z"
    assert policy["period"] == {"from": "2023", "to": "2025"}
    assert policy["written_on"] is None
    assert policy["summary"] == {"zh": None, "en": None}
    assert [issuance["role"] for issuance in policy["issuances"]] == ["issuer"]
    assert [section["identifier"] for section in policy["sections"]] == ["s-1", "s-1-1"]


def test_citations_belong_to_what_they_support(api: ApiClient, content: Content) -> None:
    [of_policy] = api.ask("policies/policy-1/")["citations"]
    assert of_policy["field"] == "title"
    assert of_policy["source"]["slug"] == "source-1"
    [of_provision] = api.ask(f"provisions/{content.provision.pk}/")["citations"]
    assert of_provision["field"] is None


def test_an_entry_by_its_id(api: ApiClient, content: Content) -> None:
    assert api.ask(f"policies/{content.policy.pk}/") == api.ask("policies/policy-1/")


def test_a_slug_as_long_as_an_id(api: ApiClient) -> None:
    slug = "notice-on-the-development-of-web-3-0"
    with live_store():
        make.make_policy(slug=slug)
    assert len(slug) == 36
    assert api.ask(f"policies/{slug}/")["slug"] == slug


def test_a_part_has_the_edition_of_its_entry(api: ApiClient, content: Content) -> None:
    section = api.ask(f"sections/{content.section.pk}/")
    assert section["edition"] == 1
    assert section["updated_at"] == "2026-11-22T04:00:00Z"
    assert section["parent"]["identifier"] == "s-1"
    assert section["html"]["en"] == f"{HOST}/en/policies/policy-1/#s-1-1"


@pytest.mark.parametrize(("lang", "name"), [("zh", "朝阳区"), ("en", "Chaoyang")])
def test_one_language(api: ApiClient, content: Content, lang: str, name: str) -> None:
    assert api.ask(f"districts/chaoyang/?lang={lang}")["name"] == name
    initiative = api.ask(f"initiatives/initiative-1/?lang={lang}")
    assert initiative["district"]["name"] == name


def test_a_missing_translation_is_null(api: ApiClient, content: Content) -> None:
    assert api.ask(f"commitments/{content.commitment.pk}/?lang=en")["quote"] is None


def test_some_fields(api: ApiClient, content: Content) -> None:
    assert api.ask("districts/chaoyang/?fields=slug,code") == {"slug": "chaoyang", "code": "110101"}
    assert api.ask("commitments/?fields=from,amount")["items"] == [
        {"from": "2023", "amount": "100000000"}
    ]


def test_text_is_unescaped_and_compact(api: ApiClient, content: Content) -> None:
    body = api.answer("districts/chaoyang/").content.decode()
    assert '"name":{"zh":"朝阳区","en":"Chaoyang"}' in body
