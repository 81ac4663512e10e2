"""The sixteen districts of Beijing as tiles, roughly where they lie; not a boundary map."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from inet3site.figures import TINTS, Cell, cells, tint
from inet3site.publishing.bilingual import EN, Text, in_language

from .models import District, DistrictKind

PLACES = cells("""
    ·         Yanqing     Changping Huairou   Miyun    ·
    ·         ·           Haidian   ·         Shunyi   Pinggu
    Mentougou Shijingshan Xicheng   Dongcheng Chaoyang Tongzhou
    ·         Fangshan    Fengtai   Daxing    ·        ·
""")
DISTRICTS = {
    "Dongcheng": ("110101", "东城区"),
    "Xicheng": ("110102", "西城区"),
    "Chaoyang": ("110105", "朝阳区"),
    "Fengtai": ("110106", "丰台区"),
    "Shijingshan": ("110107", "石景山区"),
    "Haidian": ("110108", "海淀区"),
    "Mentougou": ("110109", "门头沟区"),
    "Fangshan": ("110111", "房山区"),
    "Tongzhou": ("110112", "通州区"),
    "Shunyi": ("110113", "顺义区"),
    "Changping": ("110114", "昌平区"),
    "Daxing": ("110115", "大兴区"),
    "Huairou": ("110116", "怀柔区"),
    "Pinggu": ("110117", "平谷区"),
    "Miyun": ("110118", "密云区"),
    "Yanqing": ("110119", "延庆区"),
}
"""The GB/T 2260 code and the Chinese name of each district."""


@dataclass(frozen=True)
class Tile:
    """A place, and the published district there; None where nothing is recorded."""

    place: Cell
    district: District | None

    @property
    def name(self) -> Text:
        """The district's own name where it is published."""
        if self.district:
            return self.district.name
        _code, chinese = DISTRICTS[self.place.name]
        return in_language(chinese, self.place.name, get_language() or EN)

    @property
    def count(self) -> int:
        """The number of its published initiatives."""
        return len(self.district.initiatives.all()) if self.district else 0

    @property
    def tint(self) -> int:
        """How strongly the tile is tinted by that number; 0 without any."""
        return tint(self.count)


@dataclass(frozen=True)
class Cartogram:
    """All tiles from north-west to south-east, and the zones, which have no place on them."""

    tiles: list[Tile]
    zones: list[District]

    @property
    def tints(self) -> range:
        """The numbers of initiatives that have a tint of their own; the last is of more, too."""
        return range(1, TINTS + 1)


def cartogram(districts: Iterable[District]) -> Cartogram:
    """The figure of all districts and zones; read their initiatives beforehand."""
    rows = list(districts)
    by_code = {district.code: district for district in rows}
    return Cartogram(
        tiles=[Tile(place, by_code.get(DISTRICTS[place.name][0])) for place in PLACES],
        zones=[district for district in rows if district.kind == DistrictKind.ZONE],
    )
