"""Hostile, huge and odd input in every form that the product prints: never a fault, never a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from typing import Any

import pytest

from kuznia.directory.tests.factories import make_county, make_organisation
from tests.faults.forms import PrintedForm, printed_forms
from tests.permissions.roles import Cast

pytestmark = pytest.mark.faults
SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
# What a person may well be called, or type: it is taken wherever text is.
TAKEN = {
    "script": SCRIPT,
    "emoji": "👩🏽‍🏭🇵🇱 Ewa שלום مرحبا 💥",
    "template": "{{ 7|add:7 }}{% load x %}%(name)s %s {0} ${x}",
}
REFUSED = (
    "Ewa\u202egnp.exe",
    "ż" * 10_000,
    "Ewa\r\nBcc: ofiara@example.org\r\n\r\nTreść",
    "Ewa\x00Iskra",
    "\x1b[31mEwa\x07\u2028\ufffe",
    "9" * 5_000,
    "-1",
    "1e309",
    "٣",
    "../../../etc/passwd",
    " \t\u200b ",
    "javascript:alert(1)//@example.org",
)
ROUNDS = 2
REFUSALS = {200, 302, 303, 400, 403, 404, 405, 409, 410, 413, 429}


@pytest.fixture(scope="module")
def forms(module_database: str) -> Iterator[list[PrintedForm]]:
    """Every form, found once."""
    from django.test import override_settings

    with override_settings(KUZNIA_DEMO=True, KUZNIA_LIMITS=False, ROOT_URLCONF="tests.demo_urls"):
        cast = Cast(county=make_county(), organisation=make_organisation("Stowarzyszenie Próbne"))
        yield printed_forms(cast)


def _tried(form: PrintedForm, data: Any, *, stays: str = "", **extra: Any) -> str | None:
    """Return what went wrong, if anything did."""
    try:
        answer = form.send(data, **extra)
    except Exception as error:  # noqa: BLE001 - gathered and shown together
        return f"{form.method} {form.action} ({form.page}): {type(error).__name__}: {error}"[:300]
    page = answer.content.decode(errors="replace") if not answer.streaming else ""
    if answer.status_code not in REFUSALS:
        return f"{form.method} {form.action}: {answer.status_code}"
    if "<script>alert" in page or "<img src=x" in page:
        return f"{form.method} {form.action}: the script stands in the page"
    is_shown_again = answer.status_code == 200 and form.method == "post"
    if is_shown_again and stays and form.is_text_asked_for and escape(stays) not in page:
        return f"{form.method} {form.action}: what was typed is gone"
    return None


def _opened(forms: list[PrintedForm], address: str) -> str | None:
    """Open the address in the browser that found a form on that page."""
    finder = next(form for form in forms if form.page == address.partition("?")[0])
    return _tried(replace(finder, action=address, method="get"), {})


def _faults(tried: Iterable[str | None]) -> list[str]:
    return [fault for fault in tried if fault]


def test_the_forms_of_the_house_are_found(forms: list[PrintedForm]) -> None:
    found = {form.action for form in forms}

    assert len(forms) > 45
    assert {"/konto/zaloguj/kod/", "/konto/usun/", "/urzad/powiat/", "/organizacje/"} <= found


@pytest.mark.parametrize("name", TAKEN)
def test_every_form_takes_or_keeps_the_text_when_it_is_odd(forms: list[PrintedForm], name: str) -> None:
    poison = TAKEN[name]

    assert _faults(_tried(form, form.filled(lambda _n: poison), stays=poison) for form in forms) == []


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_no_form_breaks_when_each_field_holds_another_oddity(forms: list[PrintedForm], turn: int) -> None:
    def poison(number: int) -> str:
        return REFUSED[(number + turn * len(REFUSED) // ROUNDS) % len(REFUSED)]

    assert _faults(_tried(form, form.filled(poison)) for form in forms) == []


@pytest.mark.parametrize("poison", ["9" * 5_000, "-1\x00"], ids=["number", "nul"])
def test_no_form_breaks_when_an_oddity_stands_in_every_control(forms: list[PrintedForm], poison: str) -> None:
    assert _faults(_tried(form, dict.fromkeys(form.names, poison)) for form in forms) == []


RAW = {
    "broken utf-8": (b"name=%FF%FE&email=%C3%28&q=%80", "application/x-www-form-urlencoded"),
    "half of a sign": (b"name=%ED%A0%80&email=%ED%B0%80", "application/x-www-form-urlencoded"),
    "json": (b'{"name": "Ewa"}', "application/json"),
    "xml": (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "application/xml"),
    "no boundary": (b"--x\r\n", "multipart/form-data"),
    "broken parts": (b"--x\r\nContent-Disposition: form-data\r\n\r\nEwa", "multipart/form-data; boundary=x"),
    "odd length": (b"%", "application/x-www-form-urlencoded; charset=utf-8"),
    "many fields": (
        b"&".join(b"f%d=1" % number for number in range(1_100)),
        "application/x-www-form-urlencoded",
    ),
    "a megabyte": (b"name=" + b"x" * 1_000_001, "application/x-www-form-urlencoded"),
    "other alphabet": (b"name=x", "application/x-www-form-urlencoded; charset=unicode_escape"),
}


READ_BY_PAGES = ("broken utf-8", "half of a sign")


@pytest.mark.parametrize("name", RAW)
def test_no_form_breaks_when_the_body_is_damaged(forms: list[PrintedForm], name: str) -> None:
    body, kind = RAW[name]
    sent = [form for form in forms if form.method == "post"]

    # What is stopped before any page is the same for all of them.
    chosen = sent if name in READ_BY_PAGES else sent[:: len(sent) // 4]

    assert _faults(_tried(form, body, content_type=kind) for form in chosen) == []


NAMES = ("q", "page", "gmina", "sfera", "rodzaj", "next", "list", "state", "k", "do", "role", "block_1")
QUERIES = ("%00", "%ED%A0%80%FF", "9" * 400, "-1", "%3Cscript%3Ealert(1)%3C/script%3E", "javascript:alert(1)")


@pytest.mark.parametrize("turn", range(2))
def test_no_page_breaks_when_its_query_is_odd(forms: list[PrintedForm], turn: int) -> None:
    asked = "&".join(f"{name}={QUERIES[(n + 3 * turn) % len(QUERIES)]}" for n, name in enumerate(NAMES))
    pages = sorted({form.page for form in forms})

    assert _faults(_opened(forms, f"{page}?{asked}") for page in pages) == []
