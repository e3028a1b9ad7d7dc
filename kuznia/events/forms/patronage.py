"""The request for honorary patronage, and the office's decision."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kuznia.directory.queries import organisation_called
from kuznia.events.forms.noticed import NoticedForm, form_key_of, knows_notice_field
from kuznia.events.models import Event
from kuznia.events.services.patronage import PatronageEntry
from kuznia.ui.forms import EmailField, Form, MultilineField, PhoneField, TextField, TrappedForm


class PatronageForm(NoticedForm):
    """What the office must know to decide."""

    organisation_name = TextField(
        label=_("Organiser"),
        max_length=200,
        help_text=_("The organisation, group or institution that makes the event."),
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "organization"}),
    )
    title = TextField(label=_("Title of the event"), max_length=200)
    starts_on = forms.DateField(
        label=_("Day of the event"),
        widget=forms.DateInput(attrs={"type": "date", "class": "w-m"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give the day as year-month-day, for example 2026-12-12.")},
    )
    place = TextField(label=pgettext_lazy("patronage", "Place"), max_length=200)
    about = MultilineField(
        label=_("What the event is about"),
        rows=6,
        max_length=2000,
        help_text=_("What it is for, what happens there, what the people of the county get from it."),
    )
    audience = TextField(label=_("For whom, and how many people you expect"), max_length=300)
    name = TextField(
        label=_("First name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Phone, if we may ring"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "w-m"}),
    )
    knows_notice = knows_notice_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields((*_EVENT_FIELDS, *_PERSON_FIELDS))

    @property
    def event_fields(self) -> list[forms.BoundField]:
        """What is asked of the event."""
        return [self[name] for name in _EVENT_FIELDS]

    @property
    def person_fields(self) -> list[forms.BoundField]:
        """What is asked of whoever writes."""
        return [self[name] for name in _PERSON_FIELDS if name in self.fields]

    @property
    def key(self) -> UUID:
        """The key of this filled-in form, which is about no event of the site."""
        return form_key_of(self.cleaned_data.get("form_key", ""), 0)

    def entry(self, *, email: str, language: str) -> PatronageEntry:
        """Return the form as the service takes it."""
        cleaned = self.cleaned_data
        return PatronageEntry(
            **{name: cleaned[name] for name in (*_EVENT_FIELDS, "name", "phone")},
            email=cleaned.get("email", email),
            organisation=organisation_called(cleaned["organisation_name"]),
            notice=self.notice,
            language=language,
            form_key=self.key,
        )


class VisitorPatronageForm(TrappedForm, PatronageForm):
    """The request of a visitor: with an address for the answer, and traps for robots."""

    email = EmailField(
        label=_("E-mail"),
        help_text=_("The office answers there."),
        error_messages={"required": _("Type your e-mail address.")},
    )


class GrantForm(Form):
    """In whose name patronage is granted, and which event of the site bears the mark."""

    patron = TextField(
        label=_("Patron, as it is to be printed"),
        max_length=200,
        help_text=_("For example: Anna Kowalska, Starosta Pruszkowski"),
    )
    event = forms.ModelChoiceField(
        label=_("Event of this site that bears the mark"), queryset=Event.objects.none(), required=False
    )

    def __init__(self, *args: Any, events: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField[Event], self.fields["event"])
        choice.queryset = events
        choice.empty_label = str(_("None: it does not stand on this site"))


_EVENT_FIELDS = ("organisation_name", "title", "starts_on", "place", "about", "audience")
_PERSON_FIELDS = ("name", "email", "phone")
