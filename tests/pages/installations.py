"""Empty installations within one test: what is done there is undone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from inet3site.publishing.models import LiveEntry


@contextmanager
def installation() -> Iterator[None]:
    """Both stores as they are now, whatever is done to them inside."""
    with transaction.atomic(), transaction.atomic(using="live"):
        yield
        for store in ("default", "live"):
            transaction.set_rollback(True, using=store)


def digests() -> dict[str, str]:
    """The digest of each entry that is live, by its key."""
    live = LiveEntry.objects.values_list("entry_id", "edition__digest")
    return {str(key): digest for key, digest in live}


def run(command: str, directory: Path, **options: object) -> str:
    """What the command writes."""
    output = StringIO()
    call_command(command, path=directory, stdout=output, **options)
    return output.getvalue()


def texts(directory: Path) -> dict[str, str]:
    """The text of each file, by its path."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes().decode()
        for path in directory.rglob("*.yaml")
    }
