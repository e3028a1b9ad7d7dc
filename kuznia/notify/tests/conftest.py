from __future__ import annotations

from collections.abc import Iterator

import pytest

from kuznia.notify.tests.mail_server import MailServer
from tests.small_site import SmallSite, small_site


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """A mail server of our own that the house is told to use."""
    with MailServer() as server:
        settings.KUZNIA_DEMO = False
        settings.KUZNIA_SMTP_URL = server.url
        yield server


@pytest.fixture
def demo(settings) -> None:
    """The demo county: no mail leaves the site."""
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_SMTP_URL = "smtp://127.0.0.1:9"


@pytest.fixture
def site(settings, monkeypatch) -> Iterator[SmallSite]:
    """The mailbox and the officer's page, asked as whoever the test chooses."""
    with small_site("kuznia.notify.urls", settings, monkeypatch) as site:
        yield site
