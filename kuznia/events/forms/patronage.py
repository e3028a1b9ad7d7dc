"""The request for honorary patronage, and the office's decision."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kuznia.accounts.models import PrivacyNotice
from kuznia.events.models import Event
from kuznia.events.queries import organisation_called
from kuznia.events.services.patronage import PatronageEntry
from kuznia.ui.forms import EmailField, Form, MultilineField, TextField, TrappedForm


class PatronageForm(Form):
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
    phone = TextField(
        label=_("Phone, if we may ring"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "w-m"}),
    )
    knows_notice = forms.BooleanField(
        label=_("I know the information about personal data."),
        error_messages={"required": _("Tick that you know the information about personal data.")},
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    notice_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, notice: PrivacyNotice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        self.fields["form_key"].initial = uuid4
        self.fields["notice_version"].initial = notice.version
        self.order_fields((*_EVENT_FIELDS, *_PERSON_FIELDS))

    @property
    def event_fields(self) -> list[forms.BoundField]:
        """What is asked of the event."""
        return [self[name] for name in _EVENT_FIELDS]

    @property
    def person_fields(self) -> list[forms.BoundField]:
        """What is asked of whoever writes."""
        return [self[name] for name in _PERSON_FIELDS if name in self.fields]

    def clean(self) -> dict[str, Any] | None:
        """Ask for a look at a notice that has changed meanwhile."""
        cleaned = super().clean()
        if self.cleaned_data.get("notice_version") != str(self.notice.version):
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("notice_version")] = str(self.notice.version)
            data.pop(self.add_prefix("knows_notice"), None)
            self.data = data
            self.add_error("knows_notice", ValidationError(_CHANGED, code="changed"))
        return cleaned

    def entry(self, *, email: str, language: str) -> PatronageEntry:
        """Return the form as the service takes it."""
        cleaned = self.cleaned_data
        return PatronageEntry(
            **{name: cleaned[name] for name in (*_EVENT_FIELDS, "name", "phone")},
            email=cleaned.get("email", email),
            organisation=organisation_called(cleaned["organisation_name"]),
            notice=self.notice,
            language=language,
            form_key=self._key(),
        )

    def _key(self) -> UUID:
        try:
            return UUID(self.cleaned_data.get("form_key", ""))
        except ValueError:
            return uuid4()


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
_CHANGED = _("The information about personal data has changed since you opened the form. Read it again.")
