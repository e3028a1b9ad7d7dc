"""Pages as people use them: open a form, fill it in, read what the page says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from kuznia.events.models import Event
from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock

HIDDEN = ("form_key", "notice_version", "opened", "homepage")
ANSWERS: dict[str, Any] = {
    "name": "Ewa Iskra",
    "email": "ewa.iskra@example.org",
    "coming_for": "oneself",
    "knows_notice": "on",
}


def sign_up_url(event: Event) -> str:
    """Return the address of the form."""
    return f"{event.get_absolute_url()}zapis/"


def opened_form(client: Client, event: Event) -> dict[str, Any]:
    """Open the form and return what it carries for the house."""
    page = soup(client.get(sign_up_url(event)))
    found = (page.find("input", attrs={"name": name}) for name in HIDDEN)
    return {str(each["name"]): each.get("value", "") for each in found if isinstance(each, Tag)}


def filled_in(client: Client, event: Event, clock_at: StoppedClock, **answers: Any) -> dict[str, Any]:
    """Open the form and fill it in, which takes a minute."""
    form = opened_form(client, event) | ANSWERS | answers
    clock_at.move_to(clock.now() + timedelta(minutes=1))
    return {name: value for name, value in form.items() if value is not None}


def send(client: Client, event: Event, clock_at: StoppedClock, **answers: Any) -> Any:
    """Open the form, fill it in and send it; an answer of None is left out."""
    return client.post(sign_up_url(event), filled_in(client, event, clock_at, **answers))


def soup(response: Any) -> BeautifulSoup:
    """Return the page as it is parsed."""
    return BeautifulSoup(response.content, "html.parser")


def words(response: Any, selector: str) -> list[str]:
    """Return the text of every element that the selector finds, with single spaces."""
    return [" ".join(each.get_text(" ").split()) for each in soup(response).select(selector)]


def errors(response: Any) -> dict[str, list[str]]:
    """Return what there is to correct, field by field."""
    return dict(response.context["form"].errors)
