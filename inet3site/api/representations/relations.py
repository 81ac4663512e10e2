"""What other entries say of an item: known of the present, and null of the past.

An edition holds what its own entry says, so what others say is no part of its history.
"""

from typing import Any

from django.db.models import Manager
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import ListSerializer

from .fields import JSON, ReadOnlyField, reference, schema


class SaidByOthers(ListSerializer):
    """Rows of other entries that point at this one; null of the past."""

    def to_representation(self, data: Any) -> Any:
        return None if self.context["past"] else super().to_representation(data)


@extend_schema_field({"type": ["array", "null"], "items": schema("Reference")})
class InverseReferencesField(ReadOnlyField):
    """The entries whose relations, `source` of this field, point at this one; null of the past.

    `owner` is the field by which a relation points at the entry that has it.
    """

    def __init__(self, *, owner: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.owner = owner

    def to_representation(self, relations: Manager) -> list[JSON] | None:
        if self.context["past"]:
            return None
        lang = self.context["lang"]
        return [reference(getattr(row, self.owner), lang) for row in relations.all()]
