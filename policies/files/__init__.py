"""Files that come with policies and sources: what is taken, and under which names it is kept."""

from .inspection import LARGEST, media_type_of
from .kinds import MediaType
from .names import download_name, new_storage_name, validate_storage_name
from .storage import attachments
from .uploads import Upload, UploadField

__all__ = [
    "LARGEST",
    "MediaType",
    "Upload",
    "UploadField",
    "attachments",
    "download_name",
    "media_type_of",
    "new_storage_name",
    "validate_storage_name",
]
