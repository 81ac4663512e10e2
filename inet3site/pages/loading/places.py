"""Where something stands in the content files, and what is wrong there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches


@dataclass(frozen=True)
class Place:
    """A file, an entry in it, and a field of the entry such as `sections.s-1.heading.en`."""

    file: str
    entry: str = ""
    field: str = ""

    def at(self, name: object) -> "Place":
        """The place of a field within this one, or this one itself where the name is empty."""
        return replace(self, field=".".join(each for each in (self.field, str(name)) if each))

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.entry, self.field) if part)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Problems:
    """All that is wrong, in the order in which it was found."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, place: Place, message: str) -> None:
        self._found.append(Problem(place, message))

    def __len__(self) -> int:
        return len(self._found)

    def refuse(self) -> None:
        """Raise ContentError if anything is wrong."""
        if self._found:
            raise ContentError(self._found)


class ContentError(Exception):
    """The content files can't be loaded: `problems` has every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, names: Iterable[str]) -> str:
    """A question after the known name that is most like `name`; empty where none is."""
    close = get_close_matches(name, sorted(names), n=1)
    return f" Is it “{close[0]}”?" if close else ""
