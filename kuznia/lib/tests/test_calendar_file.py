"""Calendar files are read back as they were meant, whatever people typed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kuznia.lib.calendar_file import calendar_file
from kuznia.lib.ports import CalendarEntry

START = datetime(2026, 12, 12, 9, tzinfo=UTC)
TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


def _entry(**fields: object) -> CalendarEntry:
    values = {
        "uid": "1@example.org",
        "title": "Konferencja",
        "starts_at": START,
        "ends_at": START,
        "url": "https://example.org/",
    }
    return CalendarEntry(**(values | fields))  # type: ignore[arg-type]


@given(title=TYPED, place=TYPED)
def test_calendar_file_holds_one_event_when_people_type_anything(title: str, place: str) -> None:
    text = calendar_file([_entry(title=title, place=place)])

    [event] = Calendar.from_ical(text).events
    assert (event["summary"], event["location"]) == (title, place)


def test_calendar_file_gains_no_line_when_a_title_carries_line_breaks() -> None:
    text = calendar_file([_entry(title="Zebranie\r\nATTENDEE:mailto:kto@example.org")])

    [event] = Calendar.from_ical(text).events
    assert "attendee" not in event


@pytest.mark.parametrize(("cancelled", "status"), [(True, "CANCELLED"), (False, "CONFIRMED")])
def test_calendar_file_says_whether_the_event_takes_place(cancelled: bool, status: str) -> None:
    [event] = Calendar.from_ical(calendar_file([_entry(cancelled=cancelled)], name="Powiat")).events

    assert event["status"] == status
