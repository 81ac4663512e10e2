"""A client that keeps a copy of everything, through HTTP alone."""

from typing import Any

from inet3site.api.resources import VIEWSETS

from .conftest import ApiClient

JSON = dict[str, Any]
ENTRIES = {
    viewset().resource.type: viewset for viewset in VIEWSETS if not viewset().resource.parent
}
REFERENCE = {"id", "slug", "name"}
OF_OTHERS = {"narrower", "successors"}


def address(type_name: str, key: str, path: str = "") -> str:
    """The address of an entry with all its parts in full."""
    viewset = ENTRIES[type_name](action="retrieve")
    parts = ",".join(name for name in viewset.includable if name != "sources")
    query = f"?include={parts}" if parts else ""
    return f"{viewset.resource.collection}/{key}/{path}{query}"


class Mirror:
    """What a client holds: `items` by id, and how far it has read."""

    def __init__(self, api: ApiClient) -> None:
        self.api = api
        self.since = 0
        self.items: dict[str, JSON] = {}
        self.applied: dict[str, int] = {}

    def catch_up(self, *, limit: int) -> None:
        """Read all changes since the last one that was read, and apply them."""
        has_more = True
        while has_more:
            page = self.api.ask(f"changes/?since={self.since}&limit={limit}")
            for change in page["items"]:
                self.apply(change)
            self.since, has_more = page["next_since"], page["has_more"]

    def apply(self, change: JSON) -> None:
        """Apply a change, which does nothing the second time."""
        id, edition = change["id"], change["edition"]
        if self.applied.get(id, 0) >= edition:
            return
        self.applied[id] = edition
        if change["op"] == "withdraw":
            del self.items[id]
        else:
            path = address(change["type"], id, f"editions/{edition}/")
            self.items[id] = self.api.ask(path)

    def joined(self, id: str) -> JSON:
        """An entry with the present names of all that it refers to, joined by id."""
        return in_any_order(self._join(self.items[id]) | self._of_others(id))

    def _join(self, value: Any, *, nested: bool = False) -> Any:
        if isinstance(value, list):
            return [self._join(each, nested=True) for each in value]
        if not isinstance(value, dict):
            return value
        joined = {name: self._join(each, nested=True) for name, each in value.items()}
        if not nested or "slug" not in value:
            return joined
        other = self.items[value["id"]]
        named = {**other, "name": other.get("name") or other.get("title")}
        return joined | {name: named[name] for name in value if name in SHARED and name in named}

    def _of_others(self, id: str) -> JSON:
        """What others say of an entry, which no edition of its own holds."""
        item = self.items[id]
        if item["type"] == "term":
            narrower = [
                self._reference(other)
                for other in self.items.values()
                for relation in other.get("relations", ())
                if relation["kind"] == "broader" and relation["term"]["id"] == id
            ]
            return {"narrower": narrower}
        if item["type"] == "organisation":
            successors = [
                {"date": succession["date"], "organisation": self._reference(other)}
                for other in self.items.values()
                for succession in other.get("predecessors", ())
                if succession["organisation"]["id"] == id
            ]
            return {"successors": successors}
        return {}

    def _reference(self, item: JSON) -> JSON:
        return {"id": item["id"], "slug": item["slug"], "name": item["name"]}


SHARED = {
    *("slug", "name", "title", "kind", "language"),
    *("publisher", "published_on", "url", "original_url"),
}
"""What a reference says of the entry that it names: all of it conveniences, to be joined by id."""


def in_any_order(value: Any) -> Any:
    """The same with references sorted by id, as their order is by names."""
    if isinstance(value, dict):
        return {name: in_any_order(each) for name, each in value.items()}
    if not isinstance(value, list):
        return value
    return sorted((in_any_order(each) for each in value), key=repr)
