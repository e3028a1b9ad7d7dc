"""What is public is found in any form of its words, ranked, narrowed, and forgotten when it is public no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import Visitor
from kuznia.people.services import add_person
from kuznia.search import queries
from kuznia.search.models import Document, Word
from kuznia.search.queries import Narrowing, asked_for, beginning_with, find, is_current, meant_by
from kuznia.search.services import forget_words, note_change, note_move, refresh, start_reindexing
from kuznia.search.tests.factories import HOUSE

pytestmark = pytest.mark.django_db


def titles(words: str, **narrowing: Any) -> list[str]:
    found = find(asked_for(words), Narrowing(**narrowing))
    return [hit.document.title for hit in found.hits]


def test_text_is_found_by_another_form_of_its_words(shelf):
    shelf.put("Organizacja pozarządowa")
    shelf.put("Dom kultury")

    assert titles("organizacjami pozarządowymi") == ["Organizacja pozarządowa"]


def test_text_is_found_when_diacritics_are_not_typed(shelf):
    shelf.put("Życie w gminie Brwinów")

    assert titles("zycia w Brwinowie") == ["Życie w gminie Brwinów"]


def test_form_that_stands_in_no_text_is_found_by_its_stem_when_diacritics_are_not_typed(shelf):
    shelf.put("Powiatowa Kuźnia")

    assert titles("kuzni") == ["Powiatowa Kuźnia"]


def test_title_ranks_above_lead_and_lead_above_text(shelf):
    shelf.put("Trzecia", body="o warsztacie")
    shelf.put("Druga", lead="o warsztacie")
    shelf.put("Warsztat")

    assert titles("warsztaty") == ["Warsztat", "Druga", "Trzecia"]


def test_texts_with_every_word_come_first_when_few_hold_all(shelf):
    shelf.put("Warsztat", lead="bez miejsca")
    shelf.put("Wieczór", body="Warsztat dla organizacji w domu kultury")

    assert titles("warsztat organizacji") == ["Wieczór", "Warsztat"]


def test_texts_with_some_words_are_left_out_when_enough_hold_all(shelf):
    for number in range(5):
        shelf.put(f"Warsztat organizacji {number}")
    shelf.put("Warsztat stolarski")

    assert "Warsztat stolarski" not in titles("warsztat organizacji")


def test_search_is_narrowed_by_kind_place_and_day(shelf):
    shelf.put("Piknik stary", place="Brwinów", day=date(2020, 5, 1))
    shelf.put("Piknik nowy", place="Brwinów", day=date(2026, 5, 1))
    shelf.put("Piknik obcy", place="Raszyn", day=date(2026, 5, 1))

    found = titles("piknik", kind="book", place="Brwinów", since=date(2026, 1, 1))

    assert found == ["Piknik nowy"]


def test_counts_are_of_every_kind_when_one_is_asked_for(shelf):
    shelf.put("Piknik")

    found = find(asked_for("piknik"), Narrowing(kind="film"))

    assert (found.hits, found.counts, found.total) == ([], {"book": 1}, 1)


def test_nothing_is_looked_for_when_only_stop_words_are_typed(shelf):
    shelf.put("I to, i tamto")

    asked = asked_for("i w z dla")

    assert (asked.is_empty, find(asked).hits) == (True, [])


@pytest.mark.parametrize(
    "words",
    ["' | !()&<->:* \\", "'; DROP TABLE search_document; --", "a" * 10_000, "słowo " * 2_000, "🙂", "%"],
)
def test_odd_input_finds_nothing_and_breaks_nothing(words, shelf):
    shelf.put("Zwykły tekst")

    assert (titles(words), beginning_with(words), Document.objects.count()) == ([], [], 1)


def test_mistyped_word_is_mended_by_the_words_of_the_texts(shelf):
    shelf.put("Stowarzyszenie rodziców")

    assert meant_by("stowazyszenie rodziców") == "stowarzyszenie rodziców"


def test_slips_are_mended_among_the_first_words_when_there_are_many(shelf):
    shelf.put("Stowarzyszenie rodziców")
    words = "stowazyszenie " * 14

    assert meant_by(words) == "stowarzyszenie " * 12 + "stowazyszenie " * 2


@pytest.mark.parametrize("words", ["stowarzyszeniem rodzicom", "abc", "w"])
def test_word_is_not_mended_when_a_form_of_it_is_known_or_it_is_short(words, shelf):
    shelf.put("Stowarzyszenie rodziców")

    assert meant_by(words) == ""


def test_suggestions_begin_as_what_is_typed(shelf):
    shelf.put("Konferencja organizacji")
    shelf.put("Dom", body="konferencja")

    assert [each.title for each in beginning_with("organizacji konf")] == ["Konferencja organizacji"]


@pytest.mark.parametrize("typed", ["o%", "o_g", "\\o", "'; --", "organizacji %"])
def test_suggestions_take_signs_as_signs(typed, shelf):
    shelf.put("Organizacje")

    assert beginning_with(typed) == []


def test_shorter_titles_are_suggested_first_and_a_few_only(shelf):
    for number in range(8):
        shelf.put(f"Konferencja{' i zjazd' * (8 - number)}")

    assert [len(each.title) for each in beginning_with("konf")] == [19, 27, 35, 43, 51, 59]


def test_words_that_left_a_title_are_suggested_no_more(shelf):
    key = shelf.put("Konferencja")

    shelf.put("Zjazd", key=key)

    assert (beginning_with("konf"), [each.title for each in beginning_with("zj")]) == ([], ["Zjazd"])


def test_text_is_forgotten_when_it_is_public_no_more(shelf):
    key = shelf.put("Szkic")
    shelf.take_off(key)

    note_change(kind="book", keys=[key])
    run_waiting_jobs()

    assert Document.objects.count() == 0


def test_every_act_has_a_job_of_its_own_when_one_waits_already(shelf):
    key = shelf.put("Tekst")

    note_change(kind="book", keys=[key])
    note_change(kind="book", keys=[key])
    note_change(kind="book", keys=[])

    assert run_waiting_jobs() == 2


def test_move_is_followed_where_the_texts_of_its_case_are_public(shelf):
    person, message = add_person(name="Ewa", actor=HOUSE), Word(folded="x")

    note_move(case=message)
    note_move(case=person)

    assert run_waiting_jobs() == 1


def test_kind_that_nobody_answers_for_is_forgotten(shelf):
    shelf.put("Tekst")
    Document.objects.update(kind="film")

    refresh(kind="film", keys=[1], actor=HOUSE)

    assert Document.objects.count() == 0


def test_index_made_anew_holds_what_is_public_and_no_other_word(shelf):
    gone = shelf.put("Nazwisko")
    shelf.put("Organizacja")
    shelf.take_off(gone)

    progress = start_reindexing(actor=HOUSE)
    run_waiting_jobs()

    progress.refresh_from_db()
    assert list(Word.objects.values_list("folded", flat=True)) == ["organizacja"]
    assert (list(Document.objects.values_list("title", flat=True)), progress.done) == (["Organizacja"], 1)


def test_index_is_current_until_another_dictionary_reads_the_questions(shelf):
    empty = is_current()
    shelf.put("Organizacja")
    made = is_current()
    Document.objects.update(analyser="another")

    assert (empty, made, is_current()) == (True, True, False)


def test_index_is_not_current_when_there_are_texts_and_it_is_empty(shelf):
    shelf.put("Organizacja")
    Document.objects.all().delete()

    assert not is_current()


def test_word_of_two_spellings_keeps_the_base_forms_of_both(shelf):
    shelf.put("Zycie", body="życie")

    word = Word.objects.get(folded="zycie")

    assert "zycie" in word.lemmas.split()


@pytest.mark.parametrize(
    "write",
    [
        lambda: refresh(kind="book", keys=[1], actor=Visitor()),
        lambda: forget_words(actor=Visitor()),
        lambda: start_reindexing(actor=Visitor()),
    ],
)
def test_index_is_kept_by_the_house_alone(write):
    with pytest.raises(Forbidden, match=r"Indeks tekstów publicznych prowadzi sama Kuźnia\."):
        write()


def test_common_word_brings_no_texts_without_the_rare_one(monkeypatch, shelf):
    monkeypatch.setattr(queries, "RARELY", 3)
    for number in range(4):
        shelf.put(f"Stowarzyszenie {number}")
    shelf.put("Stowarzyszenie Iskra")
    shelf.put("Klub Iskra")

    assert titles("stowarzyszenia Iskry") == ["Stowarzyszenie Iskra", "Klub Iskra"]


def test_texts_with_the_word_in_the_title_are_ranked_when_too_many_hold_it(monkeypatch, shelf):
    monkeypatch.setattr(queries, "MOST_RANKED", 2)
    for number in range(5):
        shelf.put(f"Zjazd {number}", body="konferencja")
    shelf.put("Konferencja")

    found = find(asked_for("konferencje"))

    assert (found.total, len(found.hits), found.hits[0].document.title) == (6, 2, "Konferencja")
