"""The index of what is live: the texts of each entry, and which entries it names."""

from django.db import models

from .fields import TokensField

ZH, EN = "zh-Hans", "en"
PINYIN = "zh-Latn-pinyin"
"""The language, in BCP 47, of titles as they are typed in pinyin."""


class Field(models.IntegerChoices):
    """Where in an entry a text stands, from what says most of it to what says least."""

    TITLE = 1
    HEADING = 2
    TEXT = 3


class Derived(models.Model):
    """What each row says of the entry that it is derived from.

    `date` is EDTF, and empty where the entry has none.
    """

    entry_type = models.CharField(max_length=60)
    entry_id = models.UUIDField(db_index=True)
    date = models.CharField(max_length=21, blank=True)

    class Meta:
        abstract = True


class Passage(Derived):
    """A text of an entry in one language, of 2,000 characters at most.

    `anchor` is the place of the page that shows it, and empty for the top of the page; `position`
    is the text's place among the entry's texts. `length` counts the tokens; in pinyin, the letters.
    """

    field = models.PositiveSmallIntegerField(choices=Field)
    language = models.CharField(max_length=16)
    anchor = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    length = models.PositiveIntegerField()
    tokens = TokensField()


class Related(Derived):
    """That an entry names another one, by whose title it is then found as well.

    The other's title is looked up when somebody searches, so that it may change.
    """

    related_id = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "related_id"], name="related_unique")
        ]
