"""Minutes: opened from the programme, filled in, published; decisions and actions with owner and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.models import Action, Decision, Event, Minutes, MinutesItem
from kuznia.events.services.seats import lock_event
from kuznia.events.states import RecordState, SessionKind
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.races import tried_again
from kuznia.process.services import make_move


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntry:
    """A decision as typed; the votes are all there or none."""

    wording: str
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEntry:
    """An action as typed."""

    task: str
    owner: str
    due_on: date


@tried_again
@transaction.atomic
def open_minutes(*, event: Event, actor: Actor) -> Minutes:
    """Return the minutes of the event, begun from its programme where there were none."""
    event = lock_event(event.pk)
    demand(actor, "events.edit_event", event)
    minutes, is_new = Minutes.objects.get_or_create(event=event)
    if is_new:
        sessions = event.sessions.exclude(kind=SessionKind.BREAK)
        MinutesItem.objects.bulk_create(
            MinutesItem(minutes=minutes, session=session, position=number, heading=session.title)
            for number, session in enumerate(sessions)
        )
        record(subject=event, actor=actor, sentence=gettext_noop("The minutes were begun."))
    return minutes


@tried_again
@transaction.atomic
def change_minutes(
    *, minutes: Minutes, chair: str, secretary: str, courses: Mapping[int, str], version: int, actor: Actor
) -> Minutes:
    """Write down who led, who took the minutes, and what was said to each point."""
    minutes = _locked_draft(minutes, actor)
    if minutes.version != version:
        raise Refused(
            _("Somebody else has changed the minutes since you opened them. Compare, then save again."),
            field="version",
        )
    minutes.chair, minutes.secretary, minutes.version = chair, secretary, version + 1
    minutes.save(update_fields=["chair", "secretary", "version"])
    items = list(minutes.items.filter(pk__in=courses))
    for item in items:
        item.course = courses[item.pk]
    MinutesItem.objects.bulk_update(items, ["course"])
    return minutes


@tried_again
@transaction.atomic
def add_point(*, minutes: Minutes, heading: str, actor: Actor) -> MinutesItem:
    """Add a point that the programme did not have; the same one twice is one."""
    minutes = _locked_draft(minutes, actor)
    known = minutes.items.filter(heading=heading, session=None).first()
    last = minutes.items.aggregate(last=Max("position"))["last"]
    return known or minutes.items.create(heading=heading, position=0 if last is None else last + 1)


@tried_again
@transaction.atomic
def remove_point(*, minutes: Minutes, number: int, actor: Actor) -> Minutes:
    """Take a point off the agenda of the minutes; one that is off already stays off."""
    minutes = _locked_draft(minutes, actor)
    minutes.items.filter(pk=number).delete()
    return minutes


@tried_again
@transaction.atomic
def add_decision(*, minutes: Minutes, entry: DecisionEntry, actor: Actor) -> Decision:
    """Add a decision under the next number; the same wording twice is one decision."""
    minutes = _locked_draft(minutes, actor)
    known = minutes.decisions.filter(wording=entry.wording).first()
    if known is not None:
        return known
    last = minutes.decisions.aggregate(last=Max("number"))["last"] or 0
    return minutes.decisions.create(
        number=last + 1,
        wording=entry.wording,
        votes_for=entry.votes_for,
        votes_against=entry.votes_against,
        votes_abstained=entry.votes_abstained,
    )


@tried_again
@transaction.atomic
def remove_decision(*, minutes: Minutes, number: int, actor: Actor) -> Minutes:
    """Take a decision out; those after it move up, so that numbers have no gap."""
    minutes = _locked_draft(minutes, actor)
    if minutes.decisions.filter(number=number).delete()[0]:
        for later in minutes.decisions.filter(number__gt=number).order_by("number"):
            Decision.objects.filter(pk=later.pk).update(number=F("number") - 1)
    return minutes


@tried_again
@transaction.atomic
def add_action(*, minutes: Minutes, entry: ActionEntry, actor: Actor) -> Action:
    """Add what somebody undertook to do; the same one twice is one action."""
    minutes = _locked_draft(minutes, actor)
    action, _made = minutes.actions.get_or_create(task=entry.task, owner=entry.owner, due_on=entry.due_on)
    return action


@tried_again
@transaction.atomic
def remove_action(*, minutes: Minutes, number: int, actor: Actor) -> Minutes:
    """Take an action out of the draft; one that is out already stays out."""
    minutes = _locked_draft(minutes, actor)
    minutes.actions.filter(pk=number).delete()
    return minutes


@tried_again
@transaction.atomic
def finish_action(*, action: Action, done_on: date, outcome: str, actor: Actor) -> Action:
    """Write down that the action was done, when, and what came of it; also after the minutes were published."""
    minutes = _locked(action.minutes, actor)
    action = minutes.actions.get(pk=action.pk)
    action.done_on, action.outcome = done_on, outcome
    action.save(update_fields=["done_on", "outcome"])
    record(
        subject=minutes.event,
        actor=actor,
        sentence=gettext_noop("Done: “%(task)s”."),
        params={"task": action.task},
    )
    return action


@tried_again
@transaction.atomic
def publish_minutes(*, minutes: Minutes, actor: Actor) -> Minutes:
    """Let everybody read the minutes; they change no more until they are taken back."""
    return make_move(case=minutes, move="publish", actor=actor)


@tried_again
@transaction.atomic
def withdraw_minutes(*, minutes: Minutes, reason: str, actor: Actor) -> Minutes:
    """Take published minutes back to correct them, with the reason."""
    return make_move(case=minutes, move="withdraw", actor=actor, reason=reason)


def _locked(minutes: Minutes, actor: Actor) -> Minutes:
    locked = Minutes.objects.select_for_update(no_key=True, of=("self",)).select_related("event")
    found = locked.get(pk=minutes.pk)
    demand(actor, "events.keep_minutes", found)
    return found


def _locked_draft(minutes: Minutes, actor: Actor) -> Minutes:
    found = _locked(minutes, actor)
    if found.state != RecordState.DRAFT:
        raise Refused(_("The minutes are published. Take them back to correct them."))
    return found
