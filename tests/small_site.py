"""The addresses of one app alone, asked as whoever a test chooses: no menus of other apps, no sign-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from kuznia.lib import ports
from kuznia.lib.policy import Actor, Visitor
from kuznia.ui.context import forget_menus

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tests.small_site.acting",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kuznia.ui.middleware.refusals",
]
_asking: list[Actor] = [Visitor()]


def acting(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the request be made by the one whom the test chose."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = _asking[0]  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


class SmallSite:
    """A client of the site; `asking_as` chooses who asks from now on."""

    def __init__(self) -> None:
        self._client = Client()
        self.asking_as(Visitor())

    def asking_as(self, actor: Actor) -> SmallSite:
        """Ask as this actor from now on."""
        _asking[0] = actor
        return self

    def get(self, url: str):
        """Open the page."""
        return self._client.get(url)

    def post(self, url: str):
        """Press the button."""
        return self._client.post(url)


@contextmanager
def small_site(urls: str, settings, monkeypatch) -> Iterator[SmallSite]:
    """Serve the addresses of the module `urls` for the block."""
    module = ModuleType("small_site_urls")
    pages = [path("", include(urls)), path("", include("kuznia.ui.urls"))]
    module.urlpatterns = i18n_patterns(*pages, prefix_default_language=False)  # type: ignore[attr-defined]
    module.handler404 = "kuznia.ui.errors.not_found"  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = module
    settings.MIDDLEWARE = MIDDLEWARE
    settings.LOGIN_URL, settings.LOGIN_REDIRECT_URL = "/zaloguj/", "/moje/"
    settings.KUZNIA_LISTEN_PAGE, settings.KUZNIA_LISTEN_SENTENCES = "/sluchaj/", "/sluchaj/zdania/"
    monkeypatch.setattr(ports.navigation, "_answers", [])
    forget_menus()
    yield SmallSite()
    forget_menus()
