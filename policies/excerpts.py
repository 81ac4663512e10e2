"""The first rows of a long list, and how many follow."""

from dataclasses import dataclass, field

SHOWN = 5


@dataclass
class Excerpt[T]:
    """Rows of which a page shows the first SHOWN."""

    rows: list[T] = field(default_factory=list)

    @property
    def first(self) -> list[T]:
        """The rows that are shown."""
        return self.rows[:SHOWN]

    @property
    def more(self) -> int:
        """The number of those that are not."""
        return max(0, len(self.rows) - SHOWN)
