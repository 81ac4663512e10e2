"""Read the configuration from the environment, and from an `.env` file beneath it.

Needs no Django: `python -m inet3site.environment` writes the `.env` of a local installation.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class ConfigurationError(Exception):
    """A configuration value is missing, malformed or insecure; the message names it."""


def env_file() -> Path:
    """The file that fills in what the environment leaves out (`INET3_ENV_FILE`, else `.env`)."""
    return Path(os.environ.get("INET3_ENV_FILE", BASE_DIR / ".env"))


def load_env_file() -> None:
    """Set each `NAME=value` of the `.env` file that the environment does not set itself."""
    path = env_file()
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, separator, value = line.partition("=")
        if not separator:
            raise ConfigurationError(f"{path.name}, line {number}: expected NAME=value.")
        os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: str = "") -> str:
    """The value of `name`, stripped; `default` where it is not set."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """The value of `name` as a boolean; raise ConfigurationError for anything unclear."""
    value = text(name, "1" if default else "0").lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ConfigurationError(f"{name} must be 1 or 0, not {value!r}.")


def names(name: str, default: str = "") -> list[str]:
    """The comma-separated values of `name`."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def choice(name: str, choices: tuple[str, ...]) -> str:
    """The value of `name`, one of `choices`; the first where it is not set."""
    value = text(name, choices[0])
    if value not in choices:
        raise ConfigurationError(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def directory(name: str, default: str) -> Path:
    """The directory of that name, seen from the project's own; it is made where it is missing."""
    path = BASE_DIR / text(name, default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{name} must name a directory: {error}.") from error
    return path


MAIL_SCHEMES: dict[str, tuple[int, dict[str, bool]]] = {
    "smtp": (25, {}),
    "submission": (587, {"use_tls": True}),
    "smtps": (465, {"use_ssl": True}),
}
"""How mail is handed on: plainly, by STARTTLS, or by TLS from the start; with the usual port."""


def mail_server(name: str, default: str) -> dict[str, Any]:
    """The options of Django's SMTP backend that the URL in `name` says.

    Raise ConfigurationError for any URL but `smtp`, `submission` and `smtps`.
    """
    try:
        url = urlsplit(text(name, default))
        usual, security = MAIL_SCHEMES[url.scheme]
        port = url.port or usual
    except (ValueError, KeyError) as error:
        raise ConfigurationError(f"{name} must be an smtp, submission or smtps URL.") from error
    if not url.hostname:
        raise ConfigurationError(f"{name} must name a host.")
    user, password = unquote(url.username or ""), unquote(url.password or "")
    server = {"host": url.hostname, "port": port, "username": user, "password": password}
    return {**server, **security, "timeout": 20}


def write_local_env() -> None:
    """Write an `.env` for a local installation, unless there is one already.

    Only its owner can read it. It holds the demo editor's first password, so that a later start of
    the demo can print it again.
    """
    path = env_file()
    if path.exists():
        return
    path.touch(mode=0o600)
    path.write_text(
        "# A local installation: plain HTTP on this machine only.\n"
        f"INET3_SECRET_KEY={secrets.token_urlsafe(50)}\n"
        "INET3_ALLOWED_HOSTS=127.0.0.1,localhost\n"
        "INET3_HTTPS=0\n"
        "INET3_REVIEW=0\n"
        "INET3_MFA=0\n"
        f"INET3_DEMO_PASSWORD={secrets.token_urlsafe(12)}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    write_local_env()
