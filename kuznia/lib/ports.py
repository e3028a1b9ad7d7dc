"""The ports of the house: what a low app asks and a high one answers.

The low app (or a page that composes) asks the registry; the high app registers its answer in `AppConfig.ready()`.
Nobody imports upwards. A port stands here from the day it has its first user (docs/adr/0008).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import ForeignKey
from django.utils.functional import Promise

from kuznia.lib.policy import Actor

Answer = TypeVar("Answer")


class Registry(Generic[Answer]):
    """Keeps what the high apps registered, in the order of registration; registering twice changes nothing."""

    def __init__(self) -> None:
        self._answers: list[Answer] = []

    def register(self, answer: Answer) -> None:
        """Add one answer."""
        if answer not in self._answers:
            self._answers.append(answer)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._answers)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu. `url_name` takes no arguments; `order` sorts; `icon` is for the desk's side menu.

    In the footer an order below 100 is a way to do or learn something, from 100 on the entry speaks of the site.
    """

    label: str | Promise
    url_name: str
    order: int
    icon: str = ""


class Navigation(Protocol):
    """What an app adds to the menus: of everybody, of the desk, of the footer."""

    def public_menu(self) -> Sequence[MenuItem]: ...

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]: ...

    def footer_menu(self) -> Sequence[MenuItem]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOn:
    """Where somebody goes on who searched and found nothing. `url_name` takes no arguments; `order` sorts."""

    title: str | Promise
    sentence: str | Promise
    url_name: str
    order: int
    icon: str


class WaysOn(Protocol):
    """What an app offers to somebody who found nothing."""

    def ways_on(self) -> Sequence[WayOn]: ...


class OrganisationPages(Protocol):
    """Pages that an app adds to those of an organisation's own people; their addresses take its slug."""

    def pages(self) -> Sequence[MenuItem]: ...


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry of a calendar, at instants (aware); `tentative` where it is not sure that its person comes.

    `kind` is one of the kinds that its app names; gmina and organisation are names.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    url: str
    place: str = ""
    summary: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed_at: datetime | None = None
    tentative: bool = False
    kind: str = ""
    municipality: str = ""
    organisation: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFilters:
    """What a reader of the calendar asked for; empty fields ask for nothing. A gmina is known by its TERYT code."""

    kind: str = ""
    municipality: str = ""
    organisation_id: int | None = None
    with_seats: bool = False
    step_free: bool = False


NO_CALENDAR_FILTERS = CalendarFilters()


class CalendarEntries(Protocol):
    """What an app has in the calendar: its kinds with their names, public entries that overlap the time between two
    instants, and those to which one person has signed up."""

    def kinds(self) -> Sequence[tuple[str, str | Promise]]: ...

    def entries(
        self, *, since: datetime, until: datetime, filters: CalendarFilters = NO_CALENDAR_FILTERS
    ) -> Iterable[CalendarEntry]: ...

    def own_entries(self, *, person_id: int, since: datetime, until: datetime) -> Iterable[CalendarEntry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedText:
    """One public text as search keeps it; `place` is the name of its gmina, `url` its Polish address.

    `keywords` are looked for and not shown.
    """

    key: int
    url: str
    title: str
    title_en: str = ""
    lead: str = ""
    lead_en: str = ""
    body: str = ""
    keywords: str = ""
    place: str = ""
    day: date | None = None


class Published(Protocol):
    """The public texts of one kind, of the records of `model` (its label); `plural` and `icon` name them on a page."""

    @property
    def kind(self) -> str: ...

    @property
    def model(self) -> str: ...

    @property
    def singular(self) -> str | Promise: ...

    @property
    def plural(self) -> str | Promise: ...

    @property
    def icon(self) -> str: ...

    def keys(self) -> Iterable[int]: ...

    def texts(self, keys: Sequence[int]) -> Iterable[PublishedText]: ...


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """One public thing that an organisation did here."""

    at: datetime
    title: str
    role: str
    url: str


class Activity(Protocol):
    """What an organisation did here, newest first; nothing where no row has one of the foreign keys `traces` to it."""

    @property
    def traces(self) -> Sequence[ForeignKey[Any, Any]]: ...

    def activity_of(self, organisation_id: int, *, limit: int) -> Iterable[ActivityItem]: ...


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing that waits for a person; `due_at` sorts, `late` marks what is past it."""

    title: str
    detail: str
    url: str
    due_at: datetime | None = None
    late: bool = False
    icon: str = "circle-alert"


class TodoItems(Protocol):
    """What waits for the one who acts."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]: ...


class PersonalData(Protocol):
    """What an app keeps of a person: for export, and for erasure by the app's own rule."""

    section: str

    def export(self, person_id: int) -> list[dict[str, Any]]: ...

    def erase(self, person_id: int) -> int: ...


class FileOwner(Protocol):
    """Who may read a file that an object of this app owns; `owner_label` is the model's label."""

    owner_label: str

    def may_read(self, actor: Actor, owner_id: int) -> bool: ...


class FileTaking(Protocol):
    """Writes down that somebody took a file that names people; `owner_label` is the model's label, as of its owner."""

    owner_label: str

    def note_taken(self, actor: Actor, owner_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class CountyProfile:
    """How the county names itself to people: on pages, in e-mails, in files; logo and stylesheet are addresses."""

    name: str
    locative: str
    teryt: str
    address: str = ""
    phone: str = ""
    email: str = ""
    opening_hours: str = ""
    bip_url: str = ""
    website: str = ""
    data_protection_officer: str = ""
    accessibility_coordinator: str = ""
    logo: str = ""
    logo_alt: str = ""
    stylesheet: str = ""
    municipalities: tuple[str, ...] = field(default=())


class County(Protocol):
    """The county this installation belongs to."""

    def county(self) -> CountyProfile: ...


@dataclass(frozen=True, slots=True)
class MovedTies:
    """Rows that went from one organisation to another; `notes` is what else is needed to put them back."""

    tie: str
    rows: tuple[int, ...]
    notes: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class StayedTies:
    """Rows that could not go back, as an office names them."""

    label: str
    titles: tuple[str, ...]


class OrganisationTies(Protocol):
    """Every foreign key of an app to an organisation: what its rows are called, how many, moved and given back."""

    def labels(self) -> Mapping[str, str]: ...

    def counts(self, organisation_id: int) -> Mapping[str, int]: ...

    def move_ties(self, *, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]: ...

    def return_ties(
        self, *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
    ) -> list[StayedTies]: ...


navigation: Registry[Navigation] = Registry()
ways_on: Registry[WaysOn] = Registry()
organisation_pages: Registry[OrganisationPages] = Registry()
calendar_entries: Registry[CalendarEntries] = Registry()
activities: Registry[Activity] = Registry()
published: Registry[Published] = Registry()
todo_items: Registry[TodoItems] = Registry()
personal_data: Registry[PersonalData] = Registry()
file_owners: Registry[FileOwner] = Registry()
file_takings: Registry[FileTaking] = Registry()
county_port: Registry[County] = Registry()
organisation_ties: Registry[OrganisationTies] = Registry()

NO_COUNTY = CountyProfile(name="Kuźnia", locative="", teryt="")


def county() -> CountyProfile:
    """Return the county's own data, or a nameless one before the county is set up."""
    for answer in county_port:
        return answer.county()
    return NO_COUNTY
