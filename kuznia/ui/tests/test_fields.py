from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kuznia.ui.fields import (
    EmailField,
    LocalMomentField,
    LocalMomentWidget,
    MultilineField,
    PhoneField,
    TextField,
    local_moment,
)


def _refusal(field, value) -> list[str]:
    with override("pl"), pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ewa Iskra ", "Ewa Iskra"),
        ("Z\u0307o\u0301łw", "Żółw"),
        ("مرحبا", "مرحبا"),
        ("👩‍👩‍👧 rodzina", "👩‍👩‍👧 rodzina"),
        ("=1+1", "=1+1"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_text_is_kept_as_meant_when_it_is_odd(typed, kept):
    assert TextField().clean(typed) == kept


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u2066", "\n", "\r\n", "\t", "\ud800", "\ufffe"])
def test_text_is_refused_when_it_hides_characters(sign):
    messages = _refusal(TextField(), f"Ewa{sign}Iskra")

    assert messages == ["Usuń niewidoczne znaki; jeśli tekst jest wklejony, wpisz go ręcznie."]


@pytest.mark.parametrize("typed", ["\u200b", " \u2060\ufeff ", "\u3164"])
def test_text_is_missing_when_it_consists_of_nothing_to_see(typed):
    assert _refusal(TextField(), typed) == ["To pole jest wymagane."]


def test_lines_are_kept_when_the_field_has_several():
    assert MultilineField().clean("raz\r\ndwa\r\n") == "raz\ndwa"


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        (TextField(max_length=5), "sześćsetny", "Skróć tekst do 5 znaków. Teraz ma 10."),
        (TextField(max_length=1), "ab", "Skróć tekst do 1 znaku. Teraz ma 2."),
        (TextField(), "a" * 201, "Skróć tekst do 200 znaków. Teraz ma 201."),
        (MultilineField(), "a" * 10_001, "Skróć tekst do 10000 znaków. Teraz ma 10001."),
    ],
)
def test_text_is_refused_with_its_length_when_it_is_too_long(field, typed, message):
    assert _refusal(field, typed) == [message]


@pytest.mark.parametrize("typed", ["ewa", "ewa@", "ewa@@example.org", "ewa iskra@example.org"])
def test_address_is_refused_when_it_is_not_one(typed):
    assert _refusal(EmailField(), typed) == ["Wpisz adres e-mail, na przykład nazwa@example.org."]


def test_address_is_refused_when_it_is_endless():
    typed = "a" * 60 + "@" + "b" * 50 + ".example" * 30

    assert "Skróć tekst do 254 znaków. Teraz ma 351." in _refusal(EmailField(), typed)


def test_address_has_no_maxlength_when_printed():
    assert EmailField().widget.attrs == {"autocomplete": "email", "spellcheck": "false"}


@pytest.mark.parametrize(
    ("day", "hour", "instant"),
    [
        (date(2026, 12, 12), time(10, 0), datetime(2026, 12, 12, 9, 0, tzinfo=UTC)),
        (date(2026, 7, 1), time(10, 0), datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (date(2026, 3, 29), time(3, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_local_time_becomes_an_instant_when_it_exists_once(day, hour, instant):
    assert local_moment(day, hour) == instant


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            ["2026-10-25", "02:30"],
            "Tego dnia zegary cofamy, więc ta godzina wypada dwa razy. Podaj godzinę przed 2.00 albo od 3.00.",
        ),
        (
            ["2026-03-29", "02:30"],
            "Tego dnia zegary przesuwamy do przodu, więc tej godziny nie ma. Podaj godzinę przed 2.00 albo od 3.00.",
        ),
        (["2026-12-12", ""], "Podaj także godzinę."),
        (["", "10:00"], "Podaj także dzień."),
        (["12 grudnia", "10:00"], "Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-12."),
        (["2026-12-12", "rano"], "Podaj godzinę jako godziny:minuty, na przykład 10:30."),
    ],
)
def test_local_time_is_refused_when_it_is_not_one_instant(typed, message):
    assert _refusal(LocalMomentField(), typed) == [message]


def test_local_time_may_be_missing_when_it_is_optional():
    assert LocalMomentField(required=False).clean(["", ""]) is None


@pytest.mark.parametrize(
    ("typed", "has_changed"), [(["2026-12-12", "10:00"], False), (["2026-12-12", "10:01"], True)]
)
def test_local_time_has_changed_when_another_minute_is_typed(typed, has_changed):
    kept = datetime(2026, 12, 12, 9, 0, 30, tzinfo=UTC)

    assert LocalMomentField().has_changed(kept, typed) is has_changed


def test_local_time_is_shown_in_warsaw_when_it_is_kept():
    shown = LocalMomentWidget().decompress(datetime(2026, 7, 1, 8, 0, tzinfo=UTC))

    assert shown == [date(2026, 7, 1), time(10, 0)]


@pytest.mark.parametrize(
    "typed", ["600100200", "+48 600-100-200", "(22)\u00a0738 14 00 wew. 12", "22 738 14 00, 112", "986"]
)
def test_phone_is_kept_as_typed_when_it_is_a_number(typed: str) -> None:
    assert PhoneField().clean(typed) == typed


@pytest.mark.parametrize("typed", ["abc", "12", "600 100 200 Ewa", "tel.", "=1+1", "٦٠٠١٠٠٢٠٠"])
def test_phone_asks_for_digits_when_it_is_none(typed: str) -> None:
    assert _refusal(PhoneField(), typed) == ["Wpisz numer telefonu cyframi, na przykład 600 100 200."]
