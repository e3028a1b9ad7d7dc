"""How alike names are: the same both ways, whole for a name and itself, and hardly moved by kinds of bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuznia.directory.likeness import are_alike, likeness, stems_of, telling_words, words_of

NAMES = st.text(alphabet="aąbcćdeęłńoóśźżIskra 12-„”.", max_size=40)


@given(NAMES, NAMES)
def test_likeness_is_the_same_in_both_directions(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(NAMES, NAMES)
def test_likeness_lies_between_nothing_and_the_whole(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1


@given(NAMES)
def test_likeness_is_whole_when_a_name_meets_itself(name: str) -> None:
    assert likeness(name, name) == (1 if words_of(name) else 0)


@given(st.permutations(["Pruszkowskie", "Stowarzyszenie", "Rodzin", "Iskra"]))
def test_likeness_is_whole_when_the_words_stand_in_another_order(words: list[str]) -> None:
    assert likeness(" ".join(words), "PRUSZKOWSKIE STOWARZYSZENIE RODZIN „ISKRA”") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OSP Dworzec", "Ochotnicza Straż Pożarna w Dworcu"),
        ("Stowarzyszenie „Podkowa”", "stow. podkowa"),
        ("Fundacja Iskra", "Stowarzyszenie Iskra"),
        ("Towarzystwo Przyjaciół Komorowa", "Towarzystwo Przyjaciol Komorowa."),
        ("Fundacja im. Jana Kowalskiego", "Fundacja imienia Jana Kowalskiego"),
    ],
)
def test_names_are_alike_when_only_the_way_of_writing_differs(one: str, other: str) -> None:
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stowarzyszenie Jaśmin", "Stowarzyszenie Jodła"),
        ("Koło Gospodyń Wiejskich w Dworcu", "Ochotnicza Straż Pożarna w Dworcu"),
        ("Szkoła Podstawowa nr 1 w Piastowie", "Szkoła Podstawowa nr 2 w Piastowie"),
        ("Stowarzyszenie Projekt Brwinów", "Stowarzyszenie Projekt Raszyn"),
        ("", "Fundacja"),
    ],
)
def test_names_are_not_alike_when_a_telling_word_differs(one: str, other: str) -> None:
    assert not are_alike(one, other)


def test_kind_of_body_tells_nothing_unless_it_is_all_there_is() -> None:
    assert telling_words("Stowarzyszenie „Iskra” w Piastowie") == ("iskra", "piastowie")
    assert stems_of("Stowarzyszenie „Iskra” w Piastowie") == {"iskr", "pias"}
    assert stems_of("Klub Sportowy") == {"klub", "spor"}
