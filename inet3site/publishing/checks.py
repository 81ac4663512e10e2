"""System checks of what the two stores and the ledger rely on."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

from .references import is_required, reference_fields, sibling_fields, target_of
from .registry import all_types
from .stores import is_content


@register
def content_stands_alone(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
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
        and isinstance(field.related_model, type)
        and not is_content(field.related_model._meta.app_label)
    ]


@register
def required_references_form_no_circle(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A type may require only types registered before it, so that an order of publishing exists."""
    earlier: set[type] = set()
    errors: list[CheckMessage] = []
    for entry_type in all_types():
        errors += [
            Error(
                f"{field} requires a type that is not registered before {entry_type.name}.",
                obj=model,
                id="publishing.E002",
            )
            for model in entry_type.models
            for field in reference_fields(entry_type, model)
            if is_required(entry_type, field) and target_of(field) not in earlier
        ]
        earlier.add(entry_type.model)
    return errors


@register
def nothing_points_at_links(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A link is left out of an edition while its target is not live: no part may need it."""
    return [
        Error(
            f"{field} points at a link, which an edition may lack.",
            obj=model,
            id="publishing.E003",
        )
        for entry_type in all_types()
        for model in entry_type.models
        for field in sibling_fields(entry_type, model)
        if target_of(field) in entry_type.links
    ]
