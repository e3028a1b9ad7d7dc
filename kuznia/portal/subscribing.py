"""The addresses at which calendar programs read the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Feed:
    """One calendar to subscribe to: what it is called and its whole address."""

    name: str
    url: str
    anchor: str

    @property
    def webcal(self) -> str:
        """The same address as a link that opens the calendar program of the device."""
        return f"webcal://{urlsplit(self.url).netloc}{urlsplit(self.url).path}"


def feed_of_county() -> Feed:
    """Return the calendar of the whole county."""
    return _feed(_("The whole county"), "calendar-feed", anchor="powiat")


def feeds_of_gminas(gminas: Iterable[tuple[str, str]]) -> list[Feed]:
    """Return the calendar of each gmina."""
    return [_feed(name, "calendar-feed-gmina", code, anchor=f"gmina-{code}") for code, name in gminas]


def feed_of_organisation(organisation: Organisation) -> Feed:
    """Return the calendar of an organisation."""
    return _feed(organisation.name, "calendar-feed-organisation", organisation.slug, anchor="organizacja")


def feed_of_person(number: int, key: str) -> Feed:
    """Return the calendar of the person whose secret address this is."""
    return _feed(_("My events"), "calendar-feed-own", number, key, anchor="moj")


def _feed(name: str, address: str, *parts: str | int, anchor: str) -> Feed:
    path = reverse(f"portal:{address}", args=parts)
    return Feed(name=name, url=f"{settings.KUZNIA_BASE_URL}{path}", anchor=anchor)
