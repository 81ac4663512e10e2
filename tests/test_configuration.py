"""What the environment may say: an insecure or missing value stops the start by name."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from inet3site import environment
from inet3site.environment import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent
SECRET_KEY = "a-secret-key-for-these-tests-only-of-more-than-50-characters"
SOUND = {
    "INET3_ENV_FILE": os.devnull,
    "INET3_SECRET_KEY": SECRET_KEY,
    "INET3_ALLOWED_HOSTS": "inet3.example",
}
DEPLOY = ("check", "--deploy", "--fail-level", "WARNING")


def manage(*arguments: str, **variables: str | None) -> subprocess.CompletedProcess:
    """Run manage.py in a sound production environment with these variables; None unsets one."""
    kept = ("PATH", "HOME", "COVERAGE_PROCESS_CONFIG")
    values = {name: os.environ.get(name) for name in kept} | SOUND | variables
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={name: value for name, value in values.items() if value is not None},
        capture_output=True,
        text=True,
    )


def documented() -> dict[str, str]:
    """The production environment that the documentation gives, with a key."""
    lines = (ROOT / "docs" / "production.env").read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return dict(pairs) | {"INET3_SECRET_KEY": SECRET_KEY}


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"INET3_SECRET_KEY": None}, "INET3_SECRET_KEY must be set to at least 50"),
        ({"INET3_SECRET_KEY": "short"}, "INET3_SECRET_KEY must be set to at least 50"),
        ({"INET3_SECRET_KEY": "a" * 60}, "INET3_SECRET_KEY must be"),
        ({"INET3_ALLOWED_HOSTS": None}, "INET3_ALLOWED_HOSTS must list"),
        ({"INET3_ALLOWED_HOSTS": "*"}, "INET3_ALLOWED_HOSTS must list"),
        ({"INET3_HTTPS": "0"}, "INET3_HTTPS may be 0 only where"),
        ({"INET3_HTTPS": "maybe"}, "INET3_HTTPS must be 1 or 0, not 'maybe'"),
        ({"INET3_DEBUG": "2"}, "INET3_DEBUG must be 1 or 0, not '2'"),
        ({"INET3_ROLE": "reader"}, "INET3_ROLE must be one of editorial, public, not 'reader'"),
        ({"INET3_DATA_DIR": os.devnull}, "INET3_DATA_DIR must name a directory"),
        ({"INET3_FILES": os.devnull}, "INET3_FILES must name a directory"),
        (
            {"INET3_MAIL_URL": "imap://mail.example"},
            "INET3_MAIL_URL must be an smtp, submission",
        ),
        ({"INET3_MAIL_URL": "smtp://mail.example:port"}, "INET3_MAIL_URL must be an smtp"),
        ({"INET3_MAIL_URL": "smtp://"}, "INET3_MAIL_URL must name a host"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not the URL of a database"),
        ({"LIVE_DATABASE_URL": "mysql://db/x"}, "LIVE_DATABASE_URL must name a SQLite or Postgre"),
        (
            {"DATABASE_URL": "postgres://db/x", "LIVE_DATABASE_URL": "postgres://db/x"},
            "DATABASE_URL and LIVE_DATABASE_URL must be two databases",
        ),
    ],
)
def test_a_bad_value_stops_the_start_with_one_sentence(
    variables: dict[str, str | None], sentence: str
):
    run = manage("check", **variables)
    assert run.returncode != 0
    assert sentence in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "security", "port"),
    [("smtp", {}, 25), ("submission", {"use_tls": True}, 587), ("smtps", {"use_ssl": True}, 465)],
)
def test_the_url_of_the_mail_server(monkeypatch, url: str, security: dict[str, bool], port: int):
    monkeypatch.setenv("INET3_MAIL_URL", f"{url}://some%40one:p%3Aw@mail.example")
    assert environment.mail_server("INET3_MAIL_URL", "smtp://localhost") == {
        **{"host": "mail.example", "port": port, "timeout": 20},
        **{"username": "some@one", "password": "p:w"},
        **security,
    }


def test_the_documented_production_environment_is_clean():
    for role in ("editorial", "public"):
        run = manage(*DEPLOY, **documented(), INET3_ROLE=role)
        assert run.returncode == 0, run.stderr


def test_check_deploy_sees_what_is_unsafe():
    run = manage(*DEPLOY, INET3_ALLOWED_HOSTS="localhost", INET3_HTTPS="0")
    assert run.returncode != 0
    assert "security.W008" in run.stderr


PUBLIC_PROBE = """
from django.conf import settings
from django.urls import Resolver404, resolve, reverse, NoReverseMatch
for path in ("/admin/", "/admin/login/", "/preview/x/en/"):
    try:
        print("found", resolve(path))
    except Resolver404:
        print("absent", path)
try:
    print("found", reverse("admin:index"))
except NoReverseMatch:
    print("absent admin:index")
print(settings.DATABASES["default"])
print(settings.DATABASES["live"]["OPTIONS"])
"""


def test_a_public_process_has_no_workspace_and_no_admin():
    run = manage("shell", "--no-imports", "--command", PUBLIC_PROBE, INET3_ROLE="public")
    assert "found" not in run.stdout
    assert run.stdout.count("absent") == 4
    assert "query_only=ON" in run.stdout
    assert "django.db.backends.sqlite3" not in run.stdout


def test_a_public_process_reads_postgresql_only():
    url = "postgres://db.example/live?sslmode=require"
    command = "from django.conf import settings; print(settings.DATABASES['live']['OPTIONS'])"
    run = manage(
        *("shell", "--no-imports", "--command", command),
        INET3_ROLE="public",
        LIVE_DATABASE_URL=url,
    )
    assert "default_transaction_read_only=on" in run.stdout
    assert "'sslmode': 'require'" in run.stdout


def test_the_local_env_is_written_once_and_private(tmp_path, monkeypatch):
    path = tmp_path / ".env"
    monkeypatch.setenv("INET3_ENV_FILE", str(path))
    environment.write_local_env()
    first = path.read_text()
    environment.write_local_env()
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    local = dict(line.split("=", 1) for line in first.splitlines() if "=" in line)
    assert len(local["INET3_SECRET_KEY"]) >= 50
    assert local["INET3_DEMO_PASSWORD"]


def test_the_env_file_fills_in_what_the_environment_leaves_out(tmp_path, monkeypatch):
    path = tmp_path / ".env"
    path.write_text("# a comment\n\nINET3_A = from the file\nINET3_B=from the file\n")
    monkeypatch.setattr(os, "environ", {"INET3_ENV_FILE": str(path), "INET3_B": "set"})
    environment.load_env_file()
    assert environment.text("INET3_A") == "from the file"
    assert environment.text("INET3_B") == "set"


def test_a_malformed_env_file_is_named_with_its_line(tmp_path, monkeypatch):
    path = tmp_path / ".env"
    path.write_text("INET3_A=1\nnonsense\n")
    monkeypatch.setenv("INET3_ENV_FILE", str(path))
    with pytest.raises(ConfigurationError, match=r"\.env, line 2: expected NAME=value"):
        environment.load_env_file()


def test_the_readme_has_every_variable():
    code = "".join(
        path.read_text()
        for path in (ROOT / "inet3site").rglob("*.py")
        if "migrations" not in path.parts
    )
    read = set(re.findall(r'"((?:INET3_|\w*DATABASE_URL|PORT\b)\w*)"', code))
    table = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert read
    assert read <= table
