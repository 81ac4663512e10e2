"""Where the files are."""

from django.core.files.storage import Storage, storages


def attachments() -> Storage:
    """The storage of all files, drafts' too; it has no public address of its own."""
    return storages["attachments"]
