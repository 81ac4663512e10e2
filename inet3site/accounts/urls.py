"""The addresses of sign-in, under the names that allauth knows; it has many more, which are 404.

`login/` and `logout/` stand in the place of the admin's own.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import at_desk, keeps_session, login, second_step

urlpatterns = [
    path("login/", at_desk(login, _("Log in"), _("Log in")), name="account_login"),
    path(
        "login/code/",
        at_desk(second_step, _("Second factor"), _("Log in")),
        name="mfa_authenticate",
    ),
    path("logout/", LogoutView.as_view(next_page="account_login"), name="account_logout"),
    path("security/", at_desk(mfa.index, _("Sign-in and security")), name="mfa_index"),
    path(
        "security/again/",
        at_desk(account.reauthenticate, _("Confirm that it is you"), _("Confirm")),
        name="account_reauthenticate",
    ),
    path(
        "security/again/code/",
        at_desk(mfa.reauthenticate, _("Confirm that it is you"), _("Confirm")),
        name="mfa_reauthenticate",
    ),
    path(
        "security/app/",
        at_desk(keeps_session(totp.activate_totp), _("Set up the second factor"), _("Set up")),
        name="mfa_activate_totp",
    ),
    path(
        "security/app/remove/",
        at_desk(keeps_session(totp.deactivate_totp), _("Remove the second factor"), _("Remove it")),
        name="mfa_deactivate_totp",
    ),
    path(
        "security/codes/",
        at_desk(codes.view_recovery_codes, _("Recovery codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "security/codes/new/",
        at_desk(codes.generate_recovery_codes, _("Make new codes"), _("Make new codes")),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/codes/file/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
