"""How every app reads the snapshots of schema 1, in which a translation had no status."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from .models import TranslationStatus
from .models.translated import digest_of_chinese
from .registry import SnapshotObject

NOT_TRANSLATED = ("quote", "reason")


def english_is_unofficial(objects: list[SnapshotObject]) -> list[SnapshotObject]:
    """Give each row the status that its English had without saying so."""
    return [{**row, "fields": {**row["fields"], **_status(row["fields"])}} for row in objects]


def give_status(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor, app_label: str) -> None:
    """Do to the rows of an app what `english_is_unofficial` does to their snapshots."""
    alias = schema_editor.connection.alias
    for model in apps.get_app_config(app_label).get_models():
        if any(field.name == "translation" for field in model._meta.concrete_fields):
            rows = model._base_manager.using(alias)
            for row in rows.all():
                rows.filter(pk=row.pk).update(**_status(vars(row)))


def _status(fields: dict[str, Any]) -> dict[str, str]:
    names = set(_pairs(fields))
    if not any(fields[f"{name}_en"] for name in names):
        return {}
    chinese = {name: fields[f"{name}_zh"] for name in names}
    return {
        "translation": TranslationStatus.UNOFFICIAL.value,
        "translated_from": digest_of_chinese(chinese),
    }


def _pairs(fields: Iterable[str]) -> Iterable[str]:
    for field in fields:
        name, _, language = field.rpartition("_")
        if language == "en" and name not in NOT_TRANSLATED and f"{name}_zh" in fields:
            yield name
