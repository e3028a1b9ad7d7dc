"""The forms of an office: an event, who stands behind it, why it is cancelled, its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kuznia.directory.models import Venue
from kuznia.directory.queries import organisation_called
from kuznia.events.forms.addresses import WebAddressField
from kuznia.events.forms.references import CaseReferenceField
from kuznia.events.models import ANSWER_HOURS, HOLD_HOURS, KEPT_MONTHS, REMINDER_HOURS, Event
from kuznia.events.services.announcing import EventEntry
from kuznia.events.shifts import Times, following_times
from kuznia.events.states import EventKind, EventState, PartyRole
from kuznia.lib.errors import Refused
from kuznia.ui.dates import full_moment
from kuznia.ui.forms import EmailField, Form, LocalMomentField, MultilineField, PhoneField, TextField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_SEATS = 20_000
MOST_HOURS = 336
MOST_MONTHS = 60
MOST_FOLLOWED = 200
ORGANISATIONS = "organisations"
VERSION = "version"
ALONG = "moves_along"


# As the reader of the page groups thousands: 20 000 or 20,000.
_GROUPED = lazy(number_format, str)


class WholeNumberField(forms.IntegerField):
    """A whole number between two bounds, typed in a narrow box; the refusal names it and both."""

    def __init__(self, *, label: str | _StrPromise, least: int, most: int, **kwargs: Any) -> None:
        words = format_lazy(
            gettext_lazy("“{label}”: type a whole number from {least} to {most}."),
            label=label,
            least=least,
            most=_GROUPED(most, force_grouping=True),
        )
        super().__init__(
            label=label,
            min_value=least,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s", "autocomplete": "off"}),
            error_messages={"invalid": words, "min_value": words, "max_value": words},
            **kwargs,
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else in the form than in the record."""

    label: str
    mine: str
    theirs: str


class VersionedForm(Form):
    """A form of a record that others may change meanwhile: a stale one is shown beside the present record."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def version_read(self) -> int:
        """The version that the officer had before her eyes; 0, which never was, where the page was tampered with."""
        typed = self.cleaned_data.get(VERSION, "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0

    def differences(self, present: Mapping[str, object]) -> list[Difference]:
        """Return where the filled-in form differs from the present record."""
        names = [name for name in self.fields if name in present and name != VERSION]
        told = (self._difference(name, present[name]) for name in names)
        return [difference for difference in told if difference.mine != difference.theirs]

    def show_anew(self, *, version: int, refused: Refused) -> None:
        """Keep all that was typed, and let the next save be made knowingly, over the present version."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix(VERSION)] = str(version)
        self.data = data
        self.add_error(None, refused.message)

    def _difference(self, name: str, theirs: object) -> Difference:
        mine = self._said(name, self.cleaned_data.get(name))
        return Difference(str(self.fields[name].label), mine, self._said(name, theirs))

    def _said(self, name: str, value: object) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, datetime):
            return full_moment(value)
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            value = dict(cast(Any, field.choices)).get(value, "")
        return "" if value is None else str(value)


class EventForm(VersionedForm):
    """An event as its office describes it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=EventKind.choices)
    title = TextField(label=gettext_lazy("Title"))
    title_en = TextField(label=gettext_lazy("Title in English"), required=False)
    lead = MultilineField(
        label=gettext_lazy("In two sentences"),
        rows=3,
        max_length=600,
        help_text=gettext_lazy(
            "What people will get from it. It stands under the title and in search results."
        ),
    )
    lead_en = MultilineField(
        label=gettext_lazy("In two sentences, in English"), rows=3, max_length=600, required=False
    )
    motto = TextField(label=gettext_lazy("Motto"), required=False)
    starts_at = LocalMomentField(label=pgettext_lazy("time", "Start"))
    ends_at = LocalMomentField(label=pgettext_lazy("time", "End"))
    moves_along = forms.BooleanField(
        label=gettext_lazy("When the start moves, move all that hangs on it by as much"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "The programme and a survey that is not open yet, and the end and the times of sign-up that you leave "
            "as they are. Hours of the day stay what they are when summer time begins or ends."
        ),
    )
    venue = forms.ModelChoiceField(label=gettext_lazy("Place"), queryset=Venue.objects.none())
    accessibility = MultilineField(
        label=gettext_lazy("Accessibility of this event"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=gettext_lazy(
            "Beyond what is known of the place: a loop, an interpreter, materials in large print."
        ),
    )
    host_organisation = TextField(
        label=gettext_lazy("Organisation that hosts it"),
        required=False,
        max_length=250,
        help_text=gettext_lazy(
            "Leave empty if your office hosts it. Type the beginning: names will be suggested."
        ),
        widget=forms.TextInput(attrs={"list": ORGANISATIONS, "autocomplete": "off"}),
    )
    follows = forms.ModelChoiceField(
        label=gettext_lazy("It follows from"), queryset=Event.objects.none(), required=False
    )
    contact_name = TextField(label=gettext_lazy("Contact person"), max_length=150)
    contact_email = EmailField(label=gettext_lazy("E-mail for questions"))
    contact_phone = PhoneField(label=gettext_lazy("Phone for questions"), max_length=30, required=False)
    takes_registrations = forms.BooleanField(
        label=gettext_lazy("People sign up here"), required=False, initial=True
    )
    sign_up_url = WebAddressField(
        label=gettext_lazy("Sign-up on another page"),
        required=False,
        help_text=gettext_lazy("Where people sign up with the organisation; then they don’t sign up here."),
    )
    registration_opens_at = LocalMomentField(
        label=gettext_lazy("Sign-up opens"),
        required=False,
        help_text=gettext_lazy("Empty: at once, when published."),
    )
    registration_closes_at = LocalMomentField(
        label=gettext_lazy("Sign-up closes"),
        required=False,
        help_text=gettext_lazy("Empty: at the start of the event."),
    )
    capacity = WholeNumberField(
        label=gettext_lazy("Seats"),
        least=1,
        most=MOST_SEATS,
        required=False,
        help_text=gettext_lazy("Empty: no limit. Workshops have limits of their own in the programme."),
    )
    hold_hours = WholeNumberField(
        label=gettext_lazy("Hours for which a seat waits for confirmation"),
        least=1,
        most=MOST_HOURS,
        initial=HOLD_HOURS,
    )
    reminder_hours = WholeNumberField(
        label=gettext_lazy("Hours before the start at which a reminder goes out"),
        least=0,
        most=MOST_HOURS,
        initial=REMINDER_HOURS,
        help_text=gettext_lazy("0: no reminder."),
    )
    needs_approval = forms.BooleanField(
        label=gettext_lazy("We accept or refuse each sign-up"),
        required=False,
        help_text=gettext_lazy("A sign-up then takes a seat only when you have accepted it."),
    )
    has_waiting_list = forms.BooleanField(
        label=gettext_lazy("Keep a waiting list"),
        required=False,
        help_text=gettext_lazy(
            "When seats run out, people can wait. A freed seat is offered to the first one."
        ),
    )
    answer_hours = WholeNumberField(
        label=gettext_lazy("Hours to take an offered seat"),
        least=1,
        most=MOST_HOURS,
        initial=ANSWER_HOURS,
    )
    asks_wheelchair = forms.BooleanField(label=gettext_lazy("Ask about a wheelchair"), required=False)
    asks_interpreter = forms.BooleanField(
        label=gettext_lazy("Ask about a sign-language interpreter"), required=False
    )
    asks_diet = forms.BooleanField(label=gettext_lazy("Ask about diet"), required=False)
    case_reference = CaseReferenceField()
    kept_months = WholeNumberField(
        label=gettext_lazy("Months for which data of sign-ups are kept"),
        least=1,
        most=MOST_MONTHS,
        initial=KEPT_MONTHS,
        help_text=gettext_lazy("Counted from the end of the event; then names and addresses are deleted."),
    )

    def __init__(self, *args: Any, events: Any, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if event is None:
            del self.fields[ALONG]
        own, venue = (event.pk, event.venue_id) if event else (0, 0)
        venues = cast(forms.ModelChoiceField[Venue], self.fields["venue"])
        venues.queryset = Venue.objects.filter(Q(in_use=True) | Q(pk=venue)).order_by("name", "pk")
        venues.empty_label = _("Choose a place")
        followed = cast(forms.ModelChoiceField[Event], self.fields["follows"])
        latest = events.exclude(pk=own).exclude(state=EventState.DRAFT).order_by("-starts_at", "-pk")
        chosen = Q(pk=event.follows_id) if event and event.follows_id else Q(pk__in=[])
        offered = Q(pk__in=latest[:MOST_FOLLOWED].values("pk")) | chosen
        followed.queryset = Event.objects.filter(offered).order_by("-starts_at", "-pk")
        followed.empty_label = _("Nothing: it stands alone")

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields as the page gathers them: id, heading, fields."""
        return [
            (anchor, str(title), [self[name] for name in names if name in self.fields])
            for anchor, title, names in _GROUPS
        ]

    def clean_host_organisation(self) -> str:
        """Find the organisation by its name, or say that the directory doesn't know it."""
        name: str = self.cleaned_data["host_organisation"]
        present = self.event.host_organisation if self.event else None
        self.host = (
            present if present and present.name == name else organisation_called(name) if name else None
        )
        if name and self.host is None:
            raise ValidationError(
                _(
                    "No active organisation of the directory has exactly this name. Choose one that is suggested."
                )
            )
        return self.host.name if self.host else ""

    def entry(self) -> EventEntry:
        """Return the form as the services take it."""
        values = {name: self.cleaned_data[name] for name in _PLAIN_FIELDS}
        return EventEntry(**values, host_organisation=self.host)

    @property
    def keeps_together(self) -> bool:
        """True where what hangs on the start moves with it."""
        return bool(self.cleaned_data.get(ALONG))

    def follow_start(self, *, before: Times, at: datetime) -> None:
        """Let the form say what it makes of the times that the event had `before`."""
        if self.keeps_together:
            self.cleaned_data |= following_times(self.entry(), before=before, at=at)


def values_of(event: Event) -> dict[str, object]:
    """Return what the event's record says, by the field of its form."""
    host = event.host_organisation.name if event.host_organisation else ""
    values = {name: getattr(event, name) for name in _PLAIN_FIELDS}
    return {**values, "host_organisation": host, VERSION: str(event.version)}


# Fields that are called as in the record and say the same.
_PLAIN_FIELDS = tuple(
    name for name in EventForm.base_fields if name not in {VERSION, ALONG, "host_organisation"}
)
_GROUPS = (
    (
        "what",
        gettext_lazy("What it is"),
        ("kind", "title", "title_en", "lead", "lead_en", "motto", "follows"),
    ),
    (
        "when-and-where",
        gettext_lazy("When and where"),
        ("starts_at", "ends_at", ALONG, "venue", "accessibility"),
    ),
    (
        "sign-up",
        gettext_lazy("Sign-up"),
        (
            "takes_registrations",
            "sign_up_url",
            "registration_opens_at",
            "registration_closes_at",
            "capacity",
            "hold_hours",
            "reminder_hours",
            "needs_approval",
            "has_waiting_list",
            "answer_hours",
        ),
    ),
    ("needs", gettext_lazy("Questions about needs"), ("asks_wheelchair", "asks_interpreter", "asks_diet")),
    (
        "who",
        gettext_lazy("Host and contact"),
        ("host_organisation", "contact_name", "contact_email", "contact_phone"),
    ),
    ("office", gettext_lazy("For the office"), ("case_reference", "kept_months")),
)


class PartyForm(Form):
    """A co-organiser, patron or partner: an organisation of the directory, or a name as printed."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=PartyRole.choices)
    name = TextField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("A name from the directory becomes a link to its profile."),
        widget=forms.TextInput(attrs={"list": ORGANISATIONS, "autocomplete": "off"}),
    )


class ReasonForm(Form):
    """Why something is cancelled."""

    reason = MultilineField(
        label=gettext_lazy("Reason"),
        rows=3,
        max_length=500,
        error_messages={"required": gettext_lazy("Write the reason in one sentence.")},
    )


class DocumentForm(Form):
    """A document of an event."""

    title = TextField(label=gettext_lazy("Title of the document"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput,
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
        help_text=gettext_lazy(
            "PDF, a document or slides of an office program, or a picture, up to 15 MB; a recording up to 200 MB."
        ),
    )
    alt = TextField(
        label=gettext_lazy("What the picture shows"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For pictures only: it is read to those who don’t see them."),
    )
