"""The one calendar: what stands on which day, by which filters, in which view."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kuznia.directory.models import Municipality
from kuznia.directory.tests.factories import make_organisation, make_venue
from kuznia.events.models import Event
from kuznia.events.queries.calendar import Announced, events_between, events_within
from kuznia.events.services.announcing import add_party
from kuznia.events.states import EventKind, EventState, PartyRole
from kuznia.events.tests.factories import DAY, make_event, make_officer
from kuznia.lib.ports import NO_CALENDAR_FILTERS

DECEMBER = "/kalendarz/2026/12/"
NOTHING = "Nic tu nie pasuje do wybranych filtrów."
PAGES = ("/kalendarz/", DECEMBER, "/kalendarz/2026/12/lista/", "/kalendarz/2026/tydzien/50/")


def _titles(client, address=DECEMBER):
    """Return what stands on each day of the list: the day and the titles."""
    page = client.get(address).context["page"]
    return {day.day.day: [line.title for line in day.lines] for day in page.days}


def _event(title, **fields):
    return make_event(title=title, **fields)


def _local(month, day, hour, minute=0, *, offset=1):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=offset)


@pytest.mark.parametrize("address", [*PAGES, *(f"/en{address}" for address in PAGES)])
def test_calendar_says_so_when_nothing_is_announced(client, county, address):
    page = client.get(address).content.decode()

    words = (
        "Nothing has been announced for these days yet."
        if address.startswith("/en")
        else "Na te dni nic jeszcze nie ogłoszono."
    )
    assert (page.count("<h1"), page.count(words)) == (1, 1)


def test_event_stands_on_its_day_with_its_hours(client, county):
    _event("Konferencja")
    _event("Szkic", state=EventState.DRAFT)

    page = client.get(DECEMBER)

    [day] = page.context["page"].days
    assert [(line.title, line.hours, line.kind) for line in day.lines] == [
        ("Konferencja", "10.00–16.00", "konferencja")
    ]
    assert "1 termin<" in page.content.decode()


def test_event_of_several_days_stands_on_each_of_them(client, county):
    _event("Zlot", starts_at=_local(12, 11, 10), ends_at=_local(12, 13, 15, 30))

    days = client.get(DECEMBER).context["page"].days

    assert [(day.day.day, day.lines[0].hours) for day in days] == [
        (11, "od 10.00"),
        (12, "cały dzień"),
        (13, "do 15.30"),
    ]


def test_event_that_ends_at_midnight_does_not_touch_the_next_day(client, county):
    _event("Noc", starts_at=_local(12, 11, 20), ends_at=_local(12, 12, 0))

    assert _titles(client) == {11: ["Noc"]}


def test_event_that_began_before_the_month_stands_in_it_from_its_first_day(client, county):
    _event("Zlot", starts_at=_local(11, 28, 10), ends_at=_local(12, 2, 15))

    assert _titles(client) == {1: ["Zlot"], 2: ["Zlot"]}


@pytest.mark.parametrize(
    ("day", "starts_at", "hours"),
    [
        (25, datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2.30–2.30"),
        (29, datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "1.30–3.30"),
    ],
)
def test_hours_are_those_of_the_clocks_when_they_change(client, county, day, starts_at, hours):
    _event("Nocna zmiana", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))

    days = client.get(f"/kalendarz/2026/{starts_at.month}/").context["page"].days

    assert [(each.day.day, each.lines[0].hours) for each in days] == [(day, hours)]


def test_cell_names_how_many_more_there_are_when_the_day_is_full(client, county):
    for number in range(5):
        _event(f"Spotkanie {number}", starts_at=DAY + timedelta(minutes=number))

    page = client.get(DECEMBER)

    [day] = page.context["page"].days
    assert ([line.title for line in day.shown], day.left) == (["Spotkanie 0", "Spotkanie 1"], 3)
    assert page.content.decode().count('href="#d20261212"') == 2


def test_holiday_stands_in_its_day_in_the_language_of_the_page(client, county):
    assert "Wigilia Bożego Narodzenia" in client.get(DECEMBER).content.decode()
    assert "Christmas Eve" in client.get(f"/en{DECEMBER}").content.decode()


def test_cancelled_event_stands_there_as_cancelled(client, county):
    _event("Rajd", state=EventState.CANCELLED)

    page = client.get("/kalendarz/2026/12/lista/").content.decode()

    assert page.count('<span class="tag tag--warn">odwołane</span>') == 1


def test_calendar_shows_one_kind_when_asked(client, county):
    _event("Konferencja")
    _event("Piknik", kind=EventKind.PICNIC)

    assert _titles(client, f"{DECEMBER}?rodzaj=picnic") == {12: ["Piknik"]}


def test_calendar_shows_one_gmina_when_asked(client, county):
    brwinow = Municipality.objects.get(teryt6="142103")
    _event("Gdzie indziej")
    _event("W Brwinowie", venue=make_venue("Dwór", municipality=brwinow))

    assert _titles(client, f"{DECEMBER}?gmina=142103") == {12: ["W Brwinowie"]}


def test_calendar_shows_what_an_organisation_hosts_or_partners_when_asked(client, county):
    iskra = make_organisation("Stowarzyszenie Iskra")
    _event("Własne", host_organisation=iskra)
    partnered, patron = _event("Partnerskie"), _event("Pod patronatem")
    add_party(event=partnered, role=PartyRole.PARTNER, organisation=iskra, actor=make_officer())
    add_party(event=patron, role=PartyRole.PATRON, organisation=iskra, actor=make_officer())

    assert _titles(client, f"{DECEMBER}?organizacja=stowarzyszenie iskra") == {12: ["Własne", "Partnerskie"]}


def test_calendar_shows_free_seats_when_asked(client, county):
    _event("Pełne", capacity=5, taken=5)
    _event("Zamknięte", registration_closes_at=DAY - timedelta(days=60))
    _event("Odwołane", state=EventState.CANCELLED)
    _event("Wolne", capacity=5, taken=4)
    _event("Bez zapisów", takes_registrations=False)

    assert _titles(client, f"{DECEMBER}?miejsca=tak") == {12: ["Wolne", "Bez zapisów"]}


def test_calendar_shows_step_free_places_when_asked(client, county):
    dwor = make_venue("Dwór")
    dwor.step_free = True
    dwor.save()
    _event("Bez schodów", venue=dwor)
    _event("Ze schodami", venue=make_venue("Wieża"))

    assert _titles(client, f"{DECEMBER}?bez-barier=tak") == {12: ["Bez schodów"]}


def test_organisation_nobody_knows_is_said_at_the_field_and_stays_typed(client, county):
    page = client.get(f"{DECEMBER}?organizacja=Nie ma takiej").content.decode()

    assert (
        "Żadna działająca organizacja nie nazywa się dokładnie tak. Wybierz jedną z podpowiadanych." in page
    )
    assert 'value="Nie ma takiej"' in page


@pytest.mark.parametrize("query", ["rodzaj=zlot", "gmina=999999", "rodzaj=%00", f"organizacja={'x' * 3000}"])
def test_calendar_answers_when_asked_for_what_is_not_there(client, county, query):
    _event("Konferencja")

    assert _titles(client, f"{DECEMBER}?{query}") == {12: ["Konferencja"]}


def test_filters_are_kept_on_the_way_to_other_pages(client, county):
    page = client.get(f"{DECEMBER}?rodzaj=picnic").content.decode()

    for address in ("/kalendarz/2026/11/", "/kalendarz/2027/1/", "/kalendarz/2026/tydzien/49/"):
        assert page.count(f'"{address}?rodzaj=picnic"') >= 1
    assert NOTHING in page


@pytest.mark.parametrize(
    "address",
    [
        "/kalendarz/2026/13/",
        "/kalendarz/2026/0/lista/",
        "/kalendarz/1/1/",
        "/kalendarz/9999/12/",
        "/kalendarz/2025/tydzien/53/",
        f"/kalendarz/{10**40}/1/",
    ],
)
def test_page_that_the_calendar_does_not_have_says_so(client, county, address):
    page = client.get(address)

    assert page.status_code == 404
    assert "Kalendarz nie ma takiej strony" in page.content.decode()


def test_search_engines_keep_the_present_month_alone(client, county, settings):
    settings.KUZNIA_DEMO = False
    robots = '<meta name="robots" content="noindex">'

    kept = {address: robots not in client.get(address).content.decode() for address in PAGES}

    assert kept == {address: address == "/kalendarz/" for address in PAGES}
    assert robots in client.get("/kalendarz/?rodzaj=picnic").content.decode()


def test_today_is_a_link_when_the_page_is_of_another_time(client, county):
    assert client.get(DECEMBER).context["now"].url == "/kalendarz/2026/11/"
    assert client.get("/kalendarz/").context["now"] is None


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("address", PAGES[1:])
def test_page_takes_three_queries_however_many_rows(client, county, address, rows, django_assert_num_queries):
    host = make_organisation()
    for _number in range(rows):
        make_event(host_organisation=host, starts_at=DAY - timedelta(days=2), ends_at=DAY)
    client.get("/kalendarz/")

    # The day, the gminas, the events.
    with django_assert_num_queries(3):
        client.get(address)


def test_index_of_spans_is_used_among_two_thousand_events(client, county):
    event = make_event()
    columns = ", ".join(
        f'"{field.column}"' for field in Event._meta.concrete_fields if field.name not in ("id", "slug")
    )
    moved = columns.replace('"starts_at"', "starts_at - number * interval '1 day'").replace(
        '"ends_at"', "ends_at - number * interval '1 day'"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO events_event (slug, {columns}) SELECT slug || number, {moved}"
            " FROM events_event, generate_series(1, 2000) AS number WHERE id = %s",
            [event.pk],
        )
        cursor.execute("ANALYZE events_event")

    page = client.get(DECEMBER).context["page"]
    plan = _plan(page.period)

    assert page.count == 12
    assert "event_span" in plan


@pytest.mark.parametrize("month", [11, 12])
def test_events_are_the_same_when_their_query_is_composed_once(county, month):
    for number in range(3):
        _event(f"Spotkanie {number}", starts_at=DAY - timedelta(days=20 * number))
    since, until = _local(month, 1, 0), _local(month, 30, 0)

    once = events_within(since=since, until=until, filters=NO_CALENDAR_FILTERS)

    assert once == [Announced(*row) for row in events_between(since=since, until=until)]


def _plan(period):
    return events_between(since=period.since, until=period.until).explain()


@pytest.mark.parametrize(
    ("query", "opening", "words"),
    [
        ("", "", "Filtry"),
        ("?miejsca=tak", "", "Filtry: ustawiono 1"),
        ("?miejsca=tak&rodzaj=picnic", "", "Filtry: ustawiono 2"),
        ("?organizacja=Nieznana", " open", "Filtry: ustawiono 1"),
    ],
)
def test_filters_are_folded_on_a_phone_unless_one_has_to_be_corrected(client, county, query, opening, words):
    page = client.get(DECEMBER + query).content.decode()

    assert f'<details class="fbar-fold"{opening}><summary>{words}</summary></details>' in page
