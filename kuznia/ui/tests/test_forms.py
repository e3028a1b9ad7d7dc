from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.translation import override

from kuznia.lib.errors import Refused
from kuznia.ui.forms import Form, LocalMomentField, TextField, TrappedForm, problems

AGAIN_IN_POLISH = "Wybierz ten plik jeszcze raz: przeglądarka nie pamięta go, gdy formularz wraca do poprawy."
OPENED = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Sample(Form):
    name = TextField(label="Imię")
    meal = forms.ChoiceField(label="Posiłek", choices=[("1", "tak")], widget=forms.RadioSelect)
    consent = forms.BooleanField(label="Zgoda")
    note = TextField(label="Uwagi", required=False)
    worded = TextField(label="Cena", error_messages={"required": "Wpisz cenę za jeden egzemplarz."})


class WithFile(Form):
    name = TextField(label="Imię")
    photo = forms.FileField(label="Zdjęcie", required=False)


class Unworded(Form):
    """Fields whose form says nothing of what may be wrong."""

    day = forms.DateField(label="Początek")
    number = forms.IntegerField(label="Liczba osób", min_value=1, max_value=9)
    meal = forms.ChoiceField(label="Posiłek 100%", choices=[("1", "tak")])
    days = forms.MultipleChoiceField(label="Dni", choices=[("1", "tak")])
    secret = forms.CharField(label="Hasło", max_length=4)
    address = forms.URLField(label="Strona")
    moment = LocalMomentField(label="Koniec")
    photo = forms.FileField(label="Zdjęcie")


class Trapped(TrappedForm):
    name = TextField(label="Imię")


def _sent(*, after: timedelta, **typed: str) -> Trapped:
    stamp = str(Trapped(arrived_at=OPENED)["opened"].value())
    query = QueryDict(mutable=True)
    query.update({"name": "Ewa", "homepage": "", "opened": stamp, **typed})
    query._mutable = False
    return Trapped(query, arrived_at=OPENED + after)


def _with_file(**typed: str) -> WithFile:
    return WithFile(typed, {"photo": SimpleUploadedFile("plot.png", b"x")})


def test_file_is_asked_for_again_when_the_form_comes_back():
    with override("pl"):
        messages = [problem.message for problem in problems([_with_file(name="")])]

    assert messages == ["Uzupełnij pole „Imię”.", AGAIN_IN_POLISH]


def test_file_is_asked_for_again_when_the_service_refuses():
    form = _with_file(name="Ewa")
    form.is_valid()

    form.add_refusal(Refused("Ta nazwa jest zajęta.", field="name"))

    assert list(form.errors) == ["name", "photo"]


def test_file_is_not_asked_for_when_nothing_is_wrong():
    assert _with_file(name="Ewa").errors == {}


def test_required_fields_say_what_to_do_when_empty():
    with override("pl"):
        form = Sample({})
        messages = [problem.message for problem in problems([form])]

    assert messages == [
        "Uzupełnij pole „Imię”.",
        "Wybierz odpowiedź: „Posiłek”.",
        "Zaznacz: „Zgoda”.",
        "Wpisz cenę za jeden egzemplarz.",
    ]


def _said_of(typed: dict[str, object]) -> dict[str, list[str]]:
    with override("pl"):
        return {name: [str(each) for each in said] for name, said in Unworded(typed).errors.items()}


def test_missing_things_are_named_by_what_they_are_when_the_form_words_nothing():
    assert _said_of({}) == {
        "day": ["Podaj dzień: „Początek”."],
        "number": ["Uzupełnij pole „Liczba osób”."],
        "meal": ["Wybierz odpowiedź: „Posiłek 100%”."],
        "days": ["Wybierz odpowiedź: „Dni”."],
        "secret": ["Uzupełnij pole „Hasło”."],
        "address": ["Uzupełnij pole „Strona”."],
        "moment": ["Podaj dzień i godzinę: „Koniec”."],
        "photo": ["Wybierz plik: „Zdjęcie”."],
    }


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("day", "31.02.2026", "Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-12."),
        ("number", "dwa", "Wpisz liczbę całkowitą cyframi, na przykład 25."),
        ("number", "0", "Wpisz liczbę nie mniejszą niż 1."),
        ("number", "10", "Wpisz liczbę nie większą niż 9."),
        ("meal", "2", "Wybierz odpowiedź: „Posiłek 100%”."),
        ("days", ["2"], "Wybierz odpowiedź: „Dni”."),
        ("secret", "hasło", "Skróć tekst do 4 znaków. Teraz ma 5."),
        ("secret", "a\x00", "Usuń niewidoczne znaki; jeśli tekst jest wklejony, wpisz go ręcznie."),
        ("address", "x y", "Wpisz adres strony, na przykład https://przyklad.pl."),
    ],
)
def test_wrong_things_are_said_in_words_of_the_house_when_the_form_words_nothing(name, typed, message):
    assert _said_of({name: typed})[name] == [message]


def test_problems_lead_to_the_first_wrong_part_when_it_is_a_group():
    anchors = [problem.anchor for problem in problems([Sample({})])]

    assert anchors == ["id_name", "id_meal_0", "id_consent", "id_worded"]


def test_refusal_stands_at_its_field_when_it_names_one():
    form = Sample({})
    form.is_valid()

    form.add_refusal(Refused("Ten warsztat jest pełny.", field="note"))

    assert form.errors["note"] == ["Ten warsztat jest pełny."]


def test_refusal_stands_above_the_form_when_its_field_is_not_here():
    form = Sample({})
    form.is_valid()

    form.add_refusal(Refused("Zapisy są zamknięte.", field="elsewhere"))

    assert form.non_field_errors() == ["Zapisy są zamknięte."]
    assert problems([form])[0].anchor == "id_name"


def test_form_is_taken_when_a_person_typed_it():
    form = _sent(after=timedelta(seconds=2))

    assert form.is_valid()
    assert form.cleaned_data == {"name": "Ewa"}


@pytest.mark.parametrize(
    ("after", "typed", "message"),
    [
        (
            timedelta(seconds=1),
            {},
            "Sprawdź, co jest wpisane, i wyślij jeszcze raz: formularz przyszedł szybciej, niż człowiek pisze.",
        ),
        (
            timedelta(hours=25),
            {},
            "Ten formularz był otwarty ponad dobę. Sprawdź, co jest wpisane, i wyślij go jeszcze raz.",
        ),
        (
            timedelta(minutes=1),
            {"opened": "sfałszowane"},
            "Ten formularz był otwarty ponad dobę. Sprawdź, co jest wpisane, i wyślij go jeszcze raz.",
        ),
        (
            timedelta(minutes=1),
            {"homepage": "https://spam.example"},
            "Wyczyść pole „Nie wypełniaj” i wyślij formularz jeszcze raz.",
        ),
    ],
)
def test_form_comes_back_with_everything_typed_when_it_falls_into_a_trap(after, typed, message):
    with override("pl"):
        form = _sent(after=after, **typed)
        messages = list(form.non_field_errors())

    assert messages == [message]
    assert form["name"].value() == "Ewa"
    assert form["homepage"].value() == ""


def test_form_is_taken_the_second_time_when_it_was_too_old():
    late = _sent(after=timedelta(hours=25))
    late.is_valid()

    again = Trapped(late.data, arrived_at=OPENED + timedelta(hours=25, seconds=5))

    assert again.is_valid()


def test_traps_are_printed_out_of_sight_when_the_form_is_printed():
    page = str(Trapped(arrived_at=OPENED))

    assert '<div class="trap" aria-hidden="true"><label for="id_homepage">' in page
    assert 'type="hidden" name="opened"' in page


def test_traps_are_printed_together_when_a_page_prints_field_by_field():
    form = Trapped(arrived_at=OPENED)

    assert str(form.traps) == f"{form['homepage']}{form['opened']}"


def test_speed_is_not_mentioned_when_fields_are_wrong():
    with override("pl"):
        form = _sent(after=timedelta(seconds=1), name="")
        messages = [problem.message for problem in problems([form])]

    assert messages == ["Uzupełnij pole „Imię”."]
