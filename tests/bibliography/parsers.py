"""Strict readers of files of references: what is not of the form is an error."""

import json
import re
from typing import Any

UNESCAPED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{character}": character for character in "&%$#_"},
}
COMMAND = re.compile("|".join(re.escape(command) for command in UNESCAPED))
VERBATIM = {"url", "urldate"}
CSL_TYPES = {"document", "webpage", "report", "standard"}


def read_bibtex(text: str) -> list[dict[str, str]]:
    """The entries of a BibTeX file, the values as a reader of the typeset text sees them."""
    entries = []
    for head, body in re.findall(r"@(\w+)\{((?:.|\n)*?)\n\}\n(?:\n|\Z)", text):
        key, _, rest = body.partition(",\n")
        assert re.fullmatch(r"[a-z0-9-]+", key), key
        entry = {"entry": head, "key": key}
        for line in rest.split(",\n"):
            name, value = re.fullmatch(r"  ([a-z]+) = (.+)", line).groups()
            assert name not in entry
            entry[name] = _value(name, value)
        entries.append(entry)
    assert len(entries) == text.count("\n}\n"), "Something stands outside of the entries."
    return entries


def _value(name: str, value: str) -> str:
    if name == "month":
        assert re.fullmatch(r"[a-z]{3}", value)
        return value
    assert _is_balanced(value), value
    inner = value[1:-1]
    if name in VERBATIM:
        assert not re.search(r"[{}\\\s]", inner)
        return inner
    return _typeset(inner)


def _is_balanced(value: str) -> bool:
    """Whether the value is one pair of braces, with pairs of them alone inside."""
    depth = 0
    for place, character in enumerate(value):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return place == len(value) - 1
    return False


def _typeset(text: str) -> str:
    bare = COMMAND.sub("", text)
    assert not re.search(r"[\\&%$#_~^]", bare), f"TeX would read a command in {text}"
    return re.sub(rf"{COMMAND.pattern}|[{{}}]", lambda found: UNESCAPED.get(found[0], ""), text)


def read_ris(text: str) -> list[list[tuple[str, str]]]:
    """The records of a RIS file, each its tags and values in order."""
    records: list[list[tuple[str, str]]] = []
    assert text.endswith("ER  - \r\n")
    is_open = False
    for line in text.removesuffix("\r\n").split("\r\n"):
        if not line:
            assert not is_open
            continue
        assert not re.search(r"[\r\n\x00-\x1f\x7f\u2028\u2029]", line)
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        assert (tag == "TY") == (not is_open)
        if tag == "TY":
            records.append([])
        is_open = tag != "ER"
        if is_open:
            assert value == value.strip() != ""
            records[-1].append((tag, value))
    assert not is_open
    return records


def read_csl(text: str) -> list[dict[str, Any]]:
    """The items of a CSL-JSON file."""
    items = json.loads(text)
    for item in items:
        assert item["type"] in CSL_TYPES
        assert all(set(name) == {"literal"} for name in item.get("author", ()))
        for name in ("issued", "accessed"):
            [parts] = item.get(name, {"date-parts": [[2000]]})["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
        texts = {"id", "title", "number", "version", "language", "URL", "note"}
        assert all(isinstance(item[name], str) and item[name] for name in texts & item.keys())
    return items
