import re
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kuznia.lib import text
from kuznia.lib.folding import Folded

POLISH = st.text("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźżAĄBCĆŁŃÓŚŹŻ 0123456789-.", max_size=40)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Zażółć GĘŚLĄ jaźń", "zazolc gesla jazn"), ("Łódź", "lodz"), ("Straße", "strasse"), ("Ćwiek", "cwiek")],
)
def test_fold_leaves_lower_case_without_diacritics(typed, folded):
    assert text.fold(typed) == folded


@given(st.text(max_size=60))
def test_fold_changes_nothing_when_done_twice(typed):
    folded = text.fold(typed)

    assert not any(unicodedata.combining(sign) for sign in folded)
    assert text.fold(folded) == folded


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["Zażółć GĘŚLĄ jaźń", "René", "DVOŘÁK-ĐORĐEVIĆ", "Straße Œuvre Ærø", "Rene\u0301", "50% \\ 'x'", ""],
)
def test_fold_is_what_the_database_makes_of_a_text(typed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + Folded.template % {"expressions": "%s::text"}, [typed])
        (folded,) = cursor.fetchone()

    assert folded == text.fold(typed)


def test_polish_key_sorts_by_the_polish_alphabet():
    names = [
        "Żak",
        "Źrebię",
        "Zamość",
        "Śliwa",
        "Sowa",
        "ósmy",
        "Ola",
        "Łódź",
        "Lublin",
        "Ćma",
        "Cyna",
        "Bąk",
        "Barć",
        "Bak",
    ]

    ordered = sorted(names, key=text.polish_key)

    assert ordered == ["Bak", "Barć", "Bąk", "Cyna", "Ćma", "Lublin", "Łódź", "Ola", "ósmy", "Sowa", "Śliwa", "Zamość",
                       "Źrebię", "Żak"]  # fmt: skip


@pytest.mark.django_db
def test_polish_key_is_the_key_that_the_database_makes():
    words = ["Zażółć gęślą jaźń", "ŁÓDŹ 2026", "Ćma-Bąk", "x'y\\z", "ĄĆĘŁŃÓŚŹŻ"]

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kuznia_polish_key(word) FROM unnest(%s::text[]) WITH ORDINALITY AS w(word, n) ORDER BY n",
            [words],
        )
        keys = [row[0] for row in cursor.fetchall()]

    assert keys == [text.polish_key(word) for word in words]


@given(POLISH, POLISH)
def test_polish_key_is_the_same_only_for_words_that_differ_in_case(one, other):
    assert (text.polish_key(one) == text.polish_key(other)) == (one.lower() == other.lower())


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Konferencja NGO: „Razem dla powiatu”", "konferencja-ngo-razem-dla-powiatu"),
        ("  Łąka & Źródło  ", "laka-zrodlo"),
        ("?!…", "bez-nazwy"),
        ("", "bez-nazwy"),
        ("Київ", "bez-nazwy"),
        ("a" * 100, "a" * 60),
        ("słowo " * 20, "slowo-slowo-slowo-slowo-slowo-slowo-slowo-slowo-slowo-slowo"),
    ],
)
def test_slug_is_a_short_part_of_an_address(typed, slug):
    assert text.slug(typed) == slug


@given(st.text(max_size=300))
def test_slug_is_never_empty_and_never_needs_quoting(typed):
    slug = text.slug(typed)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 60


@pytest.mark.parametrize(
    "typed", ["Jan.Kowalski@Przyklad.PL", " jan.kowalski@przyklad.pl ", "ｊan.kowalski@przyklad.pl"]
)
def test_email_key_is_one_for_one_mailbox(typed):
    assert text.email_key(typed) == "jan.kowalski@przyklad.pl"


@given(st.text(max_size=60))
def test_email_key_is_in_the_lower_case_that_the_database_demands(address):
    assert text.email_key(address).lower() == text.email_key(address)


@pytest.mark.parametrize("typed", ["ewa@ꭰꭱ.pl", "ewa@ᎠᎡ.pl"])
def test_email_key_is_in_lower_case_when_the_alphabet_folds_to_capitals(typed):
    assert text.email_key(typed) == "ewa@ꭰꭱ.pl"


@given(st.emails())
def test_email_key_changes_nothing_when_done_twice(address):
    assert text.email_key(text.email_key(address)) == text.email_key(address)


@pytest.mark.parametrize(
    ("address", "masked"),
    [("ewa@przyklad.pl", "e…@przyklad.pl"), ("@przyklad.pl", "…@przyklad.pl"), ("nothing", "…"), ("", "…")],
)
def test_mask_email_keeps_one_letter_and_the_domain(address, masked):
    assert text.mask_email(address) == masked


def test_readable_code_has_no_signs_that_people_mix_up():
    codes = [text.readable_code() for _again in range(500)]

    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", code) for code in codes)
    assert len(set(codes)) == 500


def test_typed_code_is_the_code_as_it_was_issued():
    assert text.typed_code(" k7mx-2p qa ") == "K7MX2PQA"


@pytest.mark.parametrize(
    ("typed", "tied"),
    [
        ("w domu i w pracy", "w\u00a0domu i\u00a0w\u00a0pracy"),
        ("(z nami) A oni", "(z\u00a0nami) A\u00a0oni"),
        ("ma kota", "ma kota"),
        ("tam i ", "tam i "),
        ("", ""),
    ],
)
def test_hard_spaces_tie_one_letter_words_to_the_next(typed, tied):
    assert text.hard_spaces(typed) == tied
