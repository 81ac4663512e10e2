from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "inet3site.publishing"
    label = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system checks)


class EditorialAdminConfig(AdminConfig):
    default_site = "inet3site.publishing.site.EditorialSite"
