"""Links by which people without an account see a draft."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from inet3site.publishing.fields import matches, validate_sha256

from .ledger import Edition, Revision

LIFETIME = timedelta(days=7)
TOKEN_BYTES = 32


class LinkState(models.TextChoices):
    OPEN = "open", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
    ENDED = "ended", _("Ended by publication or withdrawal")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Links to drafts."""

    def of_entry(self, entry_id: object) -> "PreviewLinkQuerySet":
        """The links to drafts of one entry, the newest first."""
        return self.filter(revision__entry_id=entry_id).order_by("-made_at", "-pk")

    def with_state(self, *, now: datetime) -> "PreviewLinkQuerySet":
        """The links, each with its `state`; any edition of the entry since ends a link to it."""
        editions = Edition.objects.filter(entry_id=OuterRef("revision__entry_id"))
        return self.annotate(
            state=Case(
                When(revoked_at__isnull=False, then=Value(LinkState.REVOKED)),
                When(Exists(editions.filter(at__gte=OuterRef("made_at"))), Value(LinkState.ENDED)),
                When(until__lte=now, then=Value(LinkState.EXPIRED)),
                default=Value(LinkState.OPEN),
                output_field=models.CharField(),
            )
        )

    def open_by(self, token: str, *, now: datetime) -> "PreviewLink | None":
        """The link that a token opens; None, after the same one query, whatever is against it."""
        links = self.with_state(now=now).select_related("revision")
        link = links.filter(digest=digest_of(token)).first()
        return link if link and link.is_open else None

    def issue(self, revision: Revision, *, by: User, now: datetime) -> str:
        """Make a link to a revision; return its token, which is kept nowhere."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.create(
            digest=digest_of(token), revision=revision, by=by, made_at=now, until=now + LIFETIME
        )
        return token


class PreviewLink(models.Model):
    """A link that shows one revision of an entry to whoever has its token, until some time.

    Of the token only the SHA-256 is kept. `revoked_at` is NULL unless an editor has revoked it,
    `last_used_at` as long as nobody has used it. `state` is there after `with_state`.
    """

    state: str

    digest = models.CharField(max_length=64, unique=True, validators=[validate_sha256])
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            matches("digest", validate_sha256, "preview_link_digest_sha256"),
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at")), name="preview_link_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(uses=0, last_used_at__isnull=True)
                | Q(uses__gt=0, last_used_at__isnull=False),
                name="preview_link_used_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} #{self.pk}"

    @property
    def state_label(self) -> str:
        """The state that `with_state` has found, for people."""
        return str(LinkState(self.state).label)

    @property
    def is_open(self) -> bool:
        """Whether `with_state` has found it open."""
        return self.state == LinkState.OPEN

    def count_use(self, *, now: datetime) -> None:
        """Note that the link was used once more; uses at the same moment are all counted."""
        uses = type(self).objects.filter(pk=self.pk)
        uses.update(uses=F("uses") + 1, last_used_at=now)

    def revoke(self, *, now: datetime) -> None:
        """End the link; the first time counts."""
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now)


def digest_of(token: str) -> str:
    """What is kept of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
