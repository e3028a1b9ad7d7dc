"""Every address of the house with those of the demo, which `kuznia.config.urls` adds only where the demo is on."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kuznia.config import urls

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
urlpatterns = [
    *urls.urlpatterns,
    *i18n_patterns(path("", include("kuznia.demo.urls")), prefix_default_language=False),
]
