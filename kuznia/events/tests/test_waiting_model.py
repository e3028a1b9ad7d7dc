"""The waiting list under random acts in random order: the record says what a model in plain Python says."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.core.management import call_command

from kuznia.events.models import Delegation, Event, Place, Registration, Session
from kuznia.events.queries import link_to, link_to_delegation
from kuznia.events.services.delegating import DelegateEntry, cancel_delegation, confirm_delegation
from kuznia.events.services.registrations import (
    NeedsEntry,
    cancel_registration,
    change_registration,
    confirm_registration,
    free_held_seats,
)
from kuznia.events.services.wishes import leave_queue, take_offered_place
from kuznia.events.tests.factories import make_delegation, make_event, make_registration, make_workshop
from kuznia.events.tests.waiting_model import QUEUED, SEATED, Guest, Model
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import LinkHolder, System
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

STEPS = 24


class Play:
    """The same acts done to the record and to the model."""

    def __init__(self, seed: int, clock_at: StoppedClock) -> None:
        self.chance, self.clock, self.now = random.Random(seed), clock_at, 0
        self.event = make_event(capacity=4, has_waiting_list=True, answer_hours=12)
        self.sessions = [make_workshop(self.event, name, capacity=2) for name in ("Fundraising", "Diagnoza")]
        self.model = Model(4, {session.pk: 2 for session in self.sessions})
        self.kept: list[Registration] = []
        self.lists: list[Delegation] = []
        self.people: list[str] = []
        self.acts = [self.arrive] * 4 + [self.cancel, self.confirm, self.wish, self.wish, self.answer]

    def step(self) -> None:
        self.pass_time(self.chance.choice((1, 1, 1, 1, 13 * 60)))
        self.chance.choice(self.acts)()

    def pass_time(self, minutes: int) -> None:
        self.now += minutes
        self.clock.move_to(clock.now() + timedelta(minutes=minutes))
        free_held_seats(event=self.event, actor=System("events.free_held_seats"))
        self.model.let_pass(self.now)

    def arrive(self) -> None:
        session, waits = self.chance.choice(self.sessions), self.chance.random() < 0.8
        number = len(self.people)
        self.people.append(f"osoba{number}@example.org")
        try:
            self.kept.append(
                make_registration(
                    self.event,
                    session_ids=(session.pk,),
                    accepts_waiting=waits,
                    email=self.people[number],
                )
            )
        except Refused:
            assert not self.model.arrive(session.pk, self.now, person=number, waits=waits)
        else:
            assert self.model.arrive(session.pk, self.now, person=number, waits=waits)

    def cancel(self) -> None:
        for kept, guest in self.one((*SEATED, *QUEUED, "covered")):
            cancel_registration(registration=kept, actor=holder(kept))
            self.model.cancel(guest, self.now)

    def confirm(self) -> None:
        for kept, guest in self.one(("held",)):
            confirm_registration(registration=kept, actor=holder(kept))
            self.model.confirm(guest)

    def wish(self) -> None:
        for kept, guest in self.one(SEATED):
            session = self.chance.choice(self.sessions)
            change_registration(
                registration=kept,
                actor=holder(kept),
                arrived_at=clock.now(),
                name=kept.name,
                session_ids=(session.pk,),
                needs=NeedsEntry(),
                accepts_waiting=True,
            )
            self.model.wish(guest, session.pk, self.now)

    def answer(self) -> None:
        waits = [number for number, guest in enumerate(self.model.guests) if guest.wish is not None]
        for number in waits[:1]:
            kept, guest = self.kept[number], self.model.guests[number]
            wish = kept.wishes.select_related("registration").get(ended_at=None)
            act = (
                (take_offered_place, self.model.take) if wish.is_offered else (leave_queue, self.model.leave)
            )
            act[0](wish=wish, actor=holder(kept))
            act[1](guest, self.now)

    def one(self, states: tuple[str, ...]) -> list[tuple[Registration, Guest]]:
        """Return one sign-up in one of the states with its guest, or none."""
        fits = [pair for pair in zip(self.kept, self.model.guests, strict=True) if pair[1].state in states]
        return [self.chance.choice(fits)] if fits else []

    def seen(self) -> list[tuple[str, int, int | None, bool]]:
        """Return what the record says of each sign-up."""
        return [_seen(Registration.objects.get(pk=kept.pk)) for kept in self.kept]


class PlayOfLists(Play):
    """The same with delegations, of which some name people who have a sign-up of their own."""

    def __init__(self, seed: int, clock_at: StoppedClock) -> None:
        super().__init__(seed, clock_at)
        self.acts += [self.arrive_together] * 3 + [self.confirm_list] * 2 + [self.cancel_list]

    def arrive_together(self) -> None:
        known = self.chance.sample(
            range(len(self.people)), k=min(len(self.people), self.chance.choice((0, 1, 1, 2)))
        )
        new = [len(self.people), len(self.people) + 1]
        self.people += [f"osoba{number}@example.org" for number in new]
        people = [
            (number, self.chance.choice(self.sessions).pk)
            for number in self.chance.sample([*known, *new], k=len(known) + 1)
        ]
        waits = self.chance.random() < 0.8
        entries = tuple(
            DelegateEntry(row=row, name=f"Osoba {number}", email=self.people[number], session_ids=(session,))
            for row, (number, session) in enumerate(people)
        )
        come = self.model.arrive_together(people, self.now, number=len(self.lists), waits=waits)
        try:
            self.lists.append(make_delegation(self.event, people=entries, accepts_waiting=waits))
        except Refused:
            assert come == []
        else:
            self.kept += self.lists[-1].registrations.order_by("pk")

    def confirm_list(self) -> None:
        for number, kept in self.one_list():
            is_done = self.model.confirm_list(number)
            try:
                confirm_delegation(delegation=kept, actor=LinkHolder(link_to_delegation(kept)))
            except Refused:
                assert not is_done
            else:
                assert is_done

    def cancel_list(self) -> None:
        for number, kept in self.one_list():
            cancel_delegation(delegation=kept, actor=LinkHolder(link_to_delegation(kept)))
            self.model.cancel_list(number, self.now)

    def one_list(self) -> list[tuple[int, Delegation]]:
        """Return one delegation with its number, or none."""
        return [self.chance.choice(list(enumerate(self.lists)))] if self.lists else []


def holder(registration: Registration) -> LinkHolder:
    return LinkHolder(link_to(registration))


def _seen(registration: Registration) -> tuple[str, int, int | None, bool]:
    wish = registration.wishes.filter(ended_at=None).first()
    place = Place.objects.get(registration=registration)
    wished = wish.session_id if wish else None
    return registration.state, place.session_id, wished, wish is not None and wish.is_offered


@pytest.mark.django_db
@pytest.mark.parametrize("play_of", [Play, PlayOfLists])
@pytest.mark.parametrize("seed", range(8))
def test_record_says_what_the_model_says_after_every_act(
    seed: int, play_of: type[Play], stopped_clock: StoppedClock
) -> None:
    play = play_of(seed, stopped_clock)

    for _step in range(STEPS):
        play.step()
        assert play.seen() == [guest.seen for guest in play.model.guests]

    told = Message.objects.filter(matter__regex=r":(offered|wish-offered):")
    assert told.count() == play.model.offers
    assert Event.objects.get(pk=play.event.pk).taken == play.model.taken()
    taken = [Session.objects.get(pk=session.pk).taken for session in play.sessions]
    assert taken == [play.model.taken_in(session.pk) for session in play.sessions]
    call_command("verify", verbosity=0)
