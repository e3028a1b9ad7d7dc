"""Pages that are printed once, with holes for what is a reader's own."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.http import HttpResponse

from kuznia.ui.forms import Form, TextField
from kuznia.ui.stencils import (
    CSRF,
    cut,
    filled,
    hole,
    holes_of,
    kept_stencil,
    stencil_key,
    typed_values,
    with_ticks,
)


class Question(Form):
    """A form with something typed, chosen and ticked."""

    name = TextField()
    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    agrees = forms.BooleanField()


def _filled(request: Any, page: str, value: Any = str) -> str:
    pieces = cut(stencil_key(request, "x"), HttpResponse(page))
    return filled(request, pieces, value).content.decode()


def test_hole_takes_the_value_of_the_reader_escaped(rf):
    page = _filled(rf.get("/"), f"<b>{hole('name')}</b>", {"name": '"><script>'}.__getitem__)

    assert page == "<b>&quot;&gt;&lt;script&gt;</b>"


def test_text_that_looks_like_a_hole_stays_when_a_person_typed_it(rf):
    request = rf.post("/", {"name": hole("other"), "other": "secret"})

    page = _filled(request, f"<b>{hole('name')}</b>", typed_values(request))

    assert page == f"<b>{hole('other')}</b>"


def test_token_is_the_readers_own_when_a_form_asks_for_it(rf):
    pages = [_filled(rf.get("/"), hole(CSRF)) for _reader in range(2)]

    assert [len(page) for page in pages] == [64, 64]
    assert pages[0] != pages[1]


def test_no_token_is_made_when_the_page_asks_for_none(rf):
    request = rf.get("/")

    _filled(request, "<p></p>")

    assert "CSRF_COOKIE" not in request.META


def test_form_leaves_holes_where_people_type():
    assert holes_of(Question()) == {"name": hole("name")}


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        (
            '<input type="radio" name="answer" value="no">',
            '<input type="radio" name="answer" value="no" checked>',
        ),
        (
            '<input type="radio" name="answer" value="no" checked>',
            '<input type="radio" name="answer" value="no" checked>',
        ),
        ('<input type="radio" name="answer" value="yes">', '<input type="radio" name="answer" value="yes">'),
        (
            '<input type="radio" name="answer" value="no" disabled>',
            '<input type="radio" name="answer" value="no" disabled>',
        ),
        (
            '<input type="checkbox" name="agrees" id="a">',
            '<input type="checkbox" name="agrees" id="a" checked>',
        ),
    ],
)
def test_choice_is_printed_as_it_was_sent(rf, tag, printed):
    request = rf.post("/", {"answer": "no", "agrees": "on"})

    page = _filled(request, with_ticks(HttpResponse(tag)).content.decode(), typed_values(request))

    assert page == printed


def test_kept_page_is_of_one_look_when_no_other_is_asked(rf):
    cut(stencil_key(rf.get("/"), "x"), HttpResponse("page"))
    dark = rf.get("/")
    dark.COOKIES["kuznia_theme"] = "dark"

    assert kept_stencil(stencil_key(rf.get("/"), "x")) == ["page"]
    assert kept_stencil(stencil_key(dark, "x")) is None


def test_kept_page_serves_every_query_when_its_address_has_none(rf):
    cut(stencil_key(rf.get("/a/?k=1"), "x", address="/a/"), HttpResponse("page"))

    assert kept_stencil(stencil_key(rf.get("/a/?k=2"), "x", address="/a/")) == ["page"]
