"""Tiles on a grid, which stand roughly where the places that they name lie."""

from dataclasses import dataclass

EMPTY = "·"
TINTS = 4


@dataclass(frozen=True)
class Cell:
    """A named cell of a grid; rows and columns count from 1."""

    name: str
    row: int
    column: int


def cells(drawing: str) -> list[Cell]:
    """The named cells of a grid that is drawn as lines of words, row by row; EMPTY has no name.

    Raise ValueError where the rows differ in length, or a name stands twice.
    """
    rows = [line.split() for line in drawing.strip().splitlines()]
    if len({len(row) for row in rows}) > 1:
        raise ValueError("The rows of a grid have the same length.")
    found = [
        Cell(name, number, column)
        for number, row in enumerate(rows, 1)
        for column, name in enumerate(row, 1)
        if name != EMPTY
    ]
    if len({cell.name for cell in found}) < len(found):
        raise ValueError("Each name stands once on a grid.")
    return found


def tint(count: int) -> int:
    """How strongly a tile is tinted: one step for each that it counts, up to TINTS; 0 for none."""
    return min(count, TINTS)
