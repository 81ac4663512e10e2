"""People at the desk, with their second factor; what else allauth has is not for editors."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.db.transaction import atomic
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import second_factor
from .forms import PasswordChangeForm

admin.site.unregister([Authenticator, EmailAddress, User])
admin.site.password_change_form = PasswordChangeForm

FACTORS = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Django's own, and the second factor, which who may change people can take away."""

    list_display = (
        *("username", "email", "first_name", "last_name"),
        *("is_staff", "has_second_factor"),
    )
    actions = ("remove_second_factor",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).annotate(second_factor=Exists(FACTORS))

    @admin.display(description=_("second factor"), boolean=True, ordering="second_factor")
    def has_second_factor(self, user: Any) -> bool:
        """Whether an app is set up."""
        return user.second_factor

    @admin.action(
        description=_("Remove the second factor (lost phone)"),
        permissions=["change"],
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def remove_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Remove it from the chosen people, whose sessions end; the record says who did it."""
        with atomic():
            changed = [user for user in chosen if second_factor.remove(user)]
            for user in changed:
                deleted = {"name": "second factor", "object": user.get_username()}
                self.log_change(request, user, [{"deleted": deleted}])
        text = ngettext(
            "The second factor of %(count)d person was removed.",
            "The second factor of %(count)d people was removed.",
            len(changed),
        )
        self.message_user(request, text % {"count": len(changed)}, messages.SUCCESS)
