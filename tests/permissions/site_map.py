"""The addresses of the house as the resolver knows them, and what the apps declare about them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from kuznia.lib.access import Access

# Wagtail's admin is one door: `newsroom.guard` stands before all of it, and its first page speaks for the rest.
WAGTAIL = "redakcja/"
WAGTAIL_HOME = "wagtailadmin_home"


def declared() -> dict[str, Access]:
    """Return what every app declares, by the full name of the address."""
    table: dict[str, Access] = {}
    for config in [
        "kuznia.config",
        *(app.name for app in apps.get_app_configs() if app.name.startswith("kuznia.")),
    ]:
        if find_spec(f"{config}.access"):
            table |= getattr(import_module(f"{config}.access"), "ACCESS", {})
    return table


def known_names() -> set[str]:
    """Return the full name of every address that the resolver answers."""
    return {name for name, _route in _walk(get_resolver().url_patterns, "", "")}


def nameless_routes() -> list[str]:
    """Return the routes that have no name and so could not be declared."""
    return [
        route for name, route in _walk(get_resolver().url_patterns, "", "") if not name.rpartition(":")[2]
    ]


def _walk(patterns: list[URLPattern | URLResolver], spaces: str, route: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        below = route + str(pattern.pattern)
        if below.startswith(WAGTAIL):
            yield WAGTAIL_HOME, below
        elif isinstance(pattern, URLResolver):
            space = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, space, below)
        else:
            yield f"{spaces}{pattern.name or ''}", below
