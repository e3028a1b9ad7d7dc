"""What events answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kuznia.events.answers_calendar import EventsCalendar
from kuznia.events.answers_papers import register_papers
from kuznia.events.answers_patronage import register_patronage
from kuznia.events.answers_people import register_people
from kuznia.events.answers_proposals import register_proposals
from kuznia.events.models import (
    CalendarLink,
    Delegation,
    Event,
    EventParty,
    HallQuestion,
    Needs,
    Registration,
)
from kuznia.events.published import PublishedEvents
from kuznia.events.queries import (
    answers_of,
    events_with,
    minutes_visible_to,
    open_actions_of,
    reports_visible_to,
    run_by,
    said_by,
    visible_to,
)
from kuznia.events.queries.waiting import live_wishes
from kuznia.events.services.erasing import end_sign_ups_of
from kuznia.events.services.questions import forget_answers
from kuznia.events.services.surveys import forget_responses
from kuznia.events.services.ties import EventTies
from kuznia.events.states import EventState, PartyRole, RegistrationState
from kuznia.lib import clock
from kuznia.lib.policy import Actor, System, is_officer
from kuznia.lib.ports import (
    ActivityItem,
    MenuItem,
    TodoItem,
    activities,
    calendar_entries,
    file_owners,
    navigation,
    organisation_ties,
    personal_data,
    published,
    todo_items,
)

ERASED_NAME = "—"
ERASER = System("events.erase_person")
SOON = timedelta(days=14)


class EventsNavigation:
    """The events' places in the menus."""

    def public_menu(self) -> Sequence[MenuItem]:
        return (MenuItem(gettext_lazy("Events"), "events:events", 20, icon="calendar-days"),)

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        if not is_officer(actor):
            return ()
        return (
            MenuItem(gettext_lazy("Events"), "events:desk-events", 20, icon="calendar-days"),
            MenuItem(gettext_lazy("Events of organisations"), "events:desk-proposals", 22, icon="inbox"),
            MenuItem(gettext_lazy("Patronage"), "events:desk-patronage-requests", 25, icon="badge-check"),
        )

    def footer_menu(self) -> Sequence[MenuItem]:
        return (MenuItem(gettext_lazy("Ask for honorary patronage"), "events:patronage-ask", 30),)


class EventsActivity:
    """Events that an organisation hosted, co-organised or partnered."""

    traces = (Event._meta.get_field("host_organisation"), EventParty._meta.get_field("organisation"))

    def activity_of(self, organisation_id: int, *, limit: int) -> Iterable[ActivityItem]:
        return [
            ActivityItem(
                at=event.starts_at,
                title=event.spoken_title,
                role=str(PartyRole(event.role).label) if event.role else _("host"),  # type: ignore[attr-defined]
                url=event.get_absolute_url(),
            )
            for event in events_with(organisation_id, limit=limit)
        ]


class EventsTodo:
    """Drafts to publish and events that come, for the officers who run them."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        now = clock.now()
        pending = Count("registrations", filter=Q(registrations__state=RegistrationState.PENDING))
        coming = run_by(actor).exclude(state=EventState.CANCELLED).filter(ends_at__gte=now)
        for event in coming.annotate(pending=pending).order_by("starts_at"):
            if event.pending:
                yield self._undecided(event, event.pending)
            if event.state == EventState.DRAFT:
                yield self._draft(event, now)
            elif event.starts_at - now <= SOON:
                yield self._coming(event)

    def _draft(self, event: Event, now: datetime) -> TodoItem:
        return TodoItem(
            title=_("Finish and publish the draft: %(title)s") % {"title": event.title},
            detail=_("Nobody sees it yet."),
            url=reverse("events:desk-event", args=[event.slug]),
            due_at=event.starts_at,
            late=event.starts_at < now,
            icon="pencil",
        )

    def _undecided(self, event: Event, pending: int) -> TodoItem:
        words = ngettext(
            "%(pending)d sign-up waits for your decision",
            "%(pending)d sign-ups wait for your decision",
            pending,
        )
        return TodoItem(
            title=words % {"pending": pending},
            detail=event.title,
            url=reverse("events:desk-decisions", args=[event.slug]),
            due_at=event.starts_at,
            icon="inbox",
        )

    def _coming(self, event: Event) -> TodoItem:
        return TodoItem(
            title=_("Prepare: %(title)s") % {"title": event.title},
            detail=_signed_up_words(event),
            url=reverse("events:desk-event", args=[event.slug]),
            due_at=event.starts_at,
            icon="calendar-days",
        )


def _signed_up_words(event: Event) -> str:
    if event.taken:
        words = ngettext("%(taken)d person has signed up.", "%(taken)d people have signed up.", event.taken)
        return words % {"taken": event.taken}
    return _("Nobody has signed up yet.") if event.takes_registrations else _("Nobody signs up for it here.")


class EventsPersonalData:
    """What events keep of a person: her sign-ups and what she said about her needs."""

    section = "events"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        related = ("event", "notice", "needs", "delegation")
        rows = Registration.objects.filter(person_id=person_id).select_related(*related)
        return [*self._signed_up(rows), *self._led(person_id)]

    def _led(self, person_id: int) -> list[dict[str, Any]]:
        """Return the delegations whose contact the person is; the others on the lists are counted, not named."""
        rows = Delegation.objects.filter(contact_id=person_id).select_related("event", "notice")
        return [
            {
                "event": row.event.title,
                "starts_at": row.event.starts_at.isoformat(),
                "delegation": row.code,
                "contact_name": row.contact_name,
                "contact_phone": row.contact_phone,
                "coming_for": row.coming_for,
                "organisation_name": row.organisation_name,
                "people": row.registrations.count(),
                "privacy_notice_version": row.notice.version,
                "arrived_at": row.arrived_at.isoformat(),
            }
            for row in rows.order_by("pk")
        ]

    def _signed_up(self, rows: QuerySet[Registration]) -> list[dict[str, Any]]:
        return [
            {
                "event": row.event.title,
                "starts_at": row.event.starts_at.isoformat(),
                "name": row.name,
                "code": row.code,
                "state": row.state,
                "source": row.source,
                "delegation": row.delegation.code if row.delegation else "",
                "phone": row.phone,
                "coming_for": row.coming_for,
                "organisation_name": row.organisation_name,
                "allows_photos": row.allows_photos,
                "privacy_notice_version": row.notice.version,
                "arrived_at": row.arrived_at.isoformat(),
                "waits_for": [wish.session.title for wish in live_wishes(row)],
                "needs": _exported_needs(row),
                "answers": [
                    {"question": answer.question.wording, "answer": answer.words}
                    for answer in answers_of(row)
                ],
                "survey": _exported_survey(row),
                "came": [each.came_at.isoformat() for each in row.attendances.filter(undone_at__isnull=True)],
                "questions": [each.text for each in row.hall_questions.all()],
            }
            for row in rows.order_by("pk")
        ]

    @transaction.atomic
    def erase(self, person_id: int) -> int:
        """End what she still has at events to come, and cut her name out; that somebody came stays counted."""
        end_sign_ups_of(person_id=person_id, actor=ERASER)
        rows = Registration.objects.filter(person_id=person_id)
        forget_answers(registrations=rows, actor=ERASER)
        forget_responses(person_id=person_id, actor=ERASER)
        Needs.objects.filter(registration__in=rows).delete()
        HallQuestion.objects.filter(registration__in=rows).update(registration=None, is_anonymous=True)
        CalendarLink.objects.filter(person_id=person_id).delete()
        led = Delegation.objects.filter(contact_id=person_id)
        count = led.update(contact_name=ERASED_NAME, contact_phone="", organisation_name="")
        return count + rows.update(name=ERASED_NAME, organisation_name="", phone="")


class EventsFiles:
    """Documents of an event: read by whoever sees the event, so by everybody once it is announced."""

    owner_label = "events.Event"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        return visible_to(actor).filter(pk=owner_id).exists()


class ReportFiles:
    """Pictures, slides and documents of a report: read by whoever may read the report."""

    owner_label = "events.EventReport"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        return reports_visible_to(actor).filter(pk=owner_id).exists()


class MinutesFiles:
    """Documents made of the minutes: read by whoever may read the minutes."""

    owner_label = "events.Minutes"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        return minutes_visible_to(actor).filter(pk=owner_id).exists()


class ActionsTodo:
    """What was undertaken at the office's events and is not done."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        today = clock.today()
        for action in open_actions_of(actor):
            yield TodoItem(
                title=_("Undertaken: %(task)s") % {"task": action.task},
                detail=f"{action.owner}, {action.minutes.event.title}",
                url=f"{reverse('events:desk-minutes', args=[action.minutes.event.slug])}#action",
                due_at=datetime.combine(action.due_on, time.max, clock.WARSAW),
                late=action.due_on < today,
                icon="list-checks",
            )


def register() -> None:
    """Put the answers at their ports."""
    navigation.register(NAVIGATION)
    calendar_entries.register(CALENDAR)
    activities.register(ACTIVITY)
    todo_items.register(TODO)
    personal_data.register(PERSONAL_DATA)
    file_owners.register(FILES)
    file_owners.register(REPORT_FILES)
    file_owners.register(MINUTES_FILES)
    todo_items.register(ACTIONS)
    published.register(PublishedEvents())
    organisation_ties.register(TIES)
    register_patronage()
    register_papers()
    register_people()
    register_proposals()


NAVIGATION, CALENDAR, ACTIVITY = EventsNavigation(), EventsCalendar(), EventsActivity()
TODO, PERSONAL_DATA, FILES = EventsTodo(), EventsPersonalData(), EventsFiles()
REPORT_FILES, MINUTES_FILES, ACTIONS = ReportFiles(), MinutesFiles(), ActionsTodo()
TIES = EventTies()


def _exported_needs(row: Registration) -> dict[str, Any] | None:
    needs = Needs.objects.filter(registration=row).first()
    if needs is None:
        return None
    return {"wheelchair": needs.wheelchair, "interpreter": needs.interpreter, "diet": needs.diet}


def _exported_survey(row: Registration) -> list[dict[str, str]]:
    return [{"question": question, "answer": answer} for question, answer in said_by(row)]
