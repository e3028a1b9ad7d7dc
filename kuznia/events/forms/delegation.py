"""The form by which several people are signed up in one go: a contact, whom they come for, a row per person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kuznia.directory.queries import organisation_called
from kuznia.events.announcement import ProgrammeBlock
from kuznia.events.forms.noticed import NoticedForm, knows_notice_field
from kuznia.events.forms.sign_up import CHOOSE, CHOOSE_ANSWER, LIST_OF_ORGANISATIONS
from kuznia.events.models import Event
from kuznia.events.services.delegating import MOST_PEOPLE, DelegateEntry, DelegationEntry
from kuznia.events.services.seats import free_words
from kuznia.events.states import ComingFor
from kuznia.ui.forms import EmailField, PhoneField, TextField, TrappedForm

FIRST_ROWS = 5
MORE_ROWS = 5
# Who comes for herself alone signs up alone.
COMING_TOGETHER = [choice for choice in ComingFor.choices if choice[0] != ComingFor.ONESELF]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, ready to print."""

    number: int
    fields: list[forms.BoundField]

    @property
    def has_errors(self) -> bool:
        """True where something in the row is to be corrected."""
        return any(field.errors for field in self.fields)


class DelegationForm(NoticedForm):
    """A delegation's sign-up by a person who is signed in."""

    contact_name = TextField(
        label=_("First name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your first name and surname.")},
    )
    contact_phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=30,
        help_text=_("For sudden changes only"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    coming_for = forms.ChoiceField(
        label=_("Who do you all come for?"),
        choices=COMING_TOGETHER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you all come for."), "invalid_choice": CHOOSE_ANSWER},
    )
    organisation_name = TextField(
        label=_("Its name"),
        max_length=200,
        error_messages={"required": _("Type the name of whoever you come for.")},
        help_text=_("Type the beginning: names from the directory will be suggested"),
        widget=forms.TextInput(attrs={"list": LIST_OF_ORGANISATIONS, "autocomplete": "organization"}),
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput)
    all_or_none = forms.BooleanField(
        label=_("Sign us up only if there is a seat for everybody on the list"), required=False
    )
    accepts_waiting = forms.BooleanField(
        label=_("Put those without a seat on the waiting list"), required=False
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        blocks: Iterable[ProgrammeBlock],
        rows: int = FIRST_ROWS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.blocks = event, list(blocks)
        self.count = min(max(rows, FIRST_ROWS), MOST_PEOPLE)
        self.fields["rows"].initial = self.count
        for number in range(self.count):
            self._add_row(number)
        if not self._may_wait():
            del self.fields["accepts_waiting"]
        people = [name for name in self.fields if name.startswith("row_")]
        who = ("contact_name", "email", "contact_phone", "coming_for", "organisation_name")
        self.order_fields([*who, *people, "all_or_none", "accepts_waiting"])

    @property
    def table(self) -> list[Row]:
        """The rows with their fields."""
        return [Row(number + 1, [self[name] for name in self._names(number)]) for number in range(self.count)]

    @property
    def may_grow(self) -> bool:
        """True while the table may get more rows."""
        return self.count < MOST_PEOPLE

    def clean(self) -> dict[str, Any] | None:
        """Leave out the rows in which nothing is filled in, and ask for what is missing in the others."""
        cleaned = super().clean()
        for number in range(self.count):
            if self._is_filled(number):
                self._demand_row(number)
        if not any(self._is_filled(number) for number in range(self.count)):
            self.add_error("row_0_name", ValidationError(_("Type the name of at least one person.")))
        return cleaned

    def entry(self, *, email: str, language: str) -> DelegationEntry:
        """Return the form as the service takes it."""
        cleaned = self.cleaned_data
        return DelegationEntry(
            contact_name=cleaned["contact_name"],
            contact_email=cleaned.get("email", email),
            contact_phone=cleaned["contact_phone"],
            coming_for=cleaned["coming_for"],
            organisation=organisation_called(cleaned["organisation_name"]),
            organisation_name=cleaned["organisation_name"],
            people=tuple(self._delegate(number) for number in range(self.count) if self._is_filled(number)),
            all_or_none=cleaned["all_or_none"],
            accepts_waiting=cleaned.get("accepts_waiting", False),
            notice=self.notice,
            language=language,
            form_key=self.key,
        )

    def _may_wait(self) -> bool:
        """True where seats may not suffice, and those without one can wait."""
        limits = [line.seats.is_limited for block in self.blocks for line in block.sessions]
        return self.event.lets_wait and (self.event.capacity is not None or any(limits))

    def _add_row(self, number: int) -> None:
        name, email, *choices = self._names(number)
        self.fields[name] = TextField(
            label=_("First name and surname"),
            required=False,
            max_length=150,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields[email] = EmailField(
            label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
        )
        for field, block in zip(choices, self.blocks, strict=True):
            self.fields[field] = forms.TypedChoiceField(
                label=block.title,
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", _("Choose")), *_options(block)],
                error_messages={"invalid_choice": CHOOSE},
            )

    def _names(self, number: int) -> list[str]:
        return [f"row_{number}_{part}" for part in ("name", "email", *(block.field for block in self.blocks))]

    def _is_filled(self, number: int) -> bool:
        typed = (str(self.data.get(self.add_prefix(name), "")) for name in self._names(number))
        return any(words.strip() for words in typed)

    def _demand_row(self, number: int) -> None:
        name, _email, *choices = self._names(number)
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(_("Type the name, or leave the whole row empty.")))
        for field in choices:
            if self.cleaned_data.get(field) is None and field not in self.errors:
                self.add_error(field, ValidationError(CHOOSE))

    def _delegate(self, number: int) -> DelegateEntry:
        name, email, *choices = self._names(number)
        return DelegateEntry(
            row=number,
            name=self.cleaned_data[name],
            email=self.cleaned_data[email],
            session_ids=tuple(self.cleaned_data[field] for field in choices),
        )


class VisitorDelegationForm(TrappedForm, DelegationForm):
    """A delegation's sign-up by a visitor: with an address to confirm, a consent to tick and traps for robots."""

    email = EmailField(
        label=_("E-mail"),
        help_text=_("The link to confirm goes there, and every later e-mail about the delegation"),
        error_messages={"required": _("Type your e-mail address.")},
    )
    knows_notice = knows_notice_field()


def typed_rows(data: Mapping[str, Any]) -> int:
    """Return how many rows the form says it has; what makes no sense counts as the fewest."""
    typed = str(data.get("rows", ""))
    return int(typed) if typed.isdecimal() and len(typed) < 3 else FIRST_ROWS


def _options(block: ProgrammeBlock) -> list[tuple[int, str]]:
    return [(line.session.pk, _option(line.seats.is_full, line.session)) for line in block.sessions]


def _option(is_full: bool, session: Any) -> str:
    if is_full:
        return str(_("%(title)s (full)") % {"title": session.spoken_title})
    return free_words(session)
