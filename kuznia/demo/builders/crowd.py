"""Made-up participants: names of the forge, addresses that take no mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, cycle, product
from uuid import NAMESPACE_URL, uuid5

from kuznia.accounts.queries import current_notice
from kuznia.demo.builders.stage import Stage
from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import link_to
from kuznia.events.services.registrations import NeedsEntry, SignUpEntry, confirm_registration, sign_up
from kuznia.events.states import ComingFor
from kuznia.lib.clock import WARSAW
from kuznia.lib.policy import LinkHolder, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.lib.text import slug

FIRST_NAMES = (
    "Ada",
    "Bruno",
    "Celina",
    "Darek",
    "Edyta",
    "Feliks",
    "Gaja",
    "Hubert",
    "Iga",
    "Jacek",
    "Kinga",
    "Leon",
)
LAST_NAMES = (
    "Obcęga",
    "Miechowa",
    "Szczypce",
    "Palnik",
    "Podkowa",
    "Hartownik",
    "Żar",
    "Popiół",
    "Klinga",
    "Nit",
)
MORNING, EVENING = 7, 22
MADE_UP_HOSTS = ("iskra", "miech", "kowadlo", "palenisko", "podkowa", "hufnal", "klamra")


class Crowd:
    """Gives one made-up person after another, never the same twice."""

    def __init__(self, stage: Stage, clock: StoppedClock) -> None:
        self._stage, self._clock = stage, clock
        self._names = product(LAST_NAMES, FIRST_NAMES)
        self._numbers = count(1)
        self._organisations = cycle([*MADE_UP_HOSTS, None])

    def come(
        self,
        event: Event,
        sessions: Sequence[Session],
        at: Iterator[datetime],
        *,
        sure: bool = True,
        accepts_waiting: bool = False,
    ) -> Registration:
        """Sign one person up for the event and the sessions at the next instant, and confirm unless told not to."""
        self._clock.move_to(arrived_at := next(at))
        registration = sign_up(
            event=event,
            entry=replace(self._entry(event, sessions), accepts_waiting=accepts_waiting),
            actor=Visitor(),
            arrived_at=arrived_at,
        )
        if sure:
            confirm_registration(registration=registration, actor=LinkHolder(link_to(registration)))
        return registration

    def _entry(self, event: Event, sessions: Sequence[Session]) -> SignUpEntry:
        last_name, first_name = next(self._names)
        number = next(self._numbers)
        key = next(self._organisations)
        organisation = self._stage.organisations[key] if key else None
        is_informal = key == "klamra"
        return SignUpEntry(
            name=f"{first_name} {last_name}",
            email=f"{slug(first_name)}.{slug(last_name)}@example.org",
            coming_for=(
                ComingFor.ONESELF
                if organisation is None
                else ComingFor.INFORMAL_GROUP
                if is_informal
                else ComingFor.ORGANISATION
            ),
            organisation=organisation,
            organisation_name=organisation.name if organisation else "",
            session_ids=tuple(session.pk for session in sessions),
            needs=NeedsEntry(diet="bez mięsa") if event.asks_diet and number % 9 == 0 else NeedsEntry(),
            notice=current_notice("events.registration"),
            language="pl",
            form_key=uuid5(NAMESPACE_URL, f"demo:{event.pk}:{number}"),
        )


def moments_by_day(start: datetime, step: timedelta) -> Iterator[datetime]:
    """Yield instants a step apart; what would fall into the night comes in the morning."""
    while True:
        hour = start.astimezone(WARSAW).hour
        if hour < MORNING or hour >= EVENING:
            start += timedelta(hours=(MORNING - hour) % 24)
        yield start
        start += step
