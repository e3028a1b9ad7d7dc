"""The office's pages as officers use them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bs4 import Tag
from django.test import Client
from django.urls import reverse

from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import officer_of
from kuznia.events.models import Event
from kuznia.events.tests.factories import make_county
from kuznia.events.tests.pages import soup
from kuznia.lib.clock import WARSAW


def officer_client(authority: Authority | None = None) -> Client:
    """Return the browser of an officer of the county or of another office."""
    client = Client()
    client.force_login(officer_of(authority or make_county()))
    return client


def desk_url(name: str, event: Event, *rest: Any) -> str:
    """Return the address of one of an event's desk pages."""
    return reverse(f"events:{name}", args=[event.slug, *rest])


def moment_fields(name: str, instant: datetime) -> dict[str, str]:
    """Return an instant as its two inputs hold it."""
    local = instant.astimezone(WARSAW)
    return {f"{name}_0": local.strftime("%Y-%m-%d"), f"{name}_1": local.strftime("%H:%M")}


def open_form(client: Client, url: str) -> dict[str, str]:
    """Open a page and return what its form would send, as a browser does."""
    form = soup(client.get(url)).select("main form[method=post]")[-1]
    return _inputs(form) | _texts(form) | _choices(form)


def sent(client: Client, url: str, changes: Mapping[str, object]) -> Any:
    """Open the form, change what is named, send it."""
    return client.post(url, {**open_form(client, url), **changes})


def problems(response: Any) -> list[str]:
    """Return the lines of the error summary."""
    return [" ".join(each.get_text().split()) for each in soup(response).select(".errsum li")]


def _inputs(form: Tag) -> dict[str, str]:
    kept = [
        each
        for each in form.select("input[name]")
        if each.get("type") != "checkbox" or each.has_attr("checked")
    ]
    return {
        str(each["name"]): str(each.get("value", "on" if each.get("type") == "checkbox" else ""))
        for each in kept
        if each["name"] != "csrfmiddlewaretoken"
    }


def _texts(form: Tag) -> dict[str, str]:
    return {str(each["name"]): each.get_text().lstrip("\n") for each in form.select("textarea[name]")}


def _choices(form: Tag) -> dict[str, str]:
    chosen = (
        (each, each.select_one("option[selected]") or each.select_one("option"))
        for each in form.select("select")
    )
    return {str(each["name"]): str(option.get("value", "")) for each, option in chosen if option is not None}
