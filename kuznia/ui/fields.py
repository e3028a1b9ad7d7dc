"""Fields that say in plain words what to correct."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kuznia.lib.clock import WARSAW
from kuznia.lib.deadlines import LocalTimeError, instant

# Control characters, halves of surrogate pairs, what no file of XML may hold; and marks that turn the direction of
# the text round them, with which a name could pass for another one. Letters of every script, joiners and emoji stay.
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
INVISIBLE_IN_LINE = re.compile(r"[\n\t]")
# Signs without width, of which no name consists.
WITHOUT_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u3164\u2800"
INVISIBLE_SIGNS = _("Remove the invisible characters; type the text anew if you pasted it.")
DAY_WRONG = _("Give the day as year-month-day, for example 2026-12-12.")
HOUR_WRONG = _("Give the hour as hours:minutes, for example 10:30.")
PHONE = re.compile(r"(?:[0-9\s+()/.,;\u2013-]|tel|wew|ext)+", re.IGNORECASE)
# 112 is one too.
FEWEST_DIGITS = 3
LONGEST_LINE = 200
LONGEST_TEXT = 10_000
LONGEST_ADDRESS = 254
# Beyond these years a date is a slip of the finger; near the ends of the calendar it has no instant in UTC at all.
FIRST_YEAR, LAST_YEAR = 1900, 2200


def clean_text(text: str, *, is_multiline: bool) -> str:
    """Return the text stripped and composed (NFC), or refuse signs that cannot be seen."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if INVISIBLE.search(text) or (not is_multiline and INVISIBLE_IN_LINE.search(text)):
        raise ValidationError(INVISIBLE_SIGNS, code="invisible")
    return text if text.strip(f"{WITHOUT_WIDTH} \n") else ""


def check_length(text: str, longest: int) -> None:
    """Refuse a text that is too long, and say by how much."""
    if len(text) > longest:
        message = ngettext(
            "Shorten the text to %(limit)d character. Now it has %(length)d.",
            "Shorten the text to %(limit)d characters. Now it has %(length)d.",
            longest,
        )
        raise ValidationError(message, code="max_length", params={"limit": longest, "length": len(text)})


class TextField(forms.CharField):
    """One line of text. No maxlength in the page: a browser would cut what is pasted without a word."""

    is_multiline = False
    longest = LONGEST_LINE

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = max_length or self.longest

    def to_python(self, value: Any) -> str:
        """Return what was typed, composed and stripped."""
        text = super().to_python(value)
        return clean_text(text, is_multiline=self.is_multiline) if text else ""

    def validate(self, value: str) -> None:
        """Refuse what is missing or too long."""
        super().validate(value)
        check_length(value, self.longest)


class MultilineField(TextField):
    """Several lines of text."""

    is_multiline = True
    longest = LONGEST_TEXT
    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "cols": False}))
        super().__init__(**kwargs)


class EmailField(forms.EmailField):
    """An e-mail address."""

    default_error_messages = {"invalid": _("Type an e-mail address like name@example.org.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}))
        super().__init__(max_length=None, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the address as typed, composed and stripped."""
        text = super().to_python(value)
        return clean_text(text, is_multiline=False) if text else ""

    def validate(self, value: str) -> None:
        """Refuse what is missing or longer than an address may be."""
        super().validate(value)
        check_length(value, LONGEST_ADDRESS)


class PhoneField(TextField):
    """A phone number as people write it, with spaces, an extension or a second one; kept as typed."""

    default_error_messages = {"invalid": _("Type the phone number in digits, for example 600 100 200.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel"}))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        """Refuse what is missing, too long or no number."""
        super().validate(value)
        if value and not (PHONE.fullmatch(value) and sum(sign.isdigit() for sign in value) >= FEWEST_DIGITS):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class TrapInput(forms.TextInput):
    """An input that people don't meet: out of sight, out of the tab order, with a label for who finds it anyway."""

    template_name = "ui/forms/trap.html"

    @property
    def is_hidden(self) -> bool:
        """Printed with the hidden fields."""
        return True


class LocalMomentWidget(forms.MultiWidget):
    """A day and an hour beside each other, each with its own label."""

    template_name = "ui/forms/local_moment.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        day = forms.DateInput(attrs={"type": "date", "class": "in"}, format="%Y-%m-%d")
        hour = forms.TimeInput(attrs={"type": "time", "class": "in"}, format="%H:%M")
        super().__init__([day, hour], attrs)

    def decompress(self, value: datetime | None) -> list[Any]:
        """Split an instant into the day and the hour in Warsaw."""
        if value is None:
            return [None, None]
        local = value.astimezone(WARSAW)
        return [local.date(), local.time().replace(tzinfo=None)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each part its label."""
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("Day"), _("Hour")), strict=True):
            part["label"] = label
        return context


class LocalMomentField(forms.MultiValueField):
    """An instant typed as Polish local time; hours that don't exist or exist twice are refused."""

    widget = LocalMomentWidget

    def __init__(self, **kwargs: Any) -> None:
        day = forms.DateField(error_messages={"invalid": DAY_WRONG})
        hour = forms.TimeField(error_messages={"invalid": HOUR_WRONG})
        super().__init__(fields=(day, hour), require_all_fields=False, **kwargs)
        day.required = hour.required = False

    def clean(self, value: Any) -> datetime | None:
        """Return the instant in UTC, or say which part is missing."""
        day, hour = value or ("", "")
        if hour and not day:
            raise ValidationError(_("Give the day as well."), code="day")
        if day and not hour:
            raise ValidationError(_("Give the hour as well."), code="hour")
        moment: datetime | None = super().clean(value)
        return moment

    def compress(self, parts: list[Any]) -> datetime | None:
        """Join the day and the hour."""
        return local_moment(parts[0], parts[1]) if parts and parts[0] and parts[1] is not None else None

    def has_changed(self, initial: datetime | None, data: Any) -> bool:
        """Compare by the minute, as people type."""
        return super().has_changed(initial.replace(second=0, microsecond=0) if initial else None, data)


def local_moment(day: date, hour: time) -> datetime:
    """Return the instant of a Polish local time in UTC, or say why there is none."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Check the year: it must have four digits, like 2026."), code="year")
    try:
        return instant(datetime.combine(day, hour))
    except LocalTimeError as refused:
        raise ValidationError(refused.message, code="hour") from refused
