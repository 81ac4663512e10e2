"""Previews at the desk: for whom, and what the answer says of itself."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language

from tests import factories as make
from tests.pages.reading import LANGUAGES
from tests.publishing.previews import draft, preview_url

pytestmark = pytest.mark.stores


def test_no_one_may_keep_or_find_a_preview(desk: Client) -> None:
    response = desk.get(preview_url(draft(make.make_policy()), "zh-hans"))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Language"] == "zh-hans"
    assert response["Content-Security-Policy"] == Client().get("/en/")["Content-Security-Policy"]
    assert "预览" in response.content.decode()
    assert get_language() == "en"


def test_the_page_is_made_for_a_reader_and_not_for_the_editor(desk: Client) -> None:
    policy = draft(make.make_policy(slug="plan"))
    response = desk.get(preview_url(policy), headers={"HX-Request": "true"})
    request = response.context["request"]
    assert request.path == "/en/policies/plan/"
    assert not {"HTTP_COOKIE", "HTTP_HX_REQUEST"} & request.META.keys()
    assert not response.context["user"].is_authenticated


def test_a_preview_takes_the_query_of_its_page(desk: Client) -> None:
    policy = draft(make.make_policy())
    assert desk.get(preview_url(policy), {"view": "both"}).status_code == 200
    assert desk.get(preview_url(policy), {"view": "no"}).status_code == 400


def test_who_may_preview(client: Client) -> None:
    url = preview_url(draft(make.make_policy()))
    assert client.get(url).status_code == 302
    client.force_login(staff("stranger"))
    assert client.get(url).status_code == 403
    client.force_login(staff("reader", "view_policy"))
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 405


def staff(name: str, *permissions: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def test_what_is_not_there_has_no_preview(desk: Client) -> None:
    policy = draft(make.make_policy())
    assert desk.get(preview_url(policy, "fr")).status_code == 404
    assert desk.get(preview_url(make.make_policy())).status_code == 404
    missing = preview_url(policy).replace(str(policy.pk), "nothing")
    assert desk.get(missing).status_code == 404


def test_the_form_leads_to_the_preview(desk: Client) -> None:
    policy = draft(make.make_policy())
    form = desk.get(reverse("admin:policies_policy_change", args=[policy.pk])).content.decode()
    for language in LANGUAGES:
        assert preview_url(policy, language) in form
