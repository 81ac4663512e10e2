"""Many writers at the desk of a real server: no edit is lost, and each conflict is told."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.publishing.writers import Writer
from tests.server import free_port, running
from tests.stores import Stores

pytestmark = [pytest.mark.processes, pytest.mark.servers]

WRITERS = 8
ENTRIES = 6
SERVER_PROCESSES = 2

PREPARE = f"""
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from inet3site.publishing import ledger
from policies.models import Term
for number in range({ENTRIES}):
    term = Term.objects.create(slug=f"t-{{number}}", name_zh="词")
    ledger.revise(term)
    print("path", reverse("admin:policies_term_change", args=[term.pk]))
for number in range({WRITERS}):
    user = User.objects.create_user(f"writer-{{number}}", is_staff=True)
    user.groups.add(Group.objects.get(name="author"))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    print("session", session.session_key)
"""
READ = """
from inet3site.publishing.models import Event, Revision
from policies.models import Term
from django.urls import reverse
for term in Term.objects.all():
    revisions = Revision.objects.filter(entry_id=term.pk).order_by("number")
    events = Event.objects.filter(entry_id=term.pk, verb__in=("save", "merge")).count()
    path = reverse("admin:policies_term_change", args=[term.pk])
    words = term.definition_zh, term.definition_en
    print(path, len(revisions), revisions.last().number, events, *words)
"""


def write(writer: Writer, paths: list[str], name: int, count: int) -> None:
    """Add `count` words of one's own to entries that all writers share."""
    with closing(writer):
        for number in range(count):
            writer.write(writer.chance.choice(paths), f"w{name}-{number}")


def many_writers(stores: Stores, count: int) -> str:
    """Let all write `count` words each; prove that each word is there once and that each was told.

    Return the figures.
    """
    stores.manage("collectstatic", "--noinput", "-v0")
    made = [line.split() for line in stores.manage("shell", "-v0", "-c", PREPARE).splitlines()]
    paths = [value for kind, value in made if kind == "path"]
    with running(stores, free_port(), SERVER_PROCESSES) as url, ThreadPoolExecutor(WRITERS) as pool:
        writers = [
            Writer(url, {"sessionid": key}, random.Random(key))
            for kind, key in made
            if kind == "session"
        ]
        tasks = [
            pool.submit(write, writer, paths, number, count)
            for number, writer in enumerate(writers)
        ]
        for task in tasks:
            task.result()
    assert [error for writer in writers for error in writer.errors] == []
    outcomes = sum((writer.outcomes for writer in writers), Counter())
    assert outcomes["saved"] == WRITERS * count
    assert outcomes["given up"]
    assert outcomes["merged"]
    check(stores, writers)
    return f"{WRITERS} writers: {dict(outcomes)}"


def check(stores: Stores, writers: list[Writer]) -> None:
    """Each word that was saved is there, once; each save is a revision and an event."""
    for line in stores.manage("shell", "-v0", "-c", READ).splitlines():
        path, revisions, last, events, *words = line.split()
        told = [word for writer in writers for word in writer.saved.get(path, [])]
        assert sorted(words) == sorted(told)
        assert int(revisions) == int(last) == 1 + len(told)
        assert int(events) == 1 + len(told)


def test_no_edit_of_many_writers_is_lost(stores: Stores) -> None:
    many_writers(stores, count=50)


@pytest.mark.nightly
def test_no_edit_of_many_writers_is_lost_at_length(
    stores: Stores, capsys: pytest.CaptureFixture
) -> None:
    figure = many_writers(stores, count=500)
    with capsys.disabled():
        print(f"\n{figure}")
