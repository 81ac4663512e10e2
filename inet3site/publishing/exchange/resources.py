"""What import-export must know of each type of entry: its columns, and when a row is refused."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import Diff, ModelResource, modelresource_factory
from import_export.widgets import Widget

from .. import ledger
from ..bilingual import texts_of
from ..models import Entry, Revision, RevisionKind, Translated
from ..registry import EntryType
from ..runs import Run, compare
from .fields import column_of
from .problems import Problem, Refused

KEYS = ("version", "id", "slug")
"""The first columns: the number of the latest revision, and what tells one entry from another."""


class FieldChange(NamedTuple):
    """A cell before and after, and what its column is called at the desk."""

    name: str
    label: str
    before: str
    after: str

    @property
    def runs(self) -> list[Run]:
        """What leads from one to the other."""
        return compare(self.before, self.after)


class CellDiff(Diff):
    """The cells of a row that an import changes; a new entry has none before."""

    def __init__(self, resource: "EntryResource", instance: Entry, new: bool) -> None:
        super().__init__(resource, instance, new)
        self.resource = resource

    def as_html(self) -> list[FieldChange]:
        """The changes. The name is import-export's, which would have marked-up texts here."""
        columns = self.resource.get_import_fields()
        before = [""] * len(columns) if self.new else self.left
        return [
            FieldChange(column.column_name, self.resource.label(column), str(was), str(now))
            for column, was, now in zip(columns, before, self.right, strict=True)
            if str(was) != str(now) and not column.readonly
        ]


class EntryResource(ModelResource):
    """The entries of one type as rows; `advance` is called at each row.

    Saved rows are recorded as revisions by `by`; nothing is published.
    """

    version = Field("latest_number", "version", widget=Widget(), readonly=True)

    def __init__(self, *, by: User | None = None, advance: Callable[[], Any] = int) -> None:
        super().__init__()
        self.by, self.advance = by, advance
        self.seen: set[Any] = set()
        self.english: dict[str, str] = {}

    # The columns

    @classmethod
    def field_from_django_field(
        cls, field_name: str, django_field: models.Field, readonly: bool
    ) -> Field:
        return column_of(django_field)

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return CellDiff

    def label(self, column: Field) -> str:
        """What a column is called at the desk."""
        return str(self._meta.model._meta.get_field(column.attribute).verbose_name)

    def check(self, columns: Iterable[str]) -> None:
        """Raise Refused unless the columns are among those of this type, and name the entries."""
        names = list(columns)
        known = self.get_export_headers()
        problems = [
            Problem(_("There is no such column in entries of this type."), field=name or "?")
            for name in dict.fromkeys(names)
            if name not in known
        ]
        problems += [
            Problem(_("This column is there twice."), field=name)
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        ]
        if not {"id", "slug"}.intersection(names):
            problems.append(Problem(_("A column “id” or “slug” must name the entries.")))
        if problems:
            raise Refused(problems)

    # Export

    def get_queryset(self) -> QuerySet:
        return self.filter_export(self._meta.model._base_manager.all())

    def filter_export(self, queryset: QuerySet, **kwargs: Any) -> QuerySet:
        """The rows with what their columns need, in a number of queries that doesn't grow."""
        options = self._meta.model._meta
        related = [*options.concrete_fields, *options.many_to_many]
        latest = Revision.objects.filter(entry_id=OuterRef("pk")).order_by("-number")
        number = Coalesce(Subquery(latest.values("number")[:1]), Value(0))
        return queryset.annotate(latest_number=number).prefetch_related(
            *(field.name for field in related if field.related_model)
        )

    def export_resource(self, instance: Entry, *args: Any, **kwargs: Any) -> list[Any]:
        self.advance()
        return super().export_resource(instance, *args, **kwargs)

    # Import

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        self.advance()

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Entry | None:
        """The entry that a row is of; None for a new one.

        Raise ValidationError where the row is not of the entry's latest revision.
        """
        version = row.get("version", "").strip()
        name = "id" if row.get("id", "").strip() else "slug"
        entry = self._named(name, row.get(name, "").strip())
        if entry is None:
            if version:
                message = _("There is no such entry. Leave its version empty to make a new one.")
                raise ValidationError({name: message})
            return None
        if str(entry.latest_number) != version:  # type: ignore[attr-defined]
            raise ValidationError({"version": _stale(entry, version)})
        return entry

    def _named(self, name: str, value: str) -> Entry | None:
        """The entry whose id or slug this is; raise ValidationError for a second row of it."""
        key = _key(value) if name == "id" else value
        if key and key in self.seen:
            raise ValidationError({name: _("Another row of this file is of the same entry.")})
        self.seen.add(key)
        return self.get_queryset().filter(**{name: key}).first() if key else None

    def init_instance(self, row: dict[str, str] | None = None) -> Entry:
        key = (row or {}).get("id", "").strip()
        if not key:
            return self._meta.model()
        if Revision.objects.filter(entry_id=_key(key)).exists():
            raise ValidationError({"id": _("This id is, or was, that of another entry.")})
        return self._meta.model(pk=_key(key))

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        self.english = {name: text for name, _zh, text in texts_of(instance)}

    def import_instance(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Set the fields; also look at the links, which import-export reads only after saving."""
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in instance._meta.many_to_many:
            try:
                if field.name in row:
                    self.fields[field.name].clean(row)
            except ValueError as error:
                errors[field.name] = [ValidationError(str(error))]
        if isinstance(instance, Translated):
            instance.follow(self._changed_english(instance))
        if errors:
            raise ValidationError(errors)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Clean the row, but for the checks of its table: each would be a query of its own."""
        errors: dict[str, Any] = dict(import_validation_errors or {})
        try:
            instance.full_clean(
                exclude=errors, validate_unique=validate_unique, validate_constraints=False
            )
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Save the row; raise ValidationError with the checks of its table that it fails."""
        try:
            with transaction.atomic():
                super().do_instance_save(instance, is_create)
        except IntegrityError:
            instance.validate_constraints()
            raise

    def _changed_english(self, instance: Translated) -> set[str]:
        texts = texts_of(instance)
        return {f"{name}_en" for name, _zh, text in texts if text != self.english[name]}

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        saved = row_result.is_new() or row_result.is_update()
        if saved and not self._is_dry_run(kwargs):
            ledger.revise(row_result.instance, by=self.by, kind=RevisionKind.IMPORT)


def _stale(entry: Any, version: str) -> str:
    if not version:
        return _("This entry is there already: a row of it needs its version, as exported.")
    values = {"latest": entry.latest_number, "version": version}
    return (
        _("The latest version is %(latest)s, not %(version)s: export it again, and change that.")
        % values
    )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ValidationError({"id": _("This is no UUID.")}) from error


def resource_of(entry_type: EntryType) -> type[EntryResource]:
    """The resource of a type: the columns named above, then the fields that editors fill in."""
    model = entry_type.model
    own = (*model._meta.concrete_fields, *model._meta.many_to_many)
    names = [field.name for field in own if field.editable and field.name != "slug"]
    options = {
        "fields": (*KEYS, *names),
        "skip_unchanged": True,
        "skip_html_diff": False,
        "store_instance": True,
    }
    columns = {"id": Field("id", "id", widget=Widget(), readonly=True)}
    return modelresource_factory(model, EntryResource, options, columns)
