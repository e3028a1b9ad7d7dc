"""Events are drafted and changed; publishing and cancelling are moves of the workflow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory.models import Authority, Organisation, Venue
from kuznia.directory.services.joinings import standing_organisation
from kuznia.events.models import ANSWER_HOURS, HOLD_HOURS, KEPT_MONTHS, REMINDER_HOURS, Event, EventParty
from kuznia.events.services import waiting
from kuznia.events.services.seats import lock_event
from kuznia.events.shifts import moment_reference
from kuznia.events.states import CHOSEN_KINDS, ENDED, PUBLIC_KIND, EventState, PartyRole
from kuznia.jobs.services import enqueue
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.races import tried_again
from kuznia.lib.text import slug
from kuznia.process.services import make_move
from kuznia.search.services import note_change

Change = tuple[str, dict[str, object]]
SENT_TWICE_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """A filled-in event form, parsed; the names are those of the model."""

    kind: str
    title: str
    title_en: str = ""
    lead: str
    lead_en: str = ""
    motto: str = ""
    starts_at: datetime
    ends_at: datetime
    host_organisation: Organisation | None = None
    venue: Venue
    accessibility: str = ""
    contact_name: str
    contact_email: str
    contact_phone: str = ""
    takes_registrations: bool = True
    sign_up_url: str = ""
    registration_opens_at: datetime | None = None
    registration_closes_at: datetime | None = None
    capacity: int | None = None
    hold_hours: int = HOLD_HOURS
    needs_approval: bool = False
    has_waiting_list: bool = False
    answer_hours: int = ANSWER_HOURS
    asks_wheelchair: bool = False
    asks_interpreter: bool = False
    asks_diet: bool = False
    follows: Event | None = None
    reminder_hours: int = REMINDER_HOURS
    case_reference: str = ""
    kept_months: int = KEPT_MONTHS

    @classmethod
    def of(cls, event: Event) -> EventEntry:
        """Return what the event says now."""
        return cls(**{field.name: getattr(event, field.name) for field in fields(cls)})


# Nothing else in the house takes this number.
LOCK = 762_312
# What the office keeps for itself: a change of these is in its history and is told to nobody.
INTERNAL = frozenset({"case_reference", "kept_months", "reminder_hours", "has_waiting_list", "answer_hours"})


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, and whether it was made now or by the same form, sent just before."""

    event: Event
    is_new: bool


@transaction.atomic
def draft_event(*, entry: EventEntry, authority: Authority, actor: Actor) -> Event:
    """Make the draft of an event that the officers of `authority` look after; a form sent twice makes one."""
    return draft_event_once(entry=entry, authority=authority, actor=actor).event


@transaction.atomic
def draft_event_once(*, entry: EventEntry, authority: Authority, actor: Actor) -> Drafted:
    """Make the draft as `draft_event` does, and say whether it was there already."""
    demand(actor, "events.create_event", authority)
    _demand_times(entry)
    entry = replace(entry, host_organisation=standing_organisation(entry.host_organisation))
    # The office's row is locked: of two clicks the second waits, and finds what the first has made.
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    sent_before = _drafted_just_now(entry, authority)
    if sent_before is not None:
        return Drafted(sent_before, is_new=False)
    return Drafted(draft_another_event(entry=entry, authority=authority, actor=actor), is_new=True)


@transaction.atomic
def draft_another_event(*, entry: EventEntry, authority: Authority, actor: Actor) -> Event:
    """Make the draft of an event whatever was drafted just now; the caller keeps a second click out."""
    demand(actor, "events.create_event", authority)
    _demand_times(entry)
    entry = replace(entry, host_organisation=standing_organisation(entry.host_organisation))
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    event = Event.objects.create(authority=authority, slug=_free_slug(entry), **_values(entry))
    record(subject=event, actor=actor, sentence=gettext_noop("The event was drafted."))
    return event


@tried_again
@transaction.atomic
def change_event(*, event: Event, entry: EventEntry, version: int, actor: Actor) -> Event:
    """Change the event, list the changes in public once it is announced, and tell those who signed up.

    Refused when somebody else changed it since `version`, and when fewer seats than are taken would be left.
    """
    entry = replace(entry, host_organisation=standing_organisation(entry.host_organisation))
    event = locked_for_change(event=event, version=version, actor=actor)
    return save_entry(event=event, entry=entry, told=(), actor=actor)


@transaction.atomic
def locked_for_change(*, event: Event, version: int, actor: Actor) -> Event:
    """Return the event with its row locked, once the actor may change it and has read its present version."""
    locked = lock_event(event.pk)
    demand(actor, "events.edit_event", locked)
    demand_version(locked, version)
    return locked


@transaction.atomic
def save_entry(*, event: Event, entry: EventEntry, told: Sequence[Change], actor: Actor) -> Event:
    """Save the entry of a locked event; its changes are listed after those that the caller has `told` of."""
    _demand_times(entry)
    _demand_capacity(event, entry)
    _demand_choosable(event, entry)
    changes, internal = [*told, *_changes(event, entry)], list(_internal_changes(event, entry))
    if not changes and not internal:
        return event
    for name, value in _values(entry).items():
        setattr(event, name, value)
    for sentence, params in internal:
        record(subject=event, actor=actor, sentence=sentence, params=params)
    save_changed(event=event, changes=changes, actor=actor)
    # More seats, or a later start: those who wait come before anybody new.
    waiting.hand_on(event=event)
    return event


@transaction.atomic
def save_changed(*, event: Event, changes: list[Change], actor: Actor) -> Event:
    """Save a locked event with its changes in the history, and tell those who signed up once it is announced.

    Without `changes` the event is saved and nobody is told.
    """
    event.version += 1
    event.save()
    note_change(kind=PUBLIC_KIND, keys=[event.pk])
    is_announced = event.state != EventState.DRAFT
    for sentence, params in changes:
        audience = Audience.PUBLIC if is_announced else Audience.OFFICE
        record(subject=event, actor=actor, sentence=sentence, params=params, audience=audience)
    is_told = bool(changes) and event.state == EventState.PUBLISHED
    if is_told and event.registrations.exclude(state__in=ENDED).exists():
        enqueue("events.tell_event_changed", event_id=event.pk, version=event.version, changes=changes)
    return event


@tried_again
@transaction.atomic
def add_party(
    *, event: Event, role: str, actor: Actor, organisation: Organisation | None = None, name: str = ""
) -> EventParty:
    """Name a co-organiser, patron or partner on the event's page; who stands there already stays as is."""
    organisation = standing_organisation(organisation)
    event = lock_event(event.pk)
    demand(actor, "events.edit_event", event)
    if (organisation is None) == (not name):
        raise Refused(_("Choose an organisation or write a name, one of the two."), field="name")
    named_before = event.parties.filter(role=role, organisation=organisation, name=name).first()
    if named_before is not None:
        return named_before
    party = EventParty.objects.create(
        event=event, role=role, organisation=organisation, name=name, position=event.parties.count()
    )
    record(
        subject=event,
        actor=actor,
        sentence=gettext_noop("%(name)s was added as: %(role)s."),
        params={"name": str(party), "role": PartyRole(role).label},
    )
    return party


@tried_again
@transaction.atomic
def remove_party(*, party: EventParty, actor: Actor) -> Event:
    """Take a co-organiser, patron or partner off the event's page."""
    event = lock_event(party.event_id)
    demand(actor, "events.edit_event", event)
    record(
        subject=event,
        actor=actor,
        sentence=gettext_noop("%(name)s was taken off the event."),
        params={"name": str(party)},
    )
    party.delete()
    return event


@tried_again
@transaction.atomic
def publish_event(*, event: Event, actor: Actor) -> Event:
    """Announce the event to everybody."""
    return make_move(case=event, move="publish", actor=actor)


@tried_again
@transaction.atomic
def cancel_event(*, event: Event, actor: Actor, reason: str) -> Event:
    """Cancel the event and tell everybody who holds a seat, with the reason."""
    return make_move(case=event, move="cancel", actor=actor, reason=reason)


def demand_version(event: Event, version: int) -> None:
    """Refuse a form that was opened before somebody else's change."""
    if event.version != version:
        raise Refused(
            _("Somebody else has changed this event since you opened it. Compare, then save again."),
            field="version",
        )


def _values(entry: EventEntry) -> dict[str, object]:
    """Return the entry by field."""
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def _demand_times(entry: EventEntry) -> None:
    if entry.ends_at <= entry.starts_at:
        raise Refused(_("The end must be later than the start."), field="ends_at")
    closes, opens = entry.registration_closes_at, entry.registration_opens_at
    if closes and closes > entry.ends_at:
        raise Refused(_("Sign-up must close before the event ends."), field="registration_closes_at")
    if opens and opens >= (closes or entry.starts_at):
        raise Refused(_("Sign-up must open before it closes."), field="registration_opens_at")
    if entry.takes_registrations and entry.sign_up_url:
        raise Refused(
            _("People sign up in one place: here, or on the other page. Choose one."), field="sign_up_url"
        )


def _demand_capacity(event: Event, entry: EventEntry) -> None:
    if entry.capacity is not None and entry.capacity < event.taken:
        raise Refused(
            ngettext(
                "%(taken)d person has signed up: the limit can’t be lower.",
                "%(taken)d people have signed up: the limit can’t be lower.",
                event.taken,
            )
            % {"taken": event.taken},
            field="capacity",
        )


def _demand_choosable(event: Event, entry: EventEntry) -> None:
    """Refuse to begin sign-up for an announced event with a workshop that nobody could choose."""
    begins = entry.takes_registrations and not event.takes_registrations
    if not begins or event.state != EventState.PUBLISHED:
        return
    if event.sessions.filter(kind__in=CHOSEN_KINDS, block__isnull=True).exists():
        raise Refused(_("Give every workshop the number of its parallel block."), field="takes_registrations")


def _changes(event: Event, entry: EventEntry) -> Iterator[Change]:
    """Yield what the entry changes, as sentences for the public list of changes."""
    yield from _named_changes(event, entry)
    told_apart = INTERNAL | {"title", "starts_at", "ends_at", "venue", "registration_closes_at", "capacity"}
    if any(getattr(event, name) != value for name, value in _values(entry).items() if name not in told_apart):
        yield gettext_noop("The description was changed."), {}


def _internal_changes(event: Event, entry: EventEntry) -> Iterator[Change]:
    if event.case_reference != entry.case_reference:
        yield (
            gettext_noop("The case reference was changed from %(old)s to %(new)s."),
            {"old": _word(event.case_reference), "new": _word(entry.case_reference)},
        )
    if event.kept_months != entry.kept_months:
        yield (
            gettext_noop("Data of sign-ups are kept for %(new)s months (before: %(old)s)."),
            {"old": event.kept_months, "new": entry.kept_months},
        )
    if event.reminder_hours != entry.reminder_hours:
        yield (
            gettext_noop("The reminder goes out %(new)s hours before the start (before: %(old)s)."),
            {"old": event.reminder_hours, "new": entry.reminder_hours},
        )
    yield from _waiting_changes(event, entry)


def _waiting_changes(event: Event, entry: EventEntry) -> Iterator[Change]:
    if entry.has_waiting_list and not event.has_waiting_list:
        yield gettext_noop("A waiting list is kept from now on."), {}
    elif event.has_waiting_list and not entry.has_waiting_list:
        yield gettext_noop("The waiting list was closed to newcomers."), {}
    if event.answer_hours != entry.answer_hours:
        yield (
            gettext_noop("An offered seat is kept for %(new)s hours (before: %(old)s)."),
            {"old": event.answer_hours, "new": entry.answer_hours},
        )


def _named_changes(event: Event, entry: EventEntry) -> Iterator[Change]:
    if event.title != entry.title:
        yield (
            gettext_noop("The title was changed from “%(old)s” to “%(new)s”."),
            {"old": event.title, "new": entry.title},
        )
    for name, sentence in _MOMENTS.items():
        old, new = getattr(event, name), getattr(entry, name)
        if old != new:
            yield sentence, {"old": moment_reference(old), "new": moment_reference(new)}
    if event.venue_id != entry.venue.pk:
        yield (
            gettext_noop("The place was changed from %(old)s to %(new)s."),
            {"old": event.venue.name, "new": entry.venue.name},
        )
    if event.capacity != entry.capacity:
        yield (
            gettext_noop("The number of seats was changed from %(old)s to %(new)s."),
            {"old": _number(event.capacity), "new": _number(entry.capacity)},
        )


_MOMENTS = {
    "starts_at": gettext_noop("The start was moved from %(old)s to %(new)s."),
    "ends_at": gettext_noop("The end was moved from %(old)s to %(new)s."),
    "registration_closes_at": gettext_noop("The end of sign-up was moved from %(old)s to %(new)s."),
}


def _word(text: str) -> object:
    return text or {"text": gettext_noop("none")}


def _number(capacity: int | None) -> object:
    return capacity if capacity is not None else {"text": gettext_noop("no limit")}


def _drafted_just_now(entry: EventEntry, authority: Authority) -> Event | None:
    just_now = clock.now() - SENT_TWICE_WITHIN
    drafts = Event.objects.filter(
        authority=authority, state=EventState.DRAFT, version=1, created_at__gte=just_now
    )
    return drafts.filter(title=entry.title, starts_at=entry.starts_at).first()


def _hold_addresses() -> None:
    """One new event at a time: two offices that announce one title side by side would not see each other's address."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _free_slug(entry: EventEntry) -> str:
    _hold_addresses()
    stem = slug(f"{entry.title} {entry.starts_at.year}", longest=70)
    taken = set(Event.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(word for word in numbered if word not in taken)
