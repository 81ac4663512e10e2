"""What is known of the English of an item."""

from rest_framework.serializers import BooleanField, Serializer

from inet3site.publishing.models import TranslationStatus

from .fields import CodeField


class TranslationSerializer(Serializer):
    """Where the English comes from; `stale` where the Chinese has changed since."""

    status = CodeField(TranslationStatus, source="translation")
    stale = BooleanField(source="is_stale", read_only=True)


class TranslatedSerializer(Serializer):
    """A row with texts in two languages."""

    translation = TranslationSerializer(source="*", read_only=True)
