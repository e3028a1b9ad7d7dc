"""How much is measured, and what must come out."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PORT = 8790
WORKERS = 2
CONNECTIONS = 16
STORM_CONNECTIONS = 64
STORM_SEATS = 30
# The product's own trap for robots: a form sent sooner than this after it was opened comes back.
TIME_TRAP_SECONDS = 2.3

READ_EVENT = "pomiar"
STORM_EVENT = "nawal"
STORMS = 9
# What is read with all the data and with a tenth of it.
READ = {
    "home": "/",
    "list": "/organizacje/",
    "profile": "/organizacje/pomiar-7/",
    "search": "/szukaj/?q=ogrodnikami+z+Podkowy+Le%C5%9Bnej",
    "suggestions": "/szukaj/podpowiedzi/?q=podk",
    "calendar": "/kalendarz/",
    "news": "/aktualnosci/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The size of one run."""

    rounds: int
    seconds: float
    people: int
    storm_clients: int
    events: int = 2_000
    sign_ups: int = 100_000
    organisations: int = 20_000
    news: int = 5_000

    @property
    def tenth(self) -> Plan:
        """The same with a tenth of the data."""
        fields = ("events", "sign_ups", "organisations", "news")
        return replace(self, **{name: getattr(self, name) // 10 for name in fields})

    @property
    def numbers(self) -> list[str]:
        """How much is filled in, in the order in which the filling asks."""
        return [str(each) for each in (self.events, self.sign_ups, self.organisations, self.news)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One number to hold: a value of ours, over another's where `beside` names one, by default the floor's."""

    words: str
    ours: str
    beside: str = ""
    unit: str = "x floor"
    most: float | None = None
    least: float | None = None


AIMS = (
    Aim(words="home, no cache: CPU", ours="uncached home cpu", beside="floor page cpu", most=2.5),
    Aim(words="event, no cache: CPU", ours="uncached event cpu", beside="floor page cpu", most=2.5),
    Aim(words="home, as served: requests/s", ours="served home rate", beside="floor page rate", least=3),
    Aim(words="event, as served: requests/s", ours="served event rate", beside="floor page rate", least=3),
    Aim(words="whole sign-up, as served: CPU", ours="served sign-up cpu", beside="floor sign-up cpu", most=6),
    Aim(words="the same, the further aim", ours="served sign-up cpu", beside="floor sign-up cpu", most=4),
    Aim(
        words="whole sign-up, no cache: CPU", ours="uncached sign-up cpu", beside="floor sign-up cpu", most=6
    ),
    Aim(words="storm: p95", ours="served storm p95", beside="floor storm p95", most=3),
    Aim(words="storm: seats sold wrong or lost", ours="served storm wrong", most=0),
    Aim(words="memory of a web worker, MB", ours="served memory", most=200),
    *(
        Aim(words=f"{name}, no cache: CPU", ours=f"whole {name} cpu", beside="floor page cpu", most=2.5)
        for name in ("list", "profile", "search", "calendar")
    ),
    Aim(words="suggestions: CPU", ours="whole suggestions cpu", beside="floor workshop cpu", most=1),
    *(
        Aim(
            words=f"{name}, ten times the data: CPU",
            ours=f"whole {name} cpu",
            beside=f"tenth {name} cpu",
            unit="x a tenth's",
            most=1.5,
        )
        for name in READ
    ),
    Aim(words="search: recall@10 of inflected questions", ours="recall", least=0.95),
    Aim(words="lists whose queries grow with rows", ours="growing lists", most=0),
)


def chosen_plan() -> Plan:
    """The whole measurement, or with QUICK=1 a short one for work on the code."""
    if os.environ.get("QUICK", "0") == "1":
        return Plan(rounds=1, seconds=3, people=80, storm_clients=200)
    return Plan(rounds=3, seconds=4, people=150, storm_clients=600)
