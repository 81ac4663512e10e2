"""Username and password open the desk; nothing else of allauth is there."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.accounts.desk import LOGIN, PASSWORD, SECURITY, is_inside, sign_in, somebody, text

pytestmark = pytest.mark.stores


def test_the_desk_asks_for_the_password_and_leads_back(client: Client) -> None:
    somebody("ann", "author")
    asked = client.get("/admin/policies/policy/")
    assert asked["Location"] == f"{LOGIN}?next=/admin/policies/policy/"
    page = text(client.get(asked["Location"]))
    assert 'name="next" value="/admin/policies/policy/"' in page
    form = {"login": "ann", "password": PASSWORD, "next": "/admin/policies/policy/"}
    response = client.post(LOGIN, form, follow=True)
    assert response.redirect_chain == [("/admin/policies/policy/", 302)]
    assert response.status_code == 200


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_site(client: Client, away: str) -> None:
    somebody("ann", "author")
    response = client.post(LOGIN, {"login": "ann", "password": PASSWORD, "next": away})
    assert response["Location"] == "/admin/"


def test_every_failure_says_the_same(client: Client) -> None:
    somebody("ann", "author")
    User.objects.create_user("reader", password=PASSWORD)
    User.objects.create_user("gone", password=PASSWORD, is_staff=True, is_active=False)
    tries = [("ann", "wrong"), ("nobody", "wrong"), ("reader", PASSWORD), ("gone", PASSWORD)]
    for name, password in tries:
        response = sign_in(client, name, password)
        assert response.status_code == 200
        assert "The username or the password is wrong." in text(response)
        assert not is_inside(client)


def test_an_unknown_name_costs_as_much_time_as_a_known_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    sign_in(client, "nobody", "guess")
    assert hashed == ["guess"]


def test_it_is_said_in_chinese(client: Client) -> None:
    response = sign_in(client, "nobody", "wrong", headers={"accept-language": "zh-hans"})
    assert "用户名或者密码有误。" in text(response)


def test_a_name_with_a_nul_is_refused(client: Client) -> None:
    response = sign_in(client, "an\0n")
    assert response.status_code == 200
    assert "errorlist" in text(response)


def test_who_does_not_belong_at_the_desk_is_told_so(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_signing_out_takes_a_form(client: Client) -> None:
    somebody("ann", "author")
    sign_in(client, "ann")
    assert client.get("/admin/logout/").status_code == 405
    assert is_inside(client)
    assert client.post("/admin/logout/")["Location"] == LOGIN
    assert not is_inside(client)


@pytest.mark.parametrize(
    "name",
    [
        *("signup", "email", "password/set", "password/reset", "inactive", "confirm-email"),
        *("login/code/confirm", "security/webauthn", "security/trust", "accounts/login"),
        *("account/emailaddress", "mfa/authenticator"),
    ],
)
def test_there_is_nothing_else_of_allauth(admin_client: Client, name: str) -> None:
    assert admin_client.get(f"/admin/{name}/").status_code == 404


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/", "/login/"])
def test_there_is_nothing_outside_the_desk(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_of_sign_in_are_kept_nowhere(client: Client) -> None:
    assert "no-store" in client.get(LOGIN)["Cache-Control"]
    somebody("ann", "author")
    sign_in(client, "ann")
    assert "no-store" in client.get(SECURITY)["Cache-Control"]
    assert SECURITY in text(client.get("/admin/"))
