"""The web app manifest, which says what the site is called and looks like on a home screen."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from inet3site.publishing.bilingual import EN

from .templatetags.reading import bcp47

PAPER = "#faf9f6"
BRAND = "#a3271b"
ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any maskable"),
    ("icon-512.png", "512x512", "image/png", "any maskable"),
)
"""Each icon's file, sizes, type and purposes."""


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The manifest in the active language."""
    name = gettext("Beijing Internet 3.0")
    data = {
        "name": name,
        "short_name": gettext("Internet 3.0"),
        "lang": bcp47(get_language() or EN),
        "start_url": reverse("pages:home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": BRAND,
        "icons": [
            {"src": static(file), "sizes": sizes, "type": kind, "purpose": purpose}
            for file, sizes, kind, purpose in ICONS
        ],
    }
    return JsonResponse(
        data, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
