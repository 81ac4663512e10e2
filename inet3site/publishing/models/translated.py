"""What is known of a row's English: where it comes from, and which Chinese it was made from."""

import hashlib
from collections.abc import Iterable, Mapping

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import texts_of
from inet3site.publishing.fields import matches, one_of, validate_sha256


class TranslationStatus(models.TextChoices):
    OFFICIAL = "official", _("Official translation")
    UNOFFICIAL = "unofficial", _("Unofficial translation")
    MACHINE = "machine", _("Machine translation")
    NONE = "none", _("No translation")


def digest_of_chinese(texts: Mapping[str, str]) -> str:
    """The SHA-256 of the Chinese texts of a row, given by the names of their pairs."""
    chinese = "\0".join(f"{name}\0{text}" for name, text in sorted(texts.items()) if text)
    return hashlib.sha256(chinese.encode()).hexdigest()


class Translated(models.Model):
    """A row with texts in two languages, of which the Chinese comes first.

    `translated_from` is the SHA-256 of the Chinese texts that the English was made from; empty
    exactly where there is no translation. `source_language_only` names the pairs that hold words
    as they were said, which nobody translates; `markdown` names those that are Markdown.
    """

    source_language_only: frozenset[str] = frozenset()
    markdown: frozenset[str] = frozenset()

    translation = models.CharField(
        _("English"), max_length=10, choices=TranslationStatus, default=TranslationStatus.NONE
    )
    translated_from = models.CharField(
        max_length=64, blank=True, editable=False, validators=[validate_sha256]
    )

    class Meta:
        abstract = True

    @property
    def is_stale(self) -> bool:
        """Whether the Chinese has changed since the English was made."""
        return bool(self.translated_from) and self.translated_from != self._digest_of_chinese()

    def mark_translated(self) -> None:
        """Note, without saving, that the English follows the present Chinese.

        English of unknown origin counts as unofficial; where there is none, there is no status.
        """
        if not any(text for _name, _zh, text in self._texts()):
            self.translation, self.translated_from = TranslationStatus.NONE, ""
            return
        if self.translation == TranslationStatus.NONE:
            self.translation = TranslationStatus.UNOFFICIAL
        self.translated_from = self._digest_of_chinese()

    def follow(self, changed: Iterable[str]) -> None:
        """Note, without saving, that the fields `changed` have new values.

        English that is among them follows the present Chinese, and so does a status that is.
        """
        english = {f"{name}_en" for name, _zh, _en in self._texts()}
        untranslated = self.translation == TranslationStatus.NONE
        if english.intersection(changed) or untranslated != (self.translated_from == ""):
            self.mark_translated()

    def _texts(self) -> list[tuple[str, str, str]]:
        return [each for each in texts_of(self) if each[0] not in self.source_language_only]

    def _digest_of_chinese(self) -> str:
        return digest_of_chinese({name: text for name, text, _en in self._texts()})


def translated_constraints(model: str) -> list[models.BaseConstraint]:
    """The database's checks of a translation's status, named after its concrete `model`."""
    untranslated = Q(translation=TranslationStatus.NONE)
    return [
        one_of("translation", TranslationStatus, f"{model}_translation_known"),
        matches("translated_from", validate_sha256, f"{model}_translated_from_sha256", blank=True),
        models.CheckConstraint(
            condition=(untranslated & Q(translated_from=""))
            | (~untranslated & ~Q(translated_from="")),
            name=f"{model}_translation_of_something",
            violation_error_message=_("A translation has a status and is of a Chinese text."),
        ),
    ]
