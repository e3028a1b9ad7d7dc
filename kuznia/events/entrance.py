"""What the door says and shows, computed once for the templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kuznia.events.desk import SignUpFilter, comes_for, sign_ups_found
from kuznia.events.models import Attendance, Event, Registration, Session
from kuznia.events.queries import DoorCount, absent, places_of
from kuznia.events.services.attendance import Answer, DoorEntry, Verdict
from kuznia.events.states import COVERED, LIVE, RegistrationState
from kuznia.lib.errors import Refused
from kuznia.ui.dates import hour

MOST_ROWS = 500


class Show:
    """Whom the list shows."""

    ALL, AWAITED, HERE = "all", "awaited", "here"
    LABELS = {
        ALL: gettext_lazy("Everybody"),
        AWAITED: gettext_lazy("Awaited"),
        HERE: gettext_lazy("Present"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The answer to one entry in big words; `entry` is what the question “let in all the same?” would send again."""

    verdict: str
    kind: str
    icon: str
    heading: str
    lines: tuple[str, ...] = ()
    meta: str = ""
    code: str = ""
    key: str = ""
    undo_key: str = ""
    tag: str = ""
    walk_in_name: str = ""
    asks: str = ""
    entry: DoorEntry | None = field(default=None, compare=False)


def card_of(answer: Answer, entry: DoorEntry) -> Card:
    """Return the card of an answer."""
    registration = answer.registration
    if registration is None:
        line = _("No sign-up of this event has the code %(code)s.") % {"code": entry.code}
        return _stop(answer, entry, heading=_("Not for this event"), lines=(line,))
    if answer.attendance is not None and answer.verdict != Verdict.UNDONE:
        is_new = answer.verdict == Verdict.IN
        return _card_of_present(answer.attendance, is_new=is_new, key=str(entry.key))
    if answer.session is not None and answer.chosen is not None:
        return _card_of_elsewhere(answer, entry, registration, answer.session, answer.chosen)
    words = _("This entry was taken back.") if answer.attendance else _stopped_words(registration)
    is_ended = answer.verdict == Verdict.ENDED and registration.state not in COVERED
    name = registration.name if is_ended else ""
    return _stop(answer, entry, heading=registration.name, lines=(words,), walk_in_name=name)


def card_of_refusal(refused: Refused, key: str) -> Card:
    """Return the card of a refusal."""
    return Card(
        verdict="refused",
        kind="err",
        icon="circle-x",
        heading=_("Not let in"),
        lines=(refused.message,),
        key=key,
    )


def card_of_attendance(attendance: Attendance) -> Card:
    """Return the card of an entry that counts."""
    return _card_of_present(attendance, is_new=True, key=str(attendance.key))


def _card_of_present(attendance: Attendance, *, is_new: bool, key: str) -> Card:
    registration = attendance.registration
    came = hour(attendance.came_at)
    words = _("Came in: %(when)s") if is_new else _("Already inside since %(when)s")
    door = [_("door: %(door)s") % {"door": attendance.door}] if attendance.door and not is_new else []
    return Card(
        verdict=Verdict.IN if is_new else Verdict.ALREADY,
        kind="ok" if is_new else "warn",
        icon="circle-check" if is_new else "history",
        heading=registration.name,
        lines=tuple(filter(None, [_chosen_words(registration), ", ".join([words % {"when": came}, *door])])),
        meta=comes_for(registration),
        code=registration.code,
        key=key,
        undo_key=str(attendance.key),
        tag=came,
    )


def _card_of_elsewhere(
    answer: Answer, entry: DoorEntry, registration: Registration, session: Session, chosen: Session
) -> Card:
    words = _("Chose: %(title)s") % {"title": chosen.spoken_title}
    return _stop(
        answer,
        entry,
        heading=registration.name,
        lines=(words, _free_words(session)),
        asks="" if session.free == 0 else _("Move here and let in"),
    )


def _free_words(session: Session) -> str:
    free = session.free
    if free is None:
        return _("There is no limit of seats here.")
    if not free:
        return _("Here every seat is taken.")
    return ngettext("%(free)d free seat here.", "%(free)d free seats here.", free) % {"free": free}


def _stop(
    answer: Answer,
    entry: DoorEntry,
    *,
    heading: str,
    lines: tuple[str, ...],
    walk_in_name: str = "",
    asks: str = "",
) -> Card:
    is_question = answer.verdict in {Verdict.ELSEWHERE, Verdict.UNDONE}
    return Card(
        verdict=answer.verdict,
        kind="warn" if is_question else "err",
        icon="triangle-alert" if is_question else "circle-x",
        heading=heading,
        lines=lines,
        meta=comes_for(answer.registration) if answer.registration else "",
        key=str(entry.key),
        walk_in_name=walk_in_name,
        asks=asks,
        entry=entry,
    )


def _chosen_words(registration: Registration) -> str:
    named = [_session_words(each) for each in places_of(registration)]
    return " · ".join(named)


def _session_words(session: Session) -> str:
    return f"{session.spoken_title}, {session.room.name}" if session.room else session.spoken_title


def _stopped_words(registration: Registration) -> str:
    words = {
        RegistrationState.WAITING: _("On the waiting list: there is no seat yet."),
        RegistrationState.PENDING: _("The organiser has not accepted this sign-up yet."),
        RegistrationState.CANCELLED: _("The sign-up is cancelled."),
        RegistrationState.EXPIRED: _("The sign-up was not confirmed in time, and its seat was freed."),
        RegistrationState.REFUSED: _("The organiser refused this sign-up."),
        **dict.fromkeys(COVERED, _("This person has signed up herself: her own code counts.")),
    }
    return words[RegistrationState(registration.state)]


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One person of the list."""

    registration: Registration

    @property
    def meta(self) -> str:
        """What she chose and whom she comes for."""
        chosen = [place.session.spoken_title for place in self.registration.places.all()]
        return " · ".join([*chosen, comes_for(self.registration)])

    @property
    def came_at(self) -> datetime | None:
        """When she came in, if she did."""
        entries: list[Attendance] = self.registration.entries  # type: ignore[attr-defined]
        return entries[0].came_at if entries else None

    @property
    def undo_key(self) -> str:
        """The key of the entry that counts her in."""
        entries: list[Attendance] = self.registration.entries  # type: ignore[attr-defined]
        return str(entries[0].key) if entries else ""

    @property
    def waits(self) -> str:
        """Why she has no seat yet, in few words."""
        return "" if self.registration.is_seated else str(self.registration.get_state_display())


def door_rows(event: Event, session: Session | None, *, words: str, show: str) -> list[DoorRow]:
    """Return the list of one door by the Polish alphabet; who searches in a session finds everybody."""
    within = session.pk if session and session.block is not None and not words else None
    found = sign_ups_found(event, SignUpFilter(words=words, session=within, sort="name"))
    return [DoorRow(each) for each in _shown(_with_entries(found, session), event, session, show)[:MOST_ROWS]]


def absent_rows(event: Event) -> list[DoorRow]:
    """Return those with a seat who have not come, by the Polish alphabet."""
    found = sign_ups_found(event, SignUpFilter(sort="name"))
    return [DoorRow(each) for each in _shown(_with_entries(found, None), event, None, Show.AWAITED)]


def _with_entries(found: QuerySet[Registration], session: Session | None) -> QuerySet[Registration]:
    counted = Attendance.objects.filter(session=session, undone_at__isnull=True)
    return found.filter(state__in=LIVE).prefetch_related(Prefetch("attendances", counted, to_attr="entries"))


def _shown(
    found: QuerySet[Registration], event: Event, session: Session | None, show: str
) -> QuerySet[Registration]:
    if show == Show.AWAITED:
        return found.filter(pk__in=absent(event, session).values("pk"))
    if show == Show.HERE:
        came = Attendance.objects.filter(session=session, undone_at__isnull=True)
        return found.filter(pk__in=came.values("registration"))
    return found


@dataclass(frozen=True, slots=True)
class DoorWords:
    """One door of the list of doors: its name and its numbers."""

    session: Session | None
    name: str
    count: DoorCount


def doors_of(counts: Iterable[DoorCount]) -> list[DoorWords]:
    """Return the event's door and then those of its sessions, named."""
    return [
        DoorWords(
            each.session, each.session.spoken_title if each.session else _("Entrance to the event"), each
        )
        for each in counts
    ]


def waiting_words() -> dict[str, str]:
    """Return the line about unsent entries in its plural forms, for the page's script; {n} is the number."""
    examples = {"one": 1, "few": 2, "many": 5}
    return {
        name: ngettext(
            "%(count)s entry waits for the network", "%(count)s entries wait for the network", number
        )
        % {"count": "{n}"}
        for name, number in examples.items()
    }
