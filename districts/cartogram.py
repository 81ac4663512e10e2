"""The sixteen districts of Beijing as tiles, roughly where they lie; not a boundary map."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from inet3site.publishing.bilingual import EN, Text, in_language

from .models import District

LARGEST_TINT = 4


@dataclass(frozen=True)
class Place:
    """A district's GB/T 2260 code, its place on the grid (from 1), and its names."""

    code: str
    row: int
    column: int
    zh: str
    en: str


PLACES = (
    Place("110119", 1, 2, "延庆区", "Yanqing"),
    Place("110114", 1, 3, "昌平区", "Changping"),
    Place("110116", 1, 4, "怀柔区", "Huairou"),
    Place("110118", 1, 5, "密云区", "Miyun"),
    Place("110108", 2, 3, "海淀区", "Haidian"),
    Place("110113", 2, 5, "顺义区", "Shunyi"),
    Place("110117", 2, 6, "平谷区", "Pinggu"),
    Place("110109", 3, 1, "门头沟区", "Mentougou"),
    Place("110107", 3, 2, "石景山区", "Shijingshan"),
    Place("110102", 3, 3, "西城区", "Xicheng"),
    Place("110101", 3, 4, "东城区", "Dongcheng"),
    Place("110105", 3, 5, "朝阳区", "Chaoyang"),
    Place("110112", 3, 6, "通州区", "Tongzhou"),
    Place("110111", 4, 2, "房山区", "Fangshan"),
    Place("110106", 4, 3, "丰台区", "Fengtai"),
    Place("110115", 4, 4, "大兴区", "Daxing"),
)


@dataclass(frozen=True)
class Tile:
    """A place, and the published district there; None where nothing is recorded."""

    place: Place
    district: District | None

    @property
    def name(self) -> Text:
        """The district's own name where it is published."""
        if self.district:
            return self.district.name
        return in_language(self.place.zh, self.place.en, get_language() or EN)

    @property
    def count(self) -> int:
        """The number of its published initiatives."""
        return len(self.district.initiatives.all()) if self.district else 0

    @property
    def tint(self) -> int:
        """How strongly the tile is tinted, up to 4: one step an initiative; 0 without any."""
        return min(self.count, LARGEST_TINT)


def cartogram(districts: Iterable[District]) -> list[Tile]:
    """All sixteen tiles, from north-west to south-east; read the initiatives beforehand."""
    by_code = {district.code: district for district in districts}
    return [Tile(place, by_code.get(place.code)) for place in PLACES]
