"""The form of one item of the programme, with the people who take part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from kuznia.directory.models import Room
from kuznia.events.forms.desk import MOST_SEATS, VERSION, VersionedForm, WholeNumberField
from kuznia.events.forms.growing import GrowingForms
from kuznia.events.models import Event, Session, SessionPerson
from kuznia.events.services.cast import CastEntry
from kuznia.events.services.programme import SessionEntry
from kuznia.events.states import SessionKind, SessionRole
from kuznia.ui.forms import Form, LocalMomentField, MultilineField, TextField

MOST_BLOCKS = 99
MOST_PEOPLE = 40
PEOPLE = "people"


class RoomField(forms.ModelChoiceField[Room]):
    """A room of the event's venue, with the number of its seats."""

    def label_from_instance(self, room: Room) -> str:
        """Return the name of the room with its seats."""
        words = ngettext("%(room)s, %(seats)d seat", "%(room)s, %(seats)d seats", room.seats)
        return words % {"room": room.name, "seats": room.seats}


class SessionForm(VersionedForm):
    """One item of the programme."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SessionKind.choices)
    title = TextField(label=gettext_lazy("Title"))
    title_en = TextField(label=gettext_lazy("Title in English"), required=False)
    lead = MultilineField(label=gettext_lazy("What it is about"), rows=3, max_length=600, required=False)
    starts_at = LocalMomentField(label=pgettext_lazy("time", "Start"))
    ends_at = LocalMomentField(label=pgettext_lazy("time", "End"))
    room = RoomField(label=gettext_lazy("Room"), queryset=Room.objects.none(), required=False)
    block = WholeNumberField(
        label=gettext_lazy("Number of the parallel block"),
        least=1,
        most=MOST_BLOCKS,
        required=False,
        help_text=gettext_lazy(
            "Workshops that run side by side have the same number: a participant chooses one of them."
        ),
    )
    capacity = WholeNumberField(
        label=gettext_lazy("Seats"),
        least=1,
        most=MOST_SEATS,
        required=False,
        help_text=gettext_lazy("Empty: no limit."),
    )

    def __init__(self, *args: Any, event: Event, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = cast(RoomField, self.fields["room"])
        present = session.room_id if session else None
        offered = Q(venue_id=event.venue_id, in_use=True) | Q(pk=present)
        rooms.queryset = Room.objects.filter(offered).order_by("name", "pk")
        rooms.empty_label = _("No room given")

    def entry(self) -> SessionEntry:
        """Return the form as the services take it."""
        return SessionEntry(**{name: value for name, value in self.cleaned_data.items() if name != VERSION})


class CastForm(Form):
    """One person of an item; a row without a name is nobody."""

    name = TextField(
        label=gettext_lazy("First name and surname"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"list": PEOPLE, "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", gettext_lazy("Choose a role")), *SessionRole.choices],
        required=False,
    )
    title = TextField(
        label=gettext_lazy("Who the person is"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing in a row that was begun."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name") and not cleaned.get("role"):
            self.add_error("role", _("Choose what this person does."))
        if cleaned.get("title") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Type whose title this is, or empty the whole row."))
        return cleaned


class ProgrammeForms(GrowingForms[SessionForm, CastForm]):
    """The item and its people as one thing."""

    most_rows = MOST_PEOPLE

    def __init__(
        self, *, event: Event, session: Session | None, data: QueryDict | None, initial: dict[str, Any]
    ) -> None:
        self.event, self.session, self.initial = event, session, initial
        people = () if session is None else session.people.select_related("person")
        super().__init__(data, kept=[_row_values(person) for person in people])

    def make_item(self, data: QueryDict | None) -> SessionForm:
        """Return the form of the item."""
        return SessionForm(data, initial=self.initial, event=self.event, session=self.session)

    def make_row(self, data: QueryDict | None, number: int, values: Mapping[str, Any]) -> CastForm:
        """Return the form of one person."""
        return CastForm(data, prefix=f"person-{number}", initial=dict(values))

    def is_valid(self) -> bool:
        """Judge every form; somebody named twice in one role is a mistake."""
        return super().is_valid() and self._names_nobody_twice()

    def cast(self) -> Sequence[CastEntry]:
        """Return the people in the order of the rows."""
        typed = [row.cleaned_data for row in self.rows if row.cleaned_data["name"]]
        return [CastEntry(name=row["name"], role=row["role"], title=row["title"]) for row in typed]

    def _names_nobody_twice(self) -> bool:
        seen: set[tuple[str, str]] = set()
        for row in self.rows:
            name, role = row.cleaned_data["name"], row.cleaned_data["role"]
            if name and (name, role) in seen:
                row.add_error("name", _("This person already stands in this role."))
                return False
            seen.add((name, role))
        return True


def session_values(session: Session, *, version: int) -> dict[str, Any]:
    """Return what the item's record says, by the field of its form."""
    names = [name for name in SessionForm.base_fields if name != VERSION]
    return {**{name: getattr(session, name) for name in names}, VERSION: str(version)}


def _row_values(person: SessionPerson) -> dict[str, Any]:
    return {"name": person.person.name, "role": person.role, "title": person.title}
