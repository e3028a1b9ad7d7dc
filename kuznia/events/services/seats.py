"""Seats: taken and given back under the lock of the event's row, and nowhere else.

Order of locks: event, then its sessions by the ids, then sign-ups. Counting without the lock oversells, even under
REPEATABLE READ (measured, docs/adr/0007); the CHECKs on the counters are the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.events import rush
from kuznia.events.models import Event, Place, Registration, Session, Wish
from kuznia.events.queries import choosable_sessions
from kuznia.lib.errors import Refused
from kuznia.lib.prepared import NUMBER, Prepared


class EventFull(Refused):
    """Every seat of the event is taken."""

    def __init__(self) -> None:
        super().__init__(_("There are no free seats any more. You have not been signed up."))


class ListOffered(Refused):
    """Every seat of the event is taken, and one can wait for another."""

    def __init__(self, event: Event) -> None:
        super().__init__(with_list_named(event, EventFull().message), field="accepts_waiting")


def lock_event(event_id: int) -> Event:
    """Return the event, with its place, and its row locked until the transaction ends; who counts seats waits."""
    return _LOCKED.one(event_id)


_LOCKED = Prepared(
    lambda number: (
        Event.objects.select_for_update(no_key=True, of=("self",)).select_related("venue").filter(pk=number)
    ),
    NUMBER,
)


def demand_seats(*, event: Event, sessions: Sequence[Session]) -> None:
    """Refuse in words that name what is free unless there is a seat at the event and in each session.

    The caller holds the event's lock and has read `event` and `sessions` under it.
    """
    if _is_full(event):
        raise ListOffered(event) if event.lets_wait else EventFull
    demand_places(event=event, sessions=sessions)


def demand_places(*, event: Event, sessions: Sequence[Session]) -> None:
    """Refuse in words that name what is free unless there is a seat in each session."""
    for session in sessions:
        if _is_full(session):
            text = with_list_named(event, _full_session(event, session))
            raise Refused(text, field=f"block_{session.block}")


def is_any_full(*, event: Event, sessions: Sequence[Session]) -> bool:
    """True where a seat is missing: at the event, or in one of the sessions."""
    return _is_full(event) or any(_is_full(session) for session in sessions)


def take_seats(*, event: Event, sessions: Sequence[Session]) -> None:
    """Take one seat at the event and one in each session, or refuse; the caller holds the event's lock."""
    demand_seats(event=event, sessions=sessions)
    count_in(event=event, sessions=sessions)


def count_in(*, event: Event, sessions: Sequence[Session]) -> None:
    """Count one seat at the event and one in each session as taken; the caller has found them free."""
    rush.count_in(event, sessions)


def take_many(*, event: Event, chosen: Sequence[Sequence[Session]]) -> None:
    """Take seats for several people of one event, each with her sessions; the caller has asked what is free."""
    Event.objects.filter(pk=event.pk).update(taken=F("taken") + len(chosen))
    wanted = Counter(session.pk for sessions in chosen for session in sessions)
    for session_id in sorted(wanted):
        Session.objects.filter(pk=session_id).update(taken=F("taken") + wanted[session_id])


def take_places(*, event: Event, sessions: Sequence[Session]) -> None:
    """Take one seat in each session, or refuse; the caller holds the event's lock."""
    demand_places(event=event, sessions=sessions)
    count_places_in(sessions)


def free_seats(*, registrations: Iterable[Registration]) -> None:
    """Give back the seats of sign-ups of one event; the caller holds the event's lock and ends them."""
    ended = list(registrations)
    if not ended:
        return
    Event.objects.filter(pk=ended[0].event_id).update(taken=F("taken") - len(ended))
    chosen = Place.objects.filter(registration__in=ended).values_list("session_id")
    for session_id, freed in chosen.annotate(freed=Count("pk")).order_by("session_id"):
        Session.objects.filter(pk=session_id).update(taken=F("taken") - freed)


def free_place(place: Place | Wish) -> None:
    """Give back the seat of one session."""
    Session.objects.filter(pk=place.session_id).update(taken=F("taken") - 1)


def count_places_in(sessions: Sequence[Session]) -> None:
    """Count one seat in each session as taken; the caller has found them free."""
    if sessions:
        Session.objects.filter(pk__in=[session.pk for session in sessions]).update(taken=F("taken") + 1)


def chosen_sessions(*, event: Event, session_ids: Iterable[int]) -> list[Session]:
    """Return the sessions of this event that were chosen, one of each block, or refuse.

    Read under the event's lock, so that their counters are true.
    """
    return chosen_among(choosable_sessions(event), session_ids)


def chosen_among(choosable: Iterable[Session], session_ids: Iterable[int]) -> list[Session]:
    """Return what `chosen_sessions` does, for sessions that were read under the lock already."""
    return _chosen(_in_blocks(choosable), session_ids)


def chosen_by_each(*, event: Event, choices: Iterable[Iterable[int]]) -> list[list[Session]]:
    """Return what `chosen_sessions` does for each of several people, in one query."""
    blocks = _in_blocks(choosable_sessions(event))
    return [_chosen(blocks, session_ids) for session_ids in choices]


def with_list_named(event: Event, refusal: str) -> str:
    """Say where the event keeps a waiting list that one may join it; nobody is put there unasked."""
    if not event.lets_wait:
        return refusal
    return _("%(refusal)s You can wait for a seat on the waiting list.") % {"refusal": refusal}


def _chosen(blocks: dict[int, list[Session]], session_ids: Iterable[int]) -> list[Session]:
    by_id = {session.pk: session for sessions in blocks.values() for session in sessions}
    chosen = [by_id[number] for number in dict.fromkeys(session_ids) if number in by_id]
    missing = set(blocks) - {session.block for session in chosen}
    if missing or len(chosen) != len(blocks):
        number = min(missing) if missing else chosen[0].block
        raise Refused(_("Choose one of the parallel sessions."), field=f"block_{number}")
    return sorted(chosen, key=lambda session: session.pk)


def _in_blocks(choosable: Iterable[Session]) -> dict[int, list[Session]]:
    blocks: dict[int, list[Session]] = {}
    for session in sorted(choosable, key=lambda session: session.pk):
        blocks.setdefault(session.block or 0, []).append(session)
    return blocks


def _is_full(thing: Event | Session) -> bool:
    return thing.free is not None and thing.free <= 0


def _full_session(event: Event, full: Session) -> str:
    """Name what is free beside the full session."""
    beside = event.sessions.filter(block=full.block).exclude(pk=full.pk)
    free = [session for session in beside if session.free is None or session.free > 0]
    if not free:
        return _("“%(full)s” is full, and so are the sessions beside it.") % {"full": full.spoken_title}
    named = ", ".join(free_words(session) for session in free)
    return _("“%(full)s” is full. Free: %(named)s.") % {"full": full.spoken_title, "named": named}


def free_words(session: Session) -> str:
    """Return the session with the number of its free seats."""
    if session.free is None:
        return session.spoken_title
    words = ngettext("%(title)s (%(free)d seat)", "%(title)s (%(free)d seats)", session.free)
    return words % {"title": session.spoken_title, "free": session.free}
