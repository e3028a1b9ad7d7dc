"""An event moves, and what hangs on its start moves with it: programme, sign-up, a survey that nobody was sent yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.directory.services.joinings import standing_organisation
from kuznia.events.models import Event, Session, Survey
from kuznia.events.queries import start_of_programme
from kuznia.events.services.announcing import (
    Change,
    EventEntry,
    locked_for_change,
    save_changed,
    save_entry,
)
from kuznia.events.services.surveys import queue_invitations
from kuznia.events.shifts import (
    FOLLOWING,
    SIGN_UP_TIMES,
    following_times,
    is_brought_past,
    moment_reference,
    moved,
    moved_if_set,
    shift_between,
    untouched_times,
)
from kuznia.events.states import SurveyState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor
from kuznia.lib.races import tried_again


@dataclass(frozen=True, slots=True)
class Moved:
    """The event as it stands now, and in words what did not move with it."""

    event: Event
    left: tuple[str, ...] = ()


@tried_again
@transaction.atomic
def move_event(*, event: Event, entry: EventEntry, version: int, actor: Actor) -> Moved:
    """Change the event; what hangs on its start moves by as much, and is told as one change.

    The end and the times of sign-up move where the entry leaves them as they were.
    """
    entry = replace(entry, host_organisation=standing_organisation(entry.host_organisation))
    event = locked_for_change(event=event, version=version, actor=actor)
    shift, now = shift_between(event.starts_at, entry.starts_at), clock.now()
    if not shift:
        return Moved(save_entry(event=event, entry=entry, told=(), actor=actor))
    left = [
        *_left_of_sign_up(entry, event, now),
        *_move_programme(event, shift),
        *_move_survey(event, shift, now),
    ]
    times: dict[str, Any] = {**following_times(entry, before=event, at=now)}
    entry = replace(entry, **times)
    told = _move_in_memory(event, entry, shift)
    return Moved(save_entry(event=event, entry=entry, told=[told], actor=actor), tuple(left))


@tried_again
@transaction.atomic
def move_programme(*, event: Event, version: int, actor: Actor) -> Moved:
    """Move the programme after an event that was moved without it; refused where it was not left behind."""
    event = locked_for_change(event=event, version=version, actor=actor)
    start = start_of_programme(event)
    if start is None:
        raise Refused(
            _("The programme does not lie where the event was before. Change its items one by one.")
        )
    left = _move_programme(event, shift_between(start, event.starts_at))
    told: Change = (
        gettext_noop("The programme was moved with the event, from %(old)s to %(new)s."),
        {"old": moment_reference(start), "new": moment_reference(event.starts_at)},
    )
    return Moved(save_changed(event=event, changes=[told], actor=actor), tuple(left))


def _left_of_sign_up(entry: EventEntry, event: Event, at: datetime) -> list[str]:
    words = {
        "registration_opens_at": _("the opening of sign-up"),
        "registration_closes_at": _("the end of sign-up"),
    }
    moving = following_times(entry, before=event, at=at)
    return [words[name] for name in untouched_times(entry, before=event) if name not in moving]


def _move_programme(event: Event, shift: timedelta) -> list[str]:
    """Move the items, and return those that would end before they begin: in the night in which an hour is left out."""
    sessions, left = [], []
    for session in event.sessions.order_by("pk"):
        session.starts_at, session.ends_at = moved(session.starts_at, shift), moved(session.ends_at, shift)
        if session.ends_at > session.starts_at:
            sessions.append(session)
        else:
            left.append(_("the item “%(title)s”") % {"title": session.title})
    Session.objects.bulk_update(sessions, ["starts_at", "ends_at"])
    return left


def _move_survey(event: Event, shift: timedelta, at: datetime) -> Iterator[str]:
    surveys = Survey.objects.select_for_update(no_key=True).filter(event=event)
    for survey in surveys.exclude(state=SurveyState.CLOSED):
        if survey.invitations.exists() or is_brought_past(survey.opens_at, shift, at):
            yield _("the survey")
            continue
        survey.opens_at, survey.closes_at = moved(survey.opens_at, shift), moved(survey.closes_at, shift)
        survey.save(update_fields=["opens_at", "closes_at"])
        if survey.state == SurveyState.OPEN:
            queue_invitations(survey=survey, at=survey.opens_at)


def _move_in_memory(event: Event, entry: EventEntry, shift: timedelta) -> Change:
    """Let the event stand where it was moved to, so that only what differs from the move is told beside it."""
    old = event.starts_at
    times = {name: moved_if_set(getattr(event, name), shift) for name in ("starts_at", *FOLLOWING)}
    followed = {name: at for name, at in times.items() if at and getattr(entry, name) == at}
    for name, instant in followed.items():
        setattr(event, name, instant)
    sentence = (
        gettext_noop("The event was moved from %(old)s to %(new)s, and with it its programme and sign-up.")
        if followed.keys() & {*SIGN_UP_TIMES}
        else gettext_noop("The event was moved from %(old)s to %(new)s, and its programme with it.")
    )
    return sentence, {"old": moment_reference(old), "new": moment_reference(entry.starts_at)}
