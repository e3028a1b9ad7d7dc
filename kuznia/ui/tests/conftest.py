"""The look on its own: its own addresses, no menus, a county of samples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kuznia.lib import ports
from kuznia.ui.context import forget_menus

MIDDLEWARE = [
    "django.middleware.locale.LocaleMiddleware",
    "kuznia.ui.middleware.arrival",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kuznia.ui.middleware.refusals",
]


class SampleCounty:
    """A county with two gminas."""

    def county(self) -> ports.CountyProfile:
        """Return the sample."""
        return ports.CountyProfile(
            name="Powiat Próbny", locative="", teryt="9999", phone="22 123 45 67", municipalities=("A", "B")
        )


class SampleMenus:
    """One page in each menu."""

    def public_menu(self) -> list[ports.MenuItem]:
        """Return two pages, the later one first."""
        return [
            ports.MenuItem("Wzornik", "ui:styleguide", 20),
            ports.MenuItem("Wydarzenia", "sample-page", 10),
        ]

    def desk_menu(self, actor: object) -> list[ports.MenuItem]:
        """Return one page."""
        return [ports.MenuItem("Pulpit", "sample-page", 10, "house")]

    def footer_menu(self) -> list[ports.MenuItem]:
        """Return one page."""
        return [ports.MenuItem("Prywatność", "sample-page", 10)]


@pytest.fixture
def site(settings, monkeypatch) -> Iterator[Client]:
    """Serve the addresses of `kuznia.ui.tests.site` in the frame of the sample county."""
    settings.ROOT_URLCONF = "kuznia.ui.tests.site"
    settings.MIDDLEWARE = MIDDLEWARE
    settings.KUZNIA_DEMO = False
    settings.LOGIN_URL = "/zaloguj/"
    settings.KUZNIA_LISTEN_PAGE, settings.KUZNIA_LISTEN_SENTENCES = "/sluchaj/", "/sluchaj/zdania/"
    settings.LOGIN_REDIRECT_URL = "/moje/"
    monkeypatch.setattr(ports.county_port, "_answers", [SampleCounty()])
    monkeypatch.setattr(ports.navigation, "_answers", [SampleMenus()])
    forget_menus()
    yield Client(raise_request_exception=False)
    forget_menus()
