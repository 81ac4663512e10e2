"""Tiles on a grid."""

import pytest

from inet3site.figures import TINTS, cells, tint


def test_a_cell_stands_where_it_is_drawn() -> None:
    found = cells("""
        · A B
        C · ·
    """)
    assert [(cell.name, cell.row, cell.column) for cell in found] == [
        ("A", 1, 2),
        ("B", 1, 3),
        ("C", 2, 1),
    ]


@pytest.mark.parametrize("drawing", ["A B\nC", "A ·\n· A"])
def test_a_drawing_that_is_no_grid_is_refused(drawing: str) -> None:
    with pytest.raises(ValueError, match="grid"):
        cells(drawing)


def test_a_tint_is_one_step_each_and_never_hides_that_there_is_something() -> None:
    assert [tint(count) for count in (0, 1, 2, 3, 4, 5, 99)] == [0, 1, 2, 3, TINTS, TINTS, TINTS]
