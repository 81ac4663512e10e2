"""The languages in which a reader sees a document's texts: one of them, or both side by side."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.bilingual import EN, ZH, Text, in_language


class View(models.TextChoices):
    """How a document's texts are shown; the values are those of `?view=`."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")
    BOTH = "both", _("Side by side")

    @classmethod
    def asked(cls, value: str, language: str) -> "View":
        """The view of this name, or where it is empty that of a page in `language`.

        `language` is a Django code. Raise ValueError for a view that there isn't.
        """
        return cls(value) if value else cls.of_language(language)

    @classmethod
    def of_language(cls, language: str) -> "View":
        """The view of a page in `language` (a Django code)."""
        return cls.ZH if language.startswith("zh") else cls.EN

    @property
    def shows_english(self) -> bool:
        """Whether a reader sees the English, and is told where it comes from."""
        return self is not View.ZH

    def texts(self, row: models.Model, name: str) -> list[Text]:
        """The text `name` of a row as this view shows it.

        In one language it falls back on the other. Of both, either may be empty; none at all where
        both are.
        """
        zh, en = getattr(row, f"{name}_zh"), getattr(row, f"{name}_en")
        if not (zh or en):
            return []
        if self is View.BOTH:
            return [Text(zh, ZH), Text(en, EN)]
        return [in_language(zh, en, self.value)]
