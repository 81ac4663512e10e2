"""The second factor: who needs it, how it is set up and used, and who can take it away."""

import re
from base64 import b64decode

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from inet3site.accounts import second_factor
from policies.models import Layer
from tests.accounts.codes import code_of
from tests.accounts.desk import (
    APP,
    CODE,
    CODES,
    LOGIN,
    PASSWORD,
    SECURITY,
    enrol,
    is_inside,
    sign_in,
    signed_in,
    somebody,
    text,
)

pytestmark = pytest.mark.stores

WRONG = "The code is wrong, or was used before."


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize(
    ("role", "needs"),
    [("author", False), ("reviewer", False), ("publisher", True), ("administrator", True)],
)
def test_who_may_publish_is_led_to_set_it_up(required: None, role: str, needs: bool) -> None:
    browser = signed_in(somebody("ann", role))
    response = browser.get("/admin/")
    assert (response.status_code, response.headers.get("Location")) == (
        (302, APP) if needs else (200, None)
    )


def test_superusers_need_it_too(required: None) -> None:
    browser = signed_in(somebody("root", is_superuser=True))
    assert browser.get("/admin/")["Location"] == APP


@pytest.mark.parametrize("name", ["change_user", "change_group", "force_layer"])
def test_so_does_who_could_take_such_a_role(required: None, name: str) -> None:
    user = somebody("ann")
    user.user_permissions.add(Permission.objects.get(codename=name))
    assert signed_in(user).get("/admin/")["Location"] == APP


def test_nobody_needs_it_where_it_is_off(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert is_inside(signed_in(somebody("root", is_superuser=True)))


@pytest.mark.parametrize(
    "path",
    [
        *("policies/layer/add/", "auth/user/", "password_change/", "security/", "nowhere/"),
        *("security/codes/", "jsi18n/x/", "autocomplete/"),
    ],
)
def test_nothing_else_is_open_until_then(required: None, path: str) -> None:
    browser = signed_in(somebody("root", is_superuser=True))
    for response in (browser.get(f"/admin/{path}"), browser.post(f"/admin/{path}", {"x": 1})):
        assert (response.status_code, response["Location"]) == (302, APP)


def test_no_form_writes_until_then(required: None) -> None:
    browser = signed_in(somebody("root", is_superuser=True))
    form = {"slug": "x", "number": "1", "name_zh": "层", "name_en": "Layer", "_save": "1"}
    browser.post("/admin/policies/layer/add/", form)
    assert not Layer.objects.exists()


def test_signing_out_and_the_other_language_are_open(required: None) -> None:
    browser = signed_in(somebody("root", is_superuser=True))
    changed = browser.post("/admin/i18n/", {"language": "zh-hans", "next": APP})
    assert changed["Location"] == APP
    page = text(browser.get(APP))
    assert "您的角色具有发布等权限，须设置二次验证。" in page
    assert browser.post("/admin/logout/")["Location"] == LOGIN


def test_it_is_set_up_once_and_then_asked_for(required: None) -> None:
    user = somebody("ann", "publisher")
    browser = signed_in(user)
    secret, codes = enrol(browser)
    assert len(set(codes)) == 10
    assert is_inside(browser)
    again = Client()
    assert sign_in(again, "ann")["Location"] == CODE
    assert not is_inside(again)
    assert again.post(CODE, {"code": code_of(secret, after=1)})["Location"] == "/admin/"
    assert is_inside(again)


def test_the_picture_holds_the_key_and_is_no_script(required: None) -> None:
    browser = signed_in(somebody("ann", "publisher"))
    page = text(browser.get(APP))
    picture = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)[0]
    assert b"<svg" in b64decode(picture)
    body = page.partition("<body")[2]
    assert "style=" not in body
    assert "onclick" not in body


def test_a_wrong_first_code_sets_up_nothing(required: None) -> None:
    browser = signed_in(somebody("ann", "publisher"))
    browser.get(APP)
    response = browser.post(APP, {"code": "abc"})
    assert (response.status_code, WRONG in text(response)) == (200, True)
    assert browser.get("/admin/")["Location"] == APP


def test_a_code_is_good_once(required: None, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, _codes = enrol(signed_in(somebody("ann", "publisher")))
    code = code_of(secret, after=1)
    # Where there are several processes, each has a cache of its own, and this one has not seen it.
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.cache.add", lambda *a, **k: True)
    answers = []
    for typed in (code, code, f"{code[:3]} {code[3:]}"):
        browser = Client()
        sign_in(browser, "ann")
        answers.append(browser.post(CODE, {"code": typed}).status_code)
    assert answers == [302, 200, 200]


def test_a_recovery_code_is_good_once(required: None) -> None:
    _secret, codes = enrol(signed_in(somebody("ann", "publisher")))
    first, second = Client(), Client()
    sign_in(first, "ann")
    assert first.post(CODE, {"code": codes[0]}).status_code == 302
    assert is_inside(first)
    sign_in(second, "ann")
    assert WRONG in text(second.post(CODE, {"code": codes[0]}))
    assert not is_inside(second)
    shown = text(first.get(CODES))
    assert codes[0] not in shown
    assert codes[1] in shown


def test_codes_are_downloaded_and_made_anew() -> None:
    browser = signed_in(somebody("ann", "author"))
    _secret, codes = enrol(browser)
    file = browser.get(f"{CODES}file/")
    assert file["Content-Type"] == "text/plain"
    assert "attachment" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]
    assert text(file).split() == codes
    assert "10 recovery codes" in text(browser.get(f"{CODES}new/"))
    browser.post(f"{CODES}new/")
    assert not set(text(browser.get(f"{CODES}file/")).split()) & set(codes)


def test_without_a_second_factor_there_are_no_codes() -> None:
    browser = signed_in(somebody("ann", "author"))
    assert browser.get(CODES).status_code == 404
    assert browser.get(f"{CODES}file/").status_code == 404
    assert browser.get(f"{APP}remove/").status_code == 404
    assert "There are recovery codes only with" in text(browser.post(f"{CODES}new/"))


def test_people_remove_their_own(required: None) -> None:
    user = somebody("ann", "author")
    browser = signed_in(user)
    enrol(browser)
    assert "An authenticator app is set up" in text(browser.get(SECURITY))
    assert browser.post(f"{APP}remove/")["Location"] == SECURITY
    assert "None is set up" in text(browser.get(SECURITY))
    assert sign_in(Client(), "ann")["Location"] == "/admin/"


def test_what_concerns_the_sign_in_asks_again_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = signed_in(somebody("ann", "author"))
    enrol(browser)
    now = monkeypatch.setattr
    now("inet3site.accounts.adapters.time.time", lambda: 4_000_000_000.0)
    asked = browser.get(CODES)
    assert asked["Location"] == f"/admin/security/again/?next={CODES.replace('/', '%2F')}"
    assert "Use a code instead" in text(browser.get(asked["Location"]))
    wrong = browser.post(asked["Location"], {"password": "wrong"})
    assert "The password is wrong." in text(wrong)
    monkeypatch.undo()
    assert browser.post(asked["Location"], {"password": PASSWORD})["Location"] == CODES


def test_a_form_without_a_code_is_a_bad_request(required: None) -> None:
    enrol(signed_in(somebody("ann", "publisher")))
    browser = Client()
    sign_in(browser, "ann")
    assert browser.post(CODE, {"credential": "{}"}).status_code == 400
    assert browser.get(CODE).status_code == 200


def test_the_code_is_not_asked_before_the_password(client: Client) -> None:
    assert client.get(CODE)["Location"] == LOGIN
    assert client.get(SECURITY)["Location"].startswith(LOGIN)
    assert client.get(APP)["Location"].startswith(LOGIN)


def test_an_administrator_removes_it_and_the_record_says_so() -> None:
    user = somebody("ann", "publisher")
    lost = signed_in(user)
    enrol(lost)
    administrator = somebody("bob", "administrator")
    desk = signed_in(administrator)
    assert "second factor" in text(desk.get("/admin/auth/user/")).lower()
    form = {"action": "remove_second_factor", "_selected_action": [user.pk, administrator.pk]}
    response = desk.post("/admin/auth/user/", form, follow=True)
    assert "The second factor of 1 person was removed." in text(response)
    assert not is_inside(lost)
    assert sign_in(Client(), "ann")["Location"] == "/admin/"
    (entry,) = LogEntry.objects.all()
    assert (entry.user, entry.object_id) == (administrator, str(user.pk))
    assert entry.get_change_message() == "Deleted second factor “ann”."


@pytest.mark.parametrize("role", ["author", "reviewer", "publisher"])
def test_nobody_else_removes_it(role: str) -> None:
    user = somebody("ann", "publisher")
    enrol(signed_in(user))
    desk = signed_in(somebody("bob", role))
    form = {"action": "remove_second_factor", "_selected_action": [user.pk]}
    assert desk.post("/admin/auth/user/", form).status_code == 403
    assert sign_in(Client(), "ann")["Location"] == CODE


def test_the_command_removes_it(capsys: pytest.CaptureFixture[str]) -> None:
    enrol(signed_in(somebody("root", is_superuser=True)))
    call_command("reset_mfa", "root")
    assert "root" in capsys.readouterr().out
    assert not second_factor.remove(User.objects.get())
    for name, sentence in (("root", "root has no second factor"), ("no", "Nobody is named no")):
        with pytest.raises(CommandError, match=sentence):
            call_command("reset_mfa", name)
