"""Files as they arrive."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from .inspection import LARGEST, media_type_of
from .kinds import MediaType
from .names import download_name, new_storage_name


class Upload(ContentFile):
    """A file that may be attached, under the name by which it will be stored.

    Raise ValidationError with the reason if it may not be attached.
    """

    def __init__(self, content: bytes, given_name: str) -> None:
        self.media_type = media_type_of(content)
        self.download_name = download_name(given_name, self.media_type)
        self.sha256 = sha256(content).hexdigest()
        super().__init__(content, new_storage_name(self.media_type))


class UploadField(forms.FileField):
    """Takes a file whose content is of a kind that may be attached, and gives an Upload.

    The content is held in memory: it is read more than once, and a form may be saved twice, which a
    temporary file is not.
    """

    widget = forms.FileInput(attrs={"accept": ",".join(MediaType.values)})

    def to_python(self, data: Any) -> Any:
        given = super().to_python(data)
        if given is None:
            return None
        if given.size > LARGEST:
            raise ValidationError(_("This file is larger than 20 MB."), code="too-large")
        given.seek(0)
        return Upload(given.read(), str(given.name))
