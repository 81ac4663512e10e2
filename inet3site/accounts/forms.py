"""The forms of sign-in: allauth's, counted, and in the words of the desk."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.utils.translation import gettext_lazy as _

from . import attempts


class LoginForm(account.LoginForm):
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["login"], _("Username"), id="id_username", autofocus=True)
        _name(self.fields["password"], _("Password"))


class ReauthenticateForm(account.ReauthenticateForm):
    """The password again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["password"], _("Password"), autofocus=True)


class PasswordChangeForm(AdminPasswordChangeForm):
    """Django's own; the old password is counted as at the sign-in."""

    def clean_old_password(self) -> str:
        tried = attempts.begin(context.request, "password", self.user.get_username())
        password = super().clean_old_password()
        attempts.succeed(tried)
        return password


class CountedCode(forms.Form):
    """A code of the app; each wrong one counts."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["code"], _("Code"), inputmode="numeric", autofocus=True)

    def clean_code(self) -> str:
        """The code; raise ValidationError for a wrong one, TooManyAttempts beyond the limit."""
        tried = attempts.begin(context.request, "code", str(self.user.pk))
        code = super().clean_code()  # type: ignore[misc]  # of the form that this is mixed into
        self.check_first_use(code)
        attempts.succeed(tried)
        return code

    def check_first_use(self, code: str) -> None:
        """Raise ValidationError where a code of the app comes a second time."""
        # allauth keeps recovery codes in the database, but this in the cache of one process.
        used = getattr(self, "authenticator", None)
        digits = "".join(filter(str.isdigit, code))
        is_app = used is not None and used.type == Authenticator.Type.TOTP
        if is_app and not attempts.is_first_use(str(self.user.pk), digits):
            raise get_adapter().validation_error("incorrect_code")


class CodeForm(CountedCode, mfa.AuthenticateForm):
    """The code at the sign-in: of the app, or a recovery code."""


class CodeAgainForm(CountedCode, mfa.ReauthenticateForm):
    """The code before something that changes the sign-in itself."""


class EnrolmentForm(CountedCode, ActivateTOTPForm):
    """The first code of an app, which proves that it has the secret."""


def _name(field: forms.Field, label: Any, **attributes: Any) -> None:
    """Label a field of allauth, which has placeholders of its own."""
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= attributes
