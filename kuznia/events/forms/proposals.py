"""An organisation's own event, and the office's answer to it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kuznia.directory.models import Municipality, Venue
from kuznia.directory.queries import municipalities
from kuznia.events.forms.addresses import WebAddressField
from kuznia.events.forms.desk import MOST_SEATS, VERSION, ReasonForm, WholeNumberField
from kuznia.events.models import EventProposal
from kuznia.events.services.proposals import ProposalEntry
from kuznia.events.states import EventKind, SignUpPlace
from kuznia.ui.forms import EmailField, Form, LocalMomentField, MultilineField, PhoneField, TextField


class ReadVersionForm(Form):
    """What is decided about one version of a record: the one that stood on the page."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def version_read(self) -> int:
        """The version that was read; 0, which never was, where the page was tampered with."""
        typed = self.cleaned_data.get(VERSION, "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


class AnswerForm(ReadVersionForm, ReasonForm):
    """Why the office sends a proposal back or refuses it."""


class ProposalForm(ReadVersionForm):
    """An event as its organisation describes it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=EventKind.choices)
    title = TextField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write how the event is called.")},
    )
    lead = MultilineField(
        label=gettext_lazy("In two sentences"),
        rows=3,
        max_length=600,
        error_messages={"required": gettext_lazy("Write in two sentences what people will get from it.")},
        help_text=gettext_lazy(
            "What people will get from it. It stands under the title and in search results."
        ),
    )
    starts_at = LocalMomentField(
        label=pgettext_lazy("time", "Start"),
        error_messages={"required": gettext_lazy("Give the day and the hour when it starts.")},
    )
    ends_at = LocalMomentField(
        label=pgettext_lazy("time", "End"),
        error_messages={"required": gettext_lazy("Give the day and the hour when it ends.")},
    )
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Place"),
        queryset=Venue.objects.none(),
        required=False,
        help_text=gettext_lazy("Choose it from the list, or write its name and address below."),
    )
    place_name = TextField(
        label=gettext_lazy("Name of another place"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("If it is not on the list: for example “Boisko przy szkole”."),
    )
    place_address = TextField(
        label=gettext_lazy("Its address"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Street, number and town, or how to find it."),
    )
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Its gmina"), queryset=Municipality.objects.none(), required=False
    )
    accessibility = MultilineField(
        label=gettext_lazy("Accessibility"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Steps, a toilet, an interpreter, a quiet place: what people should know."),
    )
    sign_up = forms.ChoiceField(
        label=gettext_lazy("Sign-up"),
        choices=SignUpPlace.choices,
        initial=SignUpPlace.NONE,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("When people sign up here, the office keeps the list for you."),
    )
    sign_up_url = WebAddressField(label=gettext_lazy("Address of your sign-up page"), required=False)
    capacity = WholeNumberField(
        label=gettext_lazy("Seats"),
        least=1,
        most=MOST_SEATS,
        required=False,
        help_text=gettext_lazy("If people sign up here. Empty: no limit."),
    )
    contact_name = TextField(
        label=gettext_lazy("Contact person"),
        max_length=150,
        error_messages={"required": gettext_lazy("Write whom people may ask.")},
    )
    contact_email = EmailField(
        label=gettext_lazy("E-mail for questions"),
        error_messages={"required": gettext_lazy("Give the e-mail for questions.")},
    )
    contact_phone = PhoneField(label=gettext_lazy("Phone for questions"), max_length=30, required=False)

    def __init__(self, *args: Any, proposal: EventProposal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = proposal.venue_id if proposal else None
        venue = cast(forms.ModelChoiceField[Venue], self.fields["venue"])
        venue.queryset = Venue.objects.filter(Q(in_use=True) | Q(pk=present)).order_by("name", "pk")
        venue.empty_label = _("another place, written below")
        gmina = cast(forms.ModelChoiceField[Municipality], self.fields["municipality"])
        gmina.queryset, gmina.empty_label = municipalities(), _("outside the county")

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields as the page gathers them: id, heading, fields."""
        return [(anchor, str(title), [self[name] for name in names]) for anchor, title, names in _GROUPS]

    def clean(self) -> dict[str, Any] | None:
        """Leave out what the chosen way of signing up does not use."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sign_up") != SignUpPlace.ELSEWHERE:
            cleaned["sign_up_url"] = ""
        if cleaned.get("sign_up") != SignUpPlace.HERE:
            cleaned["capacity"] = None
        return cleaned

    def entry(self) -> ProposalEntry:
        """Return the form as the services take it."""
        return ProposalEntry(**{name: self.cleaned_data[name] for name in _FIELDS})


def values_of(proposal: EventProposal) -> dict[str, object]:
    """Return what the proposal says, by the field of its form."""
    values = {name: getattr(proposal, name) for name in _FIELDS}
    return {**values, VERSION: str(proposal.version)}


_GROUPS = (
    ("what", gettext_lazy("What it is"), ("kind", "title", "lead")),
    ("when", pgettext_lazy("heading", "When"), ("starts_at", "ends_at")),
    (
        "where",
        pgettext_lazy("heading", "Where"),
        ("venue", "place_name", "place_address", "municipality", "accessibility"),
    ),
    ("sign-up", gettext_lazy("Sign-up"), ("sign_up", "sign_up_url", "capacity")),
    ("who", gettext_lazy("Whom people ask"), ("contact_name", "contact_email", "contact_phone")),
)
_FIELDS = tuple(name for _anchor, _title, names in _GROUPS for name in names)
