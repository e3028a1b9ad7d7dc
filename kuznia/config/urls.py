"""Every address of the house: Polish words, English pages under /en/."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kuznia.config.health import health

pages = [
    # Asked at every letter typed, so it stands before three hundred others.
    path("", include("kuznia.search.urls")),
    path("", include("kuznia.portal.urls")),
    path("", include("kuznia.events.urls")),
    path("", include("kuznia.inquiries.urls")),
    path("", include("kuznia.newsroom.urls")),
    path("", include("kuznia.directory.urls")),
    path("", include("kuznia.accounts.urls")),
    # allauth's pages carry names without a namespace.
    path("", include("kuznia.accounts.urls.sign_in")),
    path("", include("kuznia.notify.urls")),
    path("", include("kuznia.speech.urls")),
    path("", include("kuznia.files.urls")),
    path("", include("kuznia.jobs.urls")),
    path("", include("kuznia.ui.urls")),
]
if settings.KUZNIA_DEMO:
    pages.append(path("", include("kuznia.demo.urls")))

urlpatterns = [
    path("zdrowie/", health, name="health"),
    path("redakcja/", include("kuznia.newsroom.admin_urls")),
    *i18n_patterns(*pages, prefix_default_language=False),
]

handler400 = "kuznia.ui.errors.bad_request"
handler403 = "kuznia.ui.errors.forbidden"
handler404 = "kuznia.ui.errors.not_found"
handler500 = "kuznia.ui.errors.server_error"
