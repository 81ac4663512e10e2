"""System checks of what the two stores rely on."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import Error, register

from .stores import is_content


@register
def content_stands_alone(app_configs: list[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Content may not point at workspace tables: `live` does not have them."""
    return [
        Error(
            f"{model._meta.label}.{field.name} points from content at the workspace.",
            obj=model,
            id="publishing.E001",
        )
        for model in apps.get_models()
        if is_content(model._meta.app_label)
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and not is_content(field.related_model._meta.app_label)
    ]
