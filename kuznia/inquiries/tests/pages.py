"""Pages as people use them: open a form, fill it in, read what the page says."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


def soup(response: Any) -> BeautifulSoup:
    """Return the page, to look for things on it."""
    return BeautifulSoup(response.content, "html.parser")


def words(response: Any, selector: str) -> list[str]:
    """Return what each part of the page says."""
    return [" ".join(part.get_text(" ").split()) for part in soup(response).select(selector)]


def problems(response: Any) -> list[str]:
    """Return the lines of the error summary."""
    return words(response, ".errsum li")


def open_form(client: Client, url: str, selector: str = "main form[method=post]") -> dict[str, str]:
    """Open a page and return the hidden values and the chosen answers that its form would send."""
    form = soup(client.get(url)).select_one(selector)
    assert form is not None
    values = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[type=hidden]")}
    for each in form.select("select"):
        chosen = each.select_one("option[selected]")
        values[str(each["name"])] = str(chosen["value"]) if chosen else ""
    return values | {str(each["name"]): "" for each in form.select("input[type=text], textarea")}
