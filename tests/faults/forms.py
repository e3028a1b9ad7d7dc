"""Every form of the product as its pages print it, filled in by somebody who means no good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kuznia.lib import clock
from kuznia.lib.access import Access, Outcome, Role
from tests.permissions.roles import Cast
from tests.permissions.site_map import WAGTAIL_HOME, declared
from tests.permissions.targets import TARGETS

PROOFS, PROVED = "account_authentication_methods", "account_authentication_methods_user"
# Typed by people; everything else is chosen, ticked or carried by the page.
TYPED = {"text", "search", "password", "tel", "url", "textarea"}
PLAUSIBLE = {"email": "nowa@example.org", "date": "2026-12-12", "time": "10:00", "number": "5"}
NOT_REPEATED = ("code", "homepage")


@dataclass(frozen=True)
class Field:
    """One control: its name, its kind, what it says by itself."""

    name: str
    kind: str
    value: str


@dataclass(frozen=True)
class PrintedForm:
    """One form, on the page where it was found, with the browser of whoever found it."""

    page: str
    action: str
    method: str
    is_multipart: bool
    fields: tuple[Field, ...]
    client: Client = field(compare=False, repr=False)

    @property
    def names(self) -> list[str]:
        """The names of all controls."""
        return [each.name for each in self.fields if each.kind != "file"]

    @property
    def is_text_asked_for(self) -> bool:
        """True when something is typed that comes back with the form: passwords, codes and traps don't."""
        return any(
            each.kind in TYPED - {"password"} and each.name not in NOT_REPEATED for each in self.fields
        )

    def filled(self, typed: Callable[[int], str]) -> dict[str, str]:
        """Type into what is typed, by its place in the form; leave the rest as the page printed it."""
        return {
            each.name: typed(number) if each.kind in TYPED else PLAUSIBLE.get(each.kind, each.value)
            for number, each in enumerate(self.fields)
            if each.kind != "file"
        }

    def send(self, data: dict[str, Any] | bytes, **extra: Any) -> HttpResponse:
        """Send it with the browser's cookies and leave the browser and the database as they were."""
        with transaction.atomic():
            answer = self.sent_for_good(data, **extra)
            transaction.set_rollback(True)
        return answer

    def sent_for_good(self, data: dict[str, Any] | bytes, **extra: Any) -> HttpResponse:
        """Send it with the browser's cookies; what it does stays done."""
        client = Client()
        client.cookies.update(self.client.cookies)
        ask: Callable[..., Any] = client.get if self.method == "get" else client.post
        answer: HttpResponse = ask(self.action, data, **extra)
        return answer


def printed_forms(cast: Cast) -> list[PrintedForm]:
    """Return every form that the pages print, each once."""
    found: dict[tuple[str, tuple[str, ...]], PrintedForm] = {}
    for client, path in (*_pages(cast), *_steps(cast)):
        for form in _forms_of(client, path):
            found.setdefault((form.action, tuple(each.name for each in form.fields)), form)
    return list(found.values())


def _pages(cast: Cast) -> Iterator[tuple[Client, str]]:
    """Every page, opened by the first role that it is for."""
    for name, access in sorted(declared().items()):
        role = _role_for(access)
        if role is None or name == WAGTAIL_HOME:
            continue
        arguments = TARGETS[access.target](cast) if access.target else {}
        yield _browser(cast, role), reverse(name, kwargs=arguments)


def _role_for(access: Access) -> Role | None:
    if access.method == "POST":
        return None
    roles = (Role.VISITOR, Role.RESIDENT, Role.REPRESENTATIVE, Role.OFFICER, Role.EDITOR, Role.ADMINISTRATOR)
    opened = {Outcome.OK, Outcome.REDIRECT}
    return next((role for role in roles if access.outcome_for(role) in opened), None)


def _browser(cast: Cast, role: Role) -> Client:
    client = cast.browser(role)
    if role is not Role.VISITOR:
        session = client.session
        session[PROOFS] = [
            {"method": "code", "at": clock.now().timestamp(), "email": cast.people[role].email}
        ]
        session[PROVED] = str(cast.people[role].pk)
        session.save()
    return client


def _steps(cast: Cast) -> Iterator[tuple[Client, str]]:
    """The pages that stand in the middle of signing in, each in the browser of whoever got there."""
    known, new = str(cast.people[Role.RESIDENT].email), "nowa@example.org"
    begun: tuple[tuple[Role, str, dict[str, str]], ...] = (
        (Role.VISITOR, "account_login", {"login": known}),
        (Role.VISITOR, "account_signup", {"email": new, "name": "Ewa Iskra"}),
        (Role.VISITOR, "account_reset_password", {"email": known}),
        (Role.RESIDENT, "accounts:identity-code", {}),
    )
    for role, name, data in begun:
        client = _browser(cast, role)
        answer: Any = client.post(reverse(name), data, follow=True)
        yield client, answer.request["PATH_INFO"]


def _forms_of(client: Client, path: str) -> Iterator[PrintedForm]:
    answer: Any = client.get(path, follow=True)
    if not answer["Content-Type"].startswith("text/html"):
        return
    page = answer.request["PATH_INFO"]
    for tag in BeautifulSoup(answer.content, "html.parser").find_all("form"):
        yield PrintedForm(
            page=page,
            action=urljoin(page, str(tag.get("action") or page)),
            method=str(tag.get("method", "get")).lower(),
            is_multipart=tag.get("enctype") == "multipart/form-data",
            fields=tuple(_fields_of(tag)),
            client=client,
        )


def _fields_of(form: Tag) -> Iterator[Field]:
    seen: set[str] = set()
    for tag in form.find_all(["input", "textarea", "select", "button"]):
        name = str(tag.get("name", ""))
        if not name or name in seen or name == "csrfmiddlewaretoken":
            continue
        seen.add(name)
        if tag.name == "select":
            chosen = tag.find("option", selected=True) or tag.find("option")
            yield Field(name, "select", str(chosen.get("value", "")) if isinstance(chosen, Tag) else "")
        elif tag.name == "textarea":
            yield Field(name, "textarea", tag.text)
        else:
            yield Field(name, str(tag.get("type", "text")), str(tag.get("value", "")))
