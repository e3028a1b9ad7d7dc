"""Forms about places and rooms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kuznia.directory.forms.fields import Checkbox, OrganisationField
from kuznia.directory.models import Authority, Municipality
from kuznia.directory.models.venues import MOST_SEATS
from kuznia.directory.queries import authorities
from kuznia.directory.services import RoomRecord, VenueRecord
from kuznia.ui.forms import MultilineField, TextField
from kuznia.ui.shared_forms import SharedForm

SEATS_WRONG = _("Give the number of seats, from 1 to 20 000.")


class VenueForm(SharedForm):
    """A place and what it offers to those who need it."""

    name = TextField(label=_("Name of the venue"), max_length=150)
    address = TextField(label=_("Address"), max_length=300)
    municipality = forms.ModelChoiceField(
        label=_("Gmina"),
        queryset=Municipality.objects.none(),
        required=False,
        empty_label=_("outside the county"),
    )
    authority = forms.ModelChoiceField(
        label=_("Office that runs it"),
        queryset=Authority.objects.none(),
        required=False,
        empty_label=_("no office"),
    )
    organisation = OrganisationField(label=_("Organisation that runs it"), required=False)
    step_free = Checkbox(label=_("The entrance has no steps"))
    lift = Checkbox(label=_("There is a lift"))
    accessible_toilet = Checkbox(label=_("There is an accessible toilet"))
    induction_loop = Checkbox(label=_("There is an induction loop"))
    sign_language = Checkbox(label=_("A sign-language interpreter comes on request"))
    accessible_parking = Checkbox(label=_("There are parking places for disabled people"))
    accessibility = MultilineField(
        label=_("Accessibility in your own words"), required=False, max_length=2000
    )
    directions = MultilineField(label=_("How to get there"), required=False, max_length=2000)
    in_use = Checkbox(label=_("The venue is in use"), initial=True)

    def __init__(
        self, *args: Any, municipalities: QuerySet[Municipality], covers_all: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["municipality"]
        field.queryset, field.required = municipalities, not covers_all
        if not covers_all:
            field.empty_label = None
        office: Any = self.fields["authority"]
        office.queryset = authorities()

    def record(self) -> VenueRecord:
        """Return the record as typed."""
        return VenueRecord(**self.typed())


class RoomForm(SharedForm):
    """A room of a venue."""

    name = TextField(label=_("Name of the room"), max_length=100)
    seats = forms.IntegerField(
        label=_("Number of seats"),
        min_value=1,
        max_value=MOST_SEATS,
        error_messages={"invalid": SEATS_WRONG, "min_value": SEATS_WRONG, "max_value": SEATS_WRONG},
    )
    floor = TextField(label=_("Floor"), required=False, max_length=40)
    step_free = Checkbox(label=_("It is reached without steps"))
    induction_loop = Checkbox(label=_("There is an induction loop"))
    in_use = Checkbox(label=_("The room is in use"), initial=True)

    def record(self) -> RoomRecord:
        """Return the record as typed."""
        return RoomRecord(**self.typed())
