"""Made-up content for the style guide; people of the samples carry the names of smiths' tools."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from kuznia.lib.ports import TodoItem
from kuznia.ui.context import Link
from kuznia.ui.fields import EmailField, LocalMomentField, MultilineField, TextField
from kuznia.ui.forms import Form

SATURDAY = datetime(2026, 12, 12, 9, 0, tzinfo=UTC)
MEALS = [("any", _("Ordinary meal")), ("meatless", _("Meal without meat")), ("none", _("No meal"))]


class SampleForm(Form):
    """One field of every kind."""

    name = TextField(label=_("First and last name"))
    email = EmailField(label=_("E-mail"), help_text=_("The confirmation goes there"))
    meal = forms.ChoiceField(label=_("Meal"), choices=MEALS, widget=forms.RadioSelect)
    place = forms.ChoiceField(
        label=_("Room"), choices=[("", "–"), ("1", _("Large room")), ("2", _("Small room"))]
    )
    starts_at = LocalMomentField(label=_("Beginning"))
    question = MultilineField(label=_("What should we ask in the panel?"), required=False)
    consent = forms.BooleanField(label=_("I have read the information about personal data."))


def content() -> dict[str, Any]:
    """Return what the style guide shows."""
    return {
        "saturday": SATURDAY,
        "crumbs": [Link(str(_("Events")), "#")],
        "colours": (
            "ink",
            "steel",
            "plum",
            "link",
            "straw",
            "straw-soft",
            "ok",
            "warn",
            "err",
            "ash",
            "sunk",
            "line-strong",
        ),
        "series": ("c1", "c2", "c3", "c4", "c5", "c6"),
        "todo": [
            TodoItem(
                str(_("Confirm four bookings")),
                str(_("The oldest waits since yesterday")),
                "#",
                SATURDAY,
                late=True,
            ),
            TodoItem(str(_("Publish two answers")), "", "#", SATURDAY),
        ],
        "page": Paginator(range(50), 20).page(2),
        "history": [{"at": SATURDAY, "sentence": _("Anna Kuźnik published the event.")}],
        "options": [("", _("All municipalities")), ("1", "Pruszków"), ("2", "Brwinów")],
    }
