"""The form by which people sign up, and the one by which they change a sign-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kuznia.directory.queries import organisation_called
from kuznia.events.announcement import ProgrammeBlock
from kuznia.events.forms.noticed import NoticedForm, knows_notice_field
from kuznia.events.forms.questions import AskingForm, answered_values
from kuznia.events.models import Answer, Event, Registration
from kuznia.events.services.registrations import NeedsEntry, SignUpEntry
from kuznia.events.states import ComingFor
from kuznia.lib.policy import Actor, AsSelf, ForOrganisation
from kuznia.ui.forms import EmailField, TextField, TrappedForm

CHOOSE = _("Choose one of the parallel sessions.")
CHOOSE_ANSWER = _("Choose one of the answers.")
LIST_OF_ORGANISATIONS = "organisations"
WHO = ("name", "email", "coming_for", "organisation_name")
NEEDS = ("wheelchair", "interpreter", "diet")
# Organisations of the directory say by their kind as what a person comes for them.
COMING_FOR_KIND = {
    "ngo": ComingFor.ORGANISATION,
    "informal_group": ComingFor.INFORMAL_GROUP,
    "institution": ComingFor.INSTITUTION,
    "company": ComingFor.COMPANY,
}


def _name_field() -> TextField:
    return TextField(
        label=_("First name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your first name and surname.")},
    )


def _photos_field() -> forms.BooleanField:
    return forms.BooleanField(label=_("You may show me in photographs"), required=False)


class SessionField(forms.TypedChoiceField):
    """The choice of one of the sessions that run side by side; a full one stays choosable for its holder only."""

    def __init__(self, block: ProgrammeBlock, *, chosen: int | None = None) -> None:
        self.block, self.chosen = block, chosen
        super().__init__(
            label=block.title,
            coerce=int,
            choices=[(line.session.pk, line.session.spoken_title) for line in block.sessions],
            widget=forms.RadioSelect,
            error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        )


class ChoosingForm(AskingForm):
    """What the sign-up and its change have in common: a name, a session in every block, needs and questions."""

    name = _name_field()
    wheelchair = forms.BooleanField(label=_("I use a wheelchair"), required=False)
    interpreter = forms.BooleanField(label=_("I need a sign-language interpreter"), required=False)
    accepts_waiting = forms.BooleanField(label=_("Put me on the waiting list"), required=False)
    diet = TextField(
        label=_("Diet"),
        required=False,
        max_length=200,
        help_text=_("For example: without meat, without gluten"),
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        blocks: Iterable[ProgrammeBlock],
        chosen: Mapping[int, int] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        for block in blocks:
            self.fields[block.field] = SessionField(block, chosen=(chosen or {}).get(block.number or 0))
        for need in NEEDS:
            if not getattr(event, f"asks_{need}"):
                del self.fields[need]
        if not self._may_wait():
            del self.fields["accepts_waiting"]
        # The error summary names what is wrong in the order of the page.
        blocks_and_questions = [
            [name for name in self.fields if name.startswith(stem)] for stem in ("block_", "question_")
        ]
        self.order_fields(
            (*WHO, *blocks_and_questions[0], "accepts_waiting", *NEEDS, *blocks_and_questions[1])
        )

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The blocks with their sessions, each ready to print as a choice."""
        names = [name for name, field in self.fields.items() if isinstance(field, SessionField)]
        return [self._choice(name) for name in names]

    @property
    def accepted_waiting(self) -> bool:
        """True when the participant said that she would wait for a seat."""
        return bool(self.cleaned_data.get("accepts_waiting"))

    def _may_wait(self) -> bool:
        """True where there is something to wait for: a full event or session, and a list."""
        is_full = self.event.free == 0 or self._has_full_session()
        # What was seen a moment ago may have been kept for seconds: who ticked it has seen that there is no seat.
        return self.event.lets_wait and (is_full or self.add_prefix("accepts_waiting") in self.data)

    def _has_full_session(self) -> bool:
        """True where a session is full that is not the participant's own."""
        fields = [field for field in self.fields.values() if isinstance(field, SessionField)]
        return any(
            line.seats.is_full and line.session.pk != field.chosen
            for field in fields
            for line in field.block.sessions
        )

    @property
    def needs(self) -> list[forms.BoundField]:
        """The questions about needs that this event asks."""
        return [self[need] for need in NEEDS if need in self.fields]

    @property
    def session_ids(self) -> tuple[int, ...]:
        """The chosen sessions."""
        return tuple(
            self.cleaned_data[name] for name, field in self.fields.items() if isinstance(field, SessionField)
        )

    @property
    def needs_entry(self) -> NeedsEntry:
        """What the participant said she needs."""
        return NeedsEntry(
            wheelchair=self.cleaned_data.get("wheelchair", False),
            interpreter=self.cleaned_data.get("interpreter", False),
            diet=self.cleaned_data.get("diet", ""),
        )

    def _choice(self, name: str) -> dict[str, Any]:
        bound, field = self[name], cast(SessionField, self.fields[name])
        value = str(bound.value() or "")
        lines = [
            {
                "line": line,
                "is_closed": line.seats.is_closed and line.session.pk != field.chosen,
                "is_own": line.seats.is_full and line.session.pk == field.chosen,
                "is_chosen": str(line.session.pk) == value,
            }
            for line in field.block.sessions
        ]
        # The error summary links to the first radio button: one that can take the focus.
        for number, row in enumerate(sorted(lines, key=lambda row: bool(row["is_closed"]))):
            row["id"] = f"{bound.auto_id}_{number}"
        return {"field": bound, "block": field.block, "lines": lines}


class SignUpForm(NoticedForm, ChoosingForm):
    """The sign-up of a person who is signed in: her address is known, and so is she."""

    coming_for = forms.ChoiceField(
        label=_("Who do you come for?"),
        choices=ComingFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you come for."), "invalid_choice": CHOOSE_ANSWER},
    )
    organisation_name = TextField(
        label=_("Its name"),
        max_length=200,
        error_messages={"required": _("Type the name of whoever you come for.")},
        help_text=_("Type the beginning: names from the directory will be suggested"),
        widget=forms.TextInput(attrs={"list": LIST_OF_ORGANISATIONS, "autocomplete": "organization"}),
    )
    allows_photos = _photos_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_name"].required = self._asked_for() != ComingFor.ONESELF

    def clean(self) -> dict[str, Any] | None:
        """Forget a name that nobody asks for."""
        cleaned = super().clean()
        if self.cleaned_data.get("coming_for") in {None, ComingFor.ONESELF}:
            self.cleaned_data["organisation_name"] = ""
            self.errors.pop("organisation_name", None)
        return cleaned

    def entry(self, *, email: str, language: str) -> SignUpEntry:
        """Return the form as the service takes it."""
        cleaned = self.cleaned_data
        name = cleaned["organisation_name"]
        return SignUpEntry(
            name=cleaned["name"],
            email=cleaned.get("email", email),
            coming_for=cleaned["coming_for"],
            organisation=organisation_called(name) if name else None,
            organisation_name=name,
            session_ids=self.session_ids,
            accepts_waiting=self.accepted_waiting,
            needs=self.needs_entry,
            answers=self.answers,
            allows_photos=cleaned["allows_photos"],
            notice=self.notice,
            language=language,
            form_key=self.key,
        )

    def _asked_for(self) -> str:
        """Return who the person comes for, as far as she has chosen."""
        return str(self.data.get(self.add_prefix("coming_for"), ""))


class VisitorSignUpForm(TrappedForm, SignUpForm):
    """The sign-up of a visitor: with an address to confirm, a consent to tick and traps for robots."""

    email = EmailField(
        label=_("E-mail"),
        help_text=_("The link to confirm goes there"),
        error_messages={"required": _("Type your e-mail address.")},
    )
    knows_notice = knows_notice_field()


class ChangeForm(ChoosingForm):
    """The change of a sign-up: who has a seat waits for another session only."""

    accepts_waiting = forms.BooleanField(
        label=_("Put me in the queue and keep my present place until a seat is mine"), required=False
    )
    allows_photos: forms.BooleanField | None = _photos_field()

    def _may_wait(self) -> bool:
        return self.event.has_waiting_list and self._has_full_session()


class MemberChangeForm(ChangeForm):
    """The change of one person of a delegation, who gets no letters: nobody waits for another session unseen.

    Whoever signed her up does not agree to photographs for her.
    """

    allows_photos = None

    def _may_wait(self) -> bool:
        return False


def first_values(actor: Actor, *, organisation_kind: str = "") -> dict[str, Any]:
    """Return what the house knows of the person before she types anything."""
    values: dict[str, Any] = {"name": getattr(actor, "name", "")}
    if isinstance(actor, ForOrganisation):
        values["coming_for"] = COMING_FOR_KIND.get(organisation_kind, ComingFor.ORGANISATION)
        values["organisation_name"] = actor.organisation_name
    elif isinstance(actor, AsSelf):
        values["coming_for"] = ComingFor.ONESELF
    return values


def present_values(
    registration: Registration, chosen: Mapping[int, int], answers: Iterable[Answer]
) -> dict[str, Any]:
    """Return what a sign-up says now, for the form that changes it."""
    needs = getattr(registration, "needs", None)
    values: dict[str, Any] = {"name": registration.name, "allows_photos": registration.allows_photos}
    values |= {f"block_{block}": session for block, session in chosen.items()}
    values |= {need: getattr(needs, need) for need in NEEDS if needs is not None}
    return values | answered_values(answers)
