from dataclasses import dataclass, replace

import pytest

from kuznia.lib.meanwhile import ChangedMeanwhile, brought_over, marks_of


@dataclass(frozen=True)
class Card:
    name: str = "Iskra"
    text: str = "Pierwsza\nDruga"
    phone: str = ""
    tasks: tuple[str, ...] = ("1", "17")


SHOWN = Card()
OPENED = marks_of(vars(SHOWN))


def test_marks_are_the_same_for_what_a_form_shows_alike():
    sent = {"name": " Gwo\u0301z\u0301dź ", "text": "Pierwsza\r\nDruga", "phone": None, "tasks": ["1", "17"]}

    assert marks_of(sent) == marks_of(vars(replace(SHOWN, name="Gwóźdź")))


def test_brought_over_keeps_what_each_changed_when_they_changed_different_fields():
    theirs = replace(SHOWN, phone="22 738 14 00", tasks=("33",))

    record = brought_over(kept=theirs, typed=vars(replace(SHOWN, name="Kuźnia")), opened=OPENED)

    assert record == replace(theirs, name="Kuźnia")


def test_brought_over_keeps_the_fields_that_the_form_does_not_have():
    assert brought_over(kept=SHOWN, typed={"phone": "112"}, opened=OPENED) == replace(SHOWN, phone="112")


def test_brought_over_is_refused_when_both_changed_the_same_field():
    theirs, mine = replace(SHOWN, name="Ognisko", phone="112"), vars(replace(SHOWN, name="Kuźnia"))

    with pytest.raises(ChangedMeanwhile) as refusal:
        brought_over(kept=theirs, typed=mine, opened=OPENED)

    assert refusal.value.theirs == {"name": "Ognisko"}
    assert refusal.value.message == (
        "Ktoś zmienił te same pola, odkąd masz otwarty ten formularz. Porównaj i zapisz jeszcze raz."
    )


def test_brought_over_changes_nothing_when_both_changed_a_field_to_the_same():
    both = replace(SHOWN, name="Kuźnia")

    assert brought_over(kept=both, typed=vars(both), opened=OPENED) == both


def test_brought_over_is_refused_when_nobody_knows_what_the_form_showed():
    with pytest.raises(ChangedMeanwhile) as refusal:
        brought_over(kept=SHOWN, typed=vars(replace(SHOWN, name="Kuźnia")), opened={})

    assert refusal.value.theirs == {"name": "Iskra"}
