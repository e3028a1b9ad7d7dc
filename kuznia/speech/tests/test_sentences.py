from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuznia.speech import english
from kuznia.speech.sentences import LONGEST, sentences_of

SIGNS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("aA1 .!?„”,; np. ul."))


def texts(written: str, language: str = "pl") -> list[str]:
    return [sentence.text for sentence in sentences_of(written, language)]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Raz. Dwa! Trzy?", ["Raz.", "Dwa!", "Trzy?"]),
        ("Spotkanie z J. Iskrą. Początek o 9.", ["Spotkanie z J. Iskrą.", "Początek o 9."]),
        ("Adres: ul. Drzymały 30, np. Sala A.", ["Adres: ul. Drzymały 30, np. Sala A."]),
        ("Mówił „Dobrze.” Potem wyszedł.", ["Mówił „Dobrze.”", "Potem wyszedł."]),
        ("Od 2012 r. w Pruszkowie. Tak.", ["Od 2012 r. w Pruszkowie.", "Tak."]),
        ("1. Zasady naboru", ["1. Zasady naboru"]),
        ("Cena 1.5 i koniec", ["Cena 1.5 i koniec"]),
        ("• – •", []),
        ("Co?!… (Nic.) Tak", ["Co?!…", "(Nic.)", "Tak"]),
        ("Nie!!! Tak", ["Nie!!!", "Tak"]),
        ("", []),
    ],
)
def test_sentences_end_where_people_end_them(written, parts):
    assert texts(written) == parts


def test_sentence_is_parted_at_a_comma_when_it_is_very_long():
    parts = texts("słowo, " * 100)

    assert [part[-1] for part in parts] == [","] * 2
    assert max(map(len, parts)) <= LONGEST


def test_sentence_is_parted_anywhere_when_it_has_no_breath():
    assert [len(part) for part in texts("a" * 900)] == [400, 400, 100]


def test_sentence_is_said_in_polish_when_nobody_knows_its_language():
    (sentence,) = sentences_of("2 zł", "uk")

    assert (sentence.spoken, sentence.language) == ("dwa złote", "pl")


@given(st.text(alphabet=SIGNS, max_size=1_200))
def test_sentences_are_cut_from_the_text_and_lose_no_word(written):
    parts = texts(written)

    assert all(part in written and len(part) <= LONGEST for part in parts)
    assert [sign for part in parts for sign in part if sign.isalnum()] == [s for s in written if s.isalnum()]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Grants of 200 000 zł", "Grants of 200,000 zlotys"),
        ("1 zł a day", "1 zloty a day"),
        ("e.g. NGOs & others", "for example NGOs and others"),
        ("biuro@powiat.pl", "biuro at powiat dot pl"),
        ("see https://www.powiat.pl/x?y", "see powiat dot pl"),
        ("9–15, approx. 5 km²", "9 to 15, about 5 square kilometres"),
        ("No. 5", "number 5"),
    ],
)
def test_english_text_is_said_with_our_signs_in_words(written, said):
    assert english.spoken(written) == said


@given(st.text(max_size=80))
def test_english_text_is_never_empty_when_it_holds_a_letter(written):
    assert any(s.isalnum() for s in english.spoken(written)) >= any(s.isalnum() for s in written)


@pytest.mark.parametrize("text", ["!" * 40_000, "!" * 20_000 + " " * 20_000])
def test_row_of_signs_is_parted_quickly_when_it_is_very_long(text):
    began = process_time()

    assert texts(text) == []

    assert process_time() - began < 2
