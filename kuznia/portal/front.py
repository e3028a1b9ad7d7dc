"""The front page: what is on, where organisations are, what is new; a query for each part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from kuznia.directory.maps import Figure, GminaMap, figure_of, map_of
from kuznia.directory.queries.organisations import Counted, counted_municipalities
from kuznia.events.models import Event
from kuznia.events.queries import SignUp, sign_up_state, upcoming
from kuznia.events.states import EventKind
from kuznia.lib.clock import NowOnce
from kuznia.lib.policy import Actor
from kuznia.lib.ports import published
from kuznia.lib.prepared import Prepared
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.queries import latest_news
from kuznia.search.models import Document
from kuznia.search.queries import newest_of

NOW_CARDS = 3
NEXT_LINES = 4
NEWS = 4
LESSONS = 6
# Kinds of public texts that teach; where no app publishes them, the page says nothing of them.
TEACHING = ("guide", "practice")
_KINDS = dict(EventKind.choices)


@dataclass(frozen=True, slots=True)
class Coming:
    """An announced event as it stands at the instant of reading."""

    event: Event
    state: str

    @property
    def kind(self) -> str:
        """What kind of event it is, in words."""
        return str(_KINDS[self.event.kind])

    @property
    def is_cancelled(self) -> bool:
        """True where it will not take place."""
        return self.state == SignUp.CANCELLED

    @property
    def takes_sign_ups(self) -> bool:
        """True where people sign up here now, for a seat or for the waiting list."""
        return self.state == SignUp.OPEN and (self.event.free != 0 or self.event.lets_wait)

    @property
    def is_full(self) -> bool:
        """True where no seat is free."""
        return self.event.free == 0

    @property
    def shows_seats(self) -> bool:
        """True where the number of free seats tells the reader something that she can use."""
        return self.state == SignUp.OPEN and bool(self.event.capacity)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A guide or a good practice, with the sign of its kind."""

    document: Document
    icon: str


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows."""

    coming: list[Coming]
    news: list[NewsPage]
    municipalities: list[Counted]
    map: GminaMap
    learning: list[Lesson]

    @property
    def cards(self) -> list[Coming]:
        """The nearest events that will take place."""
        return [each for each in self.coming if not each.is_cancelled][:NOW_CARDS]

    @property
    def next_lines(self) -> list[Coming]:
        """What follows in the calendar, and what was cancelled among the nearest."""
        on_cards = self.cards
        return [each for each in self.coming if each not in on_cards][:NEXT_LINES]

    @property
    def organisations(self) -> int:
        """The number of active organisations of the county's gminas."""
        return sum(municipality.count for municipality in self.municipalities)


def front(actor: Actor) -> Front:
    """Return the nearest events, the newest news and the gminas with their organisations on the county's map."""
    municipalities = counted_municipalities()
    return Front(
        coming=[_coming(event) for event in _NEAREST.rows()],
        news=latest_news(actor=actor, limit=NEWS),
        municipalities=municipalities,
        map=map_of(_figures(municipalities)),
        learning=_learning(),
    )


def _learning() -> list[Lesson]:
    icons = {source.kind: source.icon for source in published}
    return [
        Lesson(document, icons.get(document.kind, "book-open"))
        for document in newest_of(TEACHING, limit=LESSONS)
    ]


def _nearest() -> QuerySet[Event]:
    # The few are chosen first: joining places to hundreds of coming events is what would cost.
    few = upcoming()[: NOW_CARDS + NEXT_LINES].values("pk")
    found = Event.objects.filter(pk__in=few).select_related("venue").annotate(read_at=NowOnce())
    return found.order_by("starts_at", "pk")


def _coming(event: Event) -> Coming:
    read_at: datetime = event.read_at  # type: ignore[attr-defined]
    return Coming(event, sign_up_state(event, read_at))


def _figures(municipalities: list[Counted]) -> list[Figure]:
    listed = reverse("directory:organisations")
    return [figure_of(each, url=f"{listed}?gmina={each.value}") for each in municipalities]


_NEAREST = Prepared(_nearest)
