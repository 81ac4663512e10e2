"""What the admin's forms of documents, citations and links check."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.admin import EntryForm, PartForm, PartFormSet
from inet3site.publishing.admin.citable import CitedField

from .files import Upload, UploadField
from .models import Source, TermRelationKind


class SourceForm(EntryForm):
    """A source; its address may be left to the desk, which makes one that is free."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.help_text = _("Left empty, it is made from the title or the web address.")

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("slug") and "slug" not in self.errors:
            self.cleaned_data["slug"] = self._free_slug()

    def _free_slug(self) -> str:
        title, url = self.cleaned_data.get("title", ""), self.cleaned_data.get("url", "")
        words = title if title.isascii() else urlsplit(url).hostname or ""
        stem = slugify(words.replace(".", "-"))[:80].strip("-_").replace("_", "-") or "source"
        taken = set(Source.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)


class CitationForm(PartForm):
    """One citation; which of several is chosen is checked by the formset, for all rows at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "__prefix__" not in str(self.prefix):
            present = (self.initial.get("field", ""), self["field"].value() or "")
            self._cited.offer(self.part, present)

    @property
    def part(self) -> str:
        """The name of the field that says which part the citation is for; empty for the entry."""
        return next((name for name in self.siblings if self[name].value()), "")

    def constraints(self) -> Iterator[models.BaseConstraint]:
        own = super().constraints()
        return (each for each in own if not isinstance(each, models.UniqueConstraint))

    def clean(self) -> None:
        super().clean()
        name = self.cleaned_data.get("field")
        if name and name != self.initial.get("field") and name not in self._cited.of(self.part):
            self.add_error("field", _("There is no such field in what this source is for."))
        if self.cleaned_data.get("chosen") and not self.cleaned_data.get("reason_zh"):
            self.add_error("reason_zh", _("Say why this value was chosen."))

    @property
    def _cited(self) -> CitedField:
        return cast(CitedField, self.fields["field"])


class CitationFormSet(PartFormSet):
    """The citations of an entry, at most one of which is chosen for each field."""

    def clean(self) -> None:
        super().clean()
        chosen = [form for form in self.kept_forms if form.cleaned_data.get("chosen")]
        counts = Counter(cited_field(form) for form in chosen)
        for form in chosen:
            if counts[cited_field(form)] > 1:
                form.add_error("chosen", _("Only one value of a field can be chosen."))

    def save(self, commit: bool = True) -> Any:
        """Let go of the old choice before the new one is saved: the database allows but one."""
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        self.get_queryset().filter(pk__in=changed).update(chosen=False)
        return super().save(commit)


def cited_field(form: PartForm) -> tuple[Any, ...]:
    """What a citation is about: the part of the entry, if any, and the field."""
    parts = (form.cleaned_data.get(name) for name in form.siblings)
    return (*parts, form.cleaned_data.get("field"))


class AttachmentForm(PartForm):
    """One file: what is known of it is found from its content, and never typed."""

    file = UploadField(label=_("New file"), help_text=_("PDF, PNG, JPEG or WebP, up to 20 MB."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if title := self.fields.get("title_zh"):
            title.required = True

    def constraints(self) -> Iterator[models.BaseConstraint]:
        # Without a file there is nothing yet that could be checked.
        return super().constraints() if self.cleaned_data.get("file") else iter(())

    def clean(self) -> None:
        super().clean()
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, Upload):
            return
        if upload.sha256 == self.instance.sha256:
            self.cleaned_data["file"] = self.instance.file
        else:
            self.instance.describe(upload)


class SectionFormSet(PartFormSet):
    """The sections of a document, none of which is within itself."""

    def clean(self) -> None:
        super().clean()
        parents = {
            form.instance.pk: {form.cleaned_data["parent"].pk}
            for form in self.kept_forms
            if form.cleaned_data.get("parent")
        }
        for form in self.kept_forms:
            parent = form.cleaned_data.get("parent")
            if parent and leads_to(parent.pk, form.instance.pk, parents):
                form.add_error("parent", _("A section can't be within itself."))


class LinkFormSet(PartFormSet):
    """Links from an entry to others of its type that must not lead back to it.

    `target` is the field that points at the other entry; only rows with all values of `directed`
    count.
    """

    model: type[models.Model]
    target: str
    directed: Mapping[str, Any] = {}
    message: Any

    def clean(self) -> None:
        super().clean()
        ways = self._saved_ways()
        for form in self.kept_forms:
            other = form.cleaned_data.get(self.target)
            counts = all(form.cleaned_data.get(k) == v for k, v in self.directed.items())
            if other and counts and leads_to(other.pk, self.instance.pk, ways):
                form.add_error(self.target, self.message)

    def _saved_ways(self) -> Mapping[UUID, Collection[UUID]]:
        rows = self.model._base_manager.filter(**self.directed)
        ways = defaultdict(set)
        for start, end in rows.values_list(self.fk.attname, f"{self.target}_id"):
            ways[start].add(end)
        return ways


class TermRelationFormSet(LinkFormSet):
    target = "related_term"
    directed = {"kind": TermRelationKind.BROADER}
    message = _("A term can't be broader than itself, through others either.")


class SuccessionFormSet(LinkFormSet):
    target = "predecessor"
    message = _("An organisation can't be its own predecessor, through others either.")


def leads_to(start: UUID, end: UUID | None, ways: Mapping[UUID, Collection[UUID]]) -> bool:
    """Whether one comes from `start` to `end` along the ways, or is there already."""
    ahead, seen = [start], set()
    while ahead:
        here = ahead.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            ahead += ways.get(here, ())
    return False
