"""Every address of the house: Polish words, English pages under /en/."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kuznia.config.health import health

# Portal first: it owns "/". Below, the order decides nothing, for addresses do not overlap.
APPS = ("portal", "events", "newsroom", "directory", "accounts", "notify", "files", "ui")
pages = [path("", include(f"kuznia.{app}.urls")) for app in APPS if getattr(find_spec(f"kuznia.{app}.urls"), "origin", None)]
if settings.KUZNIA_DEMO:
    pages.append(path("", include("kuznia.demo.urls")))

urlpatterns = [
    path("zdrowie/", health, name="health"),
    *([path("redakcja/", include("kuznia.newsroom.admin_urls"))] if find_spec("kuznia.newsroom.admin_urls") else []),
    *i18n_patterns(*pages, prefix_default_language=False),
]

handler400 = "kuznia.ui.errors.bad_request"
handler403 = "kuznia.ui.errors.forbidden"
handler404 = "kuznia.ui.errors.not_found"
handler500 = "kuznia.ui.errors.server_error"
