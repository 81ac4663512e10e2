"""What a script gets of a list, which is a part of the page that everybody else gets."""

from typing import Any

import pytest
from django.test import Client

from .test_facets import LISTS

pytestmark = [pytest.mark.public, pytest.mark.usefixtures("content")]

SCRIPT = {"hx-request": "true"}


def answer(path: str, **headers: str) -> Any:
    response = Client(HTTP_HOST="localhost").get(path, headers=headers)
    assert response.status_code == 200, path
    return response


@pytest.mark.parametrize("name", LISTS)
def test_a_script_gets_the_part_of_the_page_that_changes(name: str) -> None:
    path = f"/en/{name}/"
    page = answer(path).content.decode()
    part = answer(path, **SCRIPT).content.decode()
    assert part.strip().startswith('<div class="with-aside"')
    assert "<h1" not in part
    assert part.strip() in page


def test_a_return_through_the_history_gets_the_whole_page() -> None:
    headers = {**SCRIPT, "hx-history-restore-request": "true"}
    whole = answer("/en/policies/?kind=plan", **headers).content
    assert whole == answer("/en/policies/?kind=plan").content


def test_answers_say_that_they_depend_on_who_asks() -> None:
    for headers in ({}, SCRIPT):
        varies = answer("/en/policies/", **headers)["Vary"]
        assert {"HX-Request", "HX-History-Restore-Request"} <= set(varies.split(", "))


def test_neither_is_served_for_the_other() -> None:
    client = Client(HTTP_HOST="localhost")
    sizes = [len(client.get("/en/policies/", headers=each).content) for each in ({}, SCRIPT) * 2]
    assert sizes[0] == sizes[2] > sizes[1] == sizes[3]
