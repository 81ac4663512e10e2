"""The rules of the house: which room may use which, and what no file may hold.

Each rule is a function of one file that yields what is wrong; a second test gives each rule a file
that breaks it, so that no rule passes for want of looking.
"""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400

TOP_LEVEL = {
    *("manage.py", "inet3site", "policies", "districts", "templates", "static", "tests"),
    "requirements.txt",
}
REPOSITORY = {
    *("README.md", "LICENSE", "CHANGELOG.md", "Makefile", "pyproject.toml", "docs"),
    *(".ci", ".editorconfig", ".gitattributes", ".gitignore", ".python-version"),
}

ROOMS = (
    {"inet3site.environment"},
    {"inet3site.publishing", "inet3site.search", "inet3site.figures", "inet3site.bibliography"},
    {
        *("inet3site.atom", "inet3site.caching", "inet3site.clients", "inet3site.compression"),
        "inet3site.markdown",
    },
    {"inet3site.accounts", "inet3site.proofreading", "inet3site.reports"},
    {"inet3site.listing"},
    {"inet3site.history"},
    {"policies"},
    {"districts", "inet3site.links"},
    {"inet3site.pages"},
    {"inet3site.api", "inet3site.desk"},
    {"inet3site.settings", "inet3site.template_loaders", "inet3site.urls", "inet3site.wsgi"},
)
"""From the floor up: a room uses only rooms of the floors below its own."""

HOSTS = tuple(
    f"{name}{end}" for name, end in [("pypi", ".org"), ("python", "hosted"), ("npmjs", ".org")]
)
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:work|root|home|farm|Users|tmp)/[\w.]")
PSYCOPG_3 = re.compile(r"^psycopg(?:\[|=|~|\s|$)", re.MULTILINE)

Rule = Callable[[PurePosixPath, str], Iterator[str]]


def committed() -> list[PurePosixPath]:
    """All files of the repository, from its top."""
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
    paths = [PurePosixPath(name) for name in names.split("\0") if name]
    return [path for path in paths if (ROOT / path).is_file()]


def texts() -> list[tuple[PurePosixPath, str]]:
    """All committed files that are text."""
    found = []
    for path in committed():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            found.append((path, content.decode()))
    return found


def module(path: PurePosixPath) -> str:
    """The dotted name of a Python file."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def floor_and_room(name: str) -> tuple[int, str] | None:
    """The floor and room of a module; None for what is not the project's own code."""
    for floor, rooms in enumerate(ROOMS):
        for room in rooms:
            if name == room or name.startswith(f"{room}."):
                return floor, room
    return None


def is_own(path: PurePosixPath) -> bool:
    """Whether this is code of the site, not of its tests or migrations."""
    own = path.suffix == ".py" and path.parts[0] in ("inet3site", "policies", "districts")
    return own and "migrations" not in path.parts


def imports(path: PurePosixPath, tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every import statement below `tree`, with the full name of each thing imported."""
    package = path.parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def imports_point_down(path: PurePosixPath, text: str) -> Iterator[str]:
    """A room uses no other room of its own floor or above."""
    if not is_own(path) or not (own := floor_and_room(module(path))):
        return
    for node, name in imports(path, ast.parse(text)):
        used = floor_and_room(name)
        if used and used[1] != own[1] and used[0] >= own[0]:
            yield f"line {node.lineno}: {own[1]} may not use {name}"


def every_file_has_a_room(path: PurePosixPath, text: str) -> Iterator[str]:
    """Each file of the site stands in a room of the list above."""
    if is_own(path) and module(path) != "inet3site" and not floor_and_room(module(path)):
        yield "stands in no room of ROOMS"


def imports_stand_on_top(path: PurePosixPath, text: str) -> Iterator[str]:
    """No import inside a function, but in `ready()` of an AppConfig."""
    if path.suffix != ".py":
        return
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if path.name == "apps.py" and function.name == "ready":
            continue
        for node, name in imports(path, function):
            yield f"line {node.lineno}: imports {name} inside {function.name}()"


def files_are_short(path: PurePosixPath, text: str) -> Iterator[str]:
    """No Python file is longer than LONGEST lines."""
    if path.suffix == ".py" and "migrations" not in path.parts and text.count("\n") > LONGEST:
        yield f"has {text.count(chr(10))} lines"


def site_package_is_empty(path: PurePosixPath, text: str) -> Iterator[str]:
    """`inet3site/__init__.py` holds nothing."""
    if path.as_posix() == "inet3site/__init__.py" and text:
        yield "is not empty"


def top_level_is_fixed(path: PurePosixPath, text: str) -> Iterator[str]:
    """Nothing new at the top of the repository."""
    if path.parts[0] not in TOP_LEVEL | REPOSITORY:
        yield "does not belong at the top level"


def no_query_names_a_store(path: PurePosixPath, text: str) -> Iterator[str]:
    """Only publishing chooses a store: `.using()` would slip past the chosen one."""
    if not is_own(path) or module(path).startswith("inet3site.publishing."):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr == "using":
            yield f"line {node.lineno}: names a store by .using()"


def no_signals(path: PurePosixPath, text: str) -> Iterator[str]:
    """Effects are called, not signalled."""
    if not is_own(path):
        return
    for node, name in imports(path, ast.parse(text)):
        if name.startswith("django.dispatch") or ".signals" in name:
            yield f"line {node.lineno}: imports {name}"


def no_psycopg_3(path: PurePosixPath, text: str) -> Iterator[str]:
    """Django silently prefers psycopg 3 where both are installed."""
    if path.name == "requirements.txt" and PSYCOPG_3.search(text):
        yield "lists psycopg 3"


def no_package_host(path: PurePosixPath, text: str) -> Iterator[str]:
    """Where packages come from is each machine's own matter."""
    yield from (f"names {host}" for host in HOSTS if host in text)


def no_machine_path(path: PurePosixPath, text: str) -> Iterator[str]:
    """No path of somebody's machine."""
    yield from (f"names {match.group()}…" for match in MACHINE_PATHS.finditer(text))


BREAKING: list[tuple[Rule, str, str]] = [
    (imports_point_down, "inet3site/publishing/x.py", "from policies.models import Policy"),
    (imports_point_down, "inet3site/publishing/x/y.py", "import inet3site.pages.views"),
    (imports_point_down, "policies/views.py", "from districts import models"),
    (imports_point_down, "districts/x.py", "from inet3site.api import urls"),
    (imports_point_down, "inet3site/pages/views/x.py", "from ...api import urls"),
    (imports_point_down, "policies/x.py", "def f():\n    from inet3site import urls"),
    (every_file_has_a_room, "inet3site/utilities.py", ""),
    (imports_stand_on_top, "policies/views.py", "def f():\n    import re"),
    (
        imports_stand_on_top,
        "policies/views.py",
        "class A:\n    def ready(self):\n        import re",
    ),
    (files_are_short, "policies/views.py", "\n" * (LONGEST + 1)),
    (site_package_is_empty, "inet3site/__init__.py", "import re"),
    (top_level_is_fixed, "scripts/new.py", ""),
    (no_query_names_a_store, "policies/views.py", "Policy.objects.using('live')"),
    (no_query_names_a_store, "inet3site/api/x.py", "a.b().using(c).d()"),
    (no_signals, "policies/x.py", "from django.db.models import signals"),
    (no_signals, "policies/x.py", "from django.db.models.signals import post_save"),
    (no_signals, "policies/x.py", "import django.dispatch"),
    (no_psycopg_3, "requirements.txt", "nh3==1\npsycopg==3.2\n"),
    (no_psycopg_3, "tests/requirements.txt", "psycopg[binary]==3.2\n"),
    (no_package_host, "README.md", f"see https://{HOSTS[0]}/simple"),
    (no_machine_path, "README.md", "cd " + "/root" + "/x"),
]


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, *_ in BREAKING))
def test_every_file_keeps_the_rule(rule: Rule):
    broken = [f"{path}: {wrong}" for path, text in texts() for wrong in rule(path, text)]
    assert not broken, "\n".join([str(rule.__doc__), *broken])


@pytest.mark.parametrize(("rule", "path", "text"), BREAKING)
def test_the_rule_can_fail(rule: Rule, path: str, text: str):
    assert list(rule(PurePosixPath(path), text))


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (imports_point_down, "districts/x.py", "from policies.models import Policy"),
        (imports_point_down, "policies/models/a.py", "from . import b\nfrom .. import views"),
        (
            imports_stand_on_top,
            "policies/apps.py",
            "class A:\n    def ready(self):\n        import re",
        ),
        (no_query_names_a_store, "inet3site/publishing/x.py", "rows.using('live')"),
        (no_psycopg_3, "requirements.txt", "psycopg2-binary==2.9.13\n"),
        (no_machine_path, "README.md", "`/api/v1/` and data/tests/work/x"),
    ],
)
def test_the_rule_is_no_stricter_than_it_says(rule: Rule, path: str, text: str):
    assert not list(rule(PurePosixPath(path), text))


def test_the_top_level_is_complete():
    present = {path.parts[0] for path in committed()}
    assert present >= TOP_LEVEL | REPOSITORY
