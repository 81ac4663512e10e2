"""What sign-in remembers of those who try; it stands in the workspace alone."""

from django.db import models


class Attempt(models.Model):
    """One attempt that has not succeeded. `key` is a digest: names and addresses are not kept."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["key", "-at"], name="attempt_latest")]

    def __str__(self) -> str:
        return f"{self.key[:8]}, {self.at:%Y-%m-%d %H:%M:%S}"
