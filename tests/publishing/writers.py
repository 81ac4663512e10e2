"""Writers at the desk of a running site: each reads a form, adds to it and saves, as people do."""

import random
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from lxml import html

FIELDS = ("definition_zh", "definition_en")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Writer:
    """Somebody who has signed in: what was saved by whom is counted, what went wrong is kept.

    `saved` has the words that the desk said it saved, by the path of the form.
    """

    url: str
    cookies: dict[str, str]
    chance: random.Random
    saved: dict[str, list[str]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection(urlsplit(self.url).netloc, timeout=120)

    def close(self) -> None:
        """Leave the desk."""
        self._connection.close()

    def write(self, path: str, word: str) -> None:
        """Add a word to one of the texts of an entry, again and again until it is saved."""
        while not self.errors:
            form = self._form(*self._send("GET", path))
            name = self.chance.choice(FIELDS)
            form[name] = [f"{form[name][0]} {word}".strip()]
            if self._save(path, {**form, "_save": ["1"]}):
                self.saved.setdefault(path, []).append(word)
                return

    def _save(self, path: str, form: dict[str, list[str]]) -> bool:
        """Save a form; where somebody else was quicker, save both changes if none clashes."""
        status, body = self._send("POST", path, form)
        if status == HTTPStatus.FOUND:
            self.outcomes["saved"] += 1
            return True
        if status != HTTPStatus.CONFLICT:
            self.errors.append(f"{status}: {body.decode(errors='replace')[:2000]}")
            return False
        if b"clash:" in body:
            self.outcomes["given up"] += 1
            return False
        self.outcomes["merged"] += 1
        return self._save(path, {**self._form(status, body), "_settle": ["merge"]})

    def _form(self, status: int, body: bytes) -> dict[str, list[str]]:
        """What a browser would send back from the form of the entry that a page shows."""
        forms = [
            form for form in html.document_fromstring(body.decode()).forms if form.method == "POST"
        ]
        form = max(forms, key=lambda each: len(each.fields), default=None)
        if form is None:
            self.errors.append(f"{status}: {body.decode(errors='replace')[:2000]}")
            return dict.fromkeys(FIELDS, [""])
        values: dict[str, list[str]] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        return values

    def _send(
        self, method: str, path: str, form: dict[str, list[str]] | None = None
    ) -> tuple[int, bytes]:
        body = urlencode(form, doseq=True) if form else None
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        self._connection.request(method, path, body, cookie | (FORM if form else {}))
        response = self._connection.getresponse()
        for morsel in response.headers.get_all("Set-Cookie", []):
            name, _, rest = morsel.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return response.status, response.read()
