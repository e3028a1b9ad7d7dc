"""Forms about what stands on an organisation's page beside its record."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kuznia.directory.models.achievements import FIRST_YEAR, LAST_YEAR
from kuznia.directory.services import AchievementEntry, BoardEntry, ExchangeEntry
from kuznia.directory.states import ExchangeKind, ExchangeSide, PaperKind
from kuznia.ui.forms import Form, MultilineField, TextField

DAY_WRONG = _("Give the day as year-month-day, for example 2026-12-12.")
WHEN_WRONG = _("Give a year, like 2024, or a day as year-month-day, like 2024-06-15.")
CHOOSE_FILE = _("Choose a file.")
FILE_MESSAGES = {
    "required": CHOOSE_FILE,
    "missing": CHOOSE_FILE,
    "empty": _("This file is empty. Choose another one."),
}
YEAR = re.compile(r"[0-9]{4}")


class DayField(forms.DateField):
    """A day, chosen in the calendar of the browser or typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date", "class": "w-m"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            error_messages={"invalid": DAY_WRONG},
            **kwargs,
        )

    def validate(self, value: date | None) -> None:
        """Refuse years that are a slip of the finger."""
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(_("Check the year: it must have four digits, like 2026."), code="year")


class YearOrDayField(TextField):
    """A year, or a whole day where it is known."""

    def clean(self, value: Any) -> tuple[int, date | None] | None:
        """Return the year and the day, or say how they are typed."""
        typed: str = super().clean(value)
        if not typed:
            return None
        day = None if YEAR.fullmatch(typed) else _day(typed)
        year = day.year if day else int(typed)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(WHEN_WRONG, code="invalid")
        return year, day


class ExchangeForm(Form):
    """What the organisation looks for or offers."""

    side = forms.ChoiceField(
        label=_("Do you look for it or offer it?"),
        choices=[(ExchangeSide.LOOKS_FOR, _("we look for it")), (ExchangeSide.OFFERS, _("we offer it"))],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("What it is about"), choices=ExchangeKind.choices, widget=forms.RadioSelect
    )
    text = TextField(
        label=_("In a few words"), max_length=120, help_text=_("For example: two people to scan old photos")
    )
    detail = TextField(
        label=_("More about it"),
        required=False,
        max_length=300,
        help_text=_("When, where, for how long, what you already have"),
    )
    text_en = TextField(label=_("In a few words, in English"), required=False, max_length=120)
    detail_en = TextField(label=_("More about it, in English"), required=False, max_length=300)
    until_on = DayField(
        label=_("Shown until"),
        required=False,
        help_text=_("Then it leaves the page by itself; empty: until you end it"),
    )

    def entry(self) -> ExchangeEntry:
        """Return what was typed."""
        return ExchangeEntry(**self.cleaned_data)


class AchievementForm(Form):
    """Something that the organisation managed to do, with a picture."""

    title = TextField(label=_("What you managed to do"), max_length=120)
    happened = YearOrDayField(
        label=_("Year or day"),
        max_length=20,
        help_text=_("2024 or 2024-06-15"),
        widget=forms.TextInput(attrs={"class": "w-s", "autocomplete": "off"}),
    )
    text = MultilineField(label=_("In a few sentences"), required=False, max_length=600, rows=4)
    file = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages=FILE_MESSAGES,
        help_text=_("JPEG or PNG, up to 15 MB; the place where it was taken is not kept"),
    )
    alt = TextField(
        label=_("What the picture shows"),
        required=False,
        max_length=300,
        help_text=_("It is read to those who don’t see it"),
    )

    def clean(self) -> dict[str, Any] | None:
        """A picture goes with its description."""
        cleaned = super().clean()
        if self.cleaned_data.get("file") and not self.cleaned_data.get("alt") and "alt" not in self.errors:
            self.add_error(
                "alt", _("Say in a sentence what the picture shows: it is read to those who don’t see it.")
            )
        return cleaned

    def entry(self) -> AchievementEntry:
        """Return what was typed."""
        year, day = self.cleaned_data["happened"]
        return AchievementEntry(
            title=self.cleaned_data["title"], year=year, on_day=day, text=self.cleaned_data["text"]
        )


class PaperForm(Form):
    """A document of the organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PaperKind.choices, widget=forms.RadioSelect)
    title = TextField(label=_("Title of the document"), max_length=150)
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput,
        error_messages=FILE_MESSAGES,
        help_text=_("PDF or a file of an office program, up to 15 MB"),
    )


class BoardMemberForm(Form):
    """A person of the board."""

    name = TextField(label=_("First name and surname"), max_length=120)
    function = TextField(
        label=_("Function"), max_length=100, help_text=_("For example: chair, treasurer, member of the board")
    )
    since_on = DayField(label=_("Since"))
    until_on = DayField(
        label=pgettext_lazy("mandate", "Mandate until"),
        required=False,
        help_text=_("We remind of it 30 days before"),
    )

    def entry(self) -> BoardEntry:
        """Return what was typed."""
        return BoardEntry(**self.cleaned_data)


class BoardEndForm(Form):
    """When somebody's function in the board ended."""

    ended_on = DayField(label=_("The function ended on"))


def _day(typed: str) -> date:
    try:
        day: date | None = DayField().to_python(typed)
    except ValidationError:
        day = None
    if day is None:
        raise ValidationError(WHEN_WRONG, code="invalid")
    return day
