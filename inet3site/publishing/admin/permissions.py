"""What a person may do with the entries of one type."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class RolesMixin(admin.ModelAdmin):
    """The permissions that entries have beside Django's four; Django asks for them by these names.

    `obj` is not looked at: a permission is for all entries of a type.
    """

    def has_review_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether this person may approve and reject."""
        return self._may(request, "review")

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether this person may publish and withdraw."""
        return self._may(request, "publish")

    def has_force_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether this person may publish what nobody has approved."""
        return self._may(request, "force")

    def _may(self, request: HttpRequest, verb: str) -> bool:
        name = f"{self.opts.app_label}.{verb}_{self.opts.model_name}"
        return self.admin_site.has_permission(request) and request.user.has_perm(name)
