"""What the door's page sends: an entry, a photo, a walk-in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.accounts.models import PrivacyNotice
from kuznia.directory.queries import organisation_called
from kuznia.events.desk import choosable_sessions
from kuznia.events.models import Event, Session
from kuznia.events.services.attendance import DoorEntry
from kuznia.events.services.door import WalkIn
from kuznia.events.states import AttendanceSource
from kuznia.ui.forms import EmailField, Form, TextField

ORGANISATIONS = "organisations"
LONGEST_DOOR = 40


class _DoorForm(Form):
    """What every entry carries: its key, its door, and the page's own time."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    door = TextField(required=False, max_length=LONGEST_DOOR, widget=forms.HiddenInput)
    came_at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_came_at(self) -> datetime | None:
        """Return the page's time; one that cannot be read is as good as none."""
        try:
            claimed = parse_datetime(self.cleaned_data["came_at"])
        except ValueError:
            return None
        return claimed if claimed is not None and claimed.tzinfo is not None else None


class EntryForm(_DoorForm):
    """A typed code, or a button of the list."""

    code = TextField(
        max_length=40,
        error_messages={"required": _("Type the code from the ticket or the badge.")},
    )
    source = forms.ChoiceField(
        choices=[(each.value, each.label) for each in AttendanceSource], required=False
    )
    moves = forms.BooleanField(required=False)

    def entry(self, session: Session | None) -> DoorEntry:
        """Return the entry for this door."""
        typed = self.cleaned_data
        return DoorEntry(
            code=typed["code"],
            source=typed["source"] or AttendanceSource.TYPED,
            key=typed["key"],
            session=session,
            door=typed["door"],
            came_at=typed["came_at"],
            moves=typed["moves"],
        )


class PhotoForm(_DoorForm):
    """A photo of a ticket's QR."""

    photo = forms.FileField(
        error_messages={
            "required": _("Take a photo of the code."),
            "missing": _("Take a photo of the code."),
            "empty": _("This photo is empty. Take another one."),
        }
    )

    def entry(self, session: Session | None, code: str) -> DoorEntry:
        """Return the entry of the code that was read in the photo."""
        typed = self.cleaned_data
        return DoorEntry(
            code=code,
            source=AttendanceSource.QR,
            key=typed["key"],
            session=session,
            door=typed["door"],
            came_at=typed["came_at"],
        )


class WalkInForm(_DoorForm):
    """Somebody who came without a sign-up; a name suffices."""

    name = TextField(
        label=_("First name and surname"), max_length=150, error_messages={"required": _("Write the name.")}
    )
    organisation_name = TextField(
        label=_("Organisation"),
        required=False,
        widget=forms.TextInput(attrs={"list": ORGANISATIONS, "autocomplete": "off"}),
    )
    email = EmailField(
        label=_("E-mail"), required=False, help_text=_("With an address the person gets the confirmation.")
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4()
        self.sessions = choosable_sessions(event)
        for block in dict.fromkeys(session.block for session in self.sessions):
            self.fields[f"block_{block}"] = self._choice(block)

    def walk_in(self, notice: PrivacyNotice) -> WalkIn:
        """Return what was written down."""
        typed = self.cleaned_data
        chosen = {typed[name] for name in self.fields if name.startswith("block_")}
        name = typed["organisation_name"]
        return WalkIn(
            name=typed["name"],
            email=typed["email"],
            organisation=organisation_called(name) if name else None,
            organisation_name=name,
            sessions=tuple(session for session in self.sessions if str(session.pk) in chosen),
            notice=notice,
            language=get_language() or "pl",
            key=typed["key"],
            door=typed["door"],
            came_at=typed["came_at"],
        )

    def _choice(self, block: int | None) -> forms.ChoiceField:
        offered = [each for each in self.sessions if each.block == block and each.free != 0]
        choices = [("", _("none"))] + [(str(each.pk), each.spoken_title) for each in offered]
        return forms.ChoiceField(label=_("Workshop"), choices=choices, required=False)
