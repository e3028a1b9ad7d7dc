import pytest
from django import forms
from django.http import QueryDict

from kuznia.lib.meanwhile import ChangedMeanwhile, marks_of
from kuznia.ui.forms import TextField, saves
from kuznia.ui.shared_forms import Difference, SharedForm

SHOWN = {"name": "Iskra", "opp": False, "kind": "ngo", "tasks": ["1"]}
MINE = {"name": "Kuźnia", "kind": "group", "tasks": "2"}


class Card(SharedForm):
    name = TextField(label="Nazwa")
    opp = forms.BooleanField(label="OPP", required=False)
    kind = forms.ChoiceField(label="Rodzaj", choices=[("ngo", "organizacja"), ("group", "grupa")])
    tasks = forms.MultipleChoiceField(label="Zadania", choices=[("1", "pomoc"), ("2", "kultura")])


def filled(**changed):
    marks = Card(initial=SHOWN)["marks"].value()
    data = QueryDict(mutable=True)
    data.update({**MINE, "marks": marks, **changed})
    return Card(data, initial=SHOWN)


def refuse(theirs):
    raise ChangedMeanwhile(theirs)


def test_form_says_what_it_showed_and_keeps_that_apart_from_what_was_typed():
    form = filled()

    assert form.is_valid()
    assert form.opened == marks_of(SHOWN)
    assert form.typed() == {"name": "Kuźnia", "opp": False, "kind": "group", "tasks": ["2"]}


def test_form_shows_both_and_saves_over_theirs_next_time_when_others_changed_the_same():
    form, theirs = filled(), {"name": "Ognisko", "opp": True, "kind": "ngo", "tasks": ("1", "2")}

    assert not saves(form, lambda: refuse(theirs))
    assert form.differences == [
        Difference("Nazwa", "Kuźnia", "Ognisko"),
        Difference("OPP", "nie", "tak"),
        Difference("Rodzaj", "grupa", "organizacja"),
        Difference("Zadania", "kultura", "pomoc, kultura"),
    ]
    assert form.opened == marks_of(theirs)
    assert form["name"].value() == "Kuźnia"


@pytest.mark.parametrize("marks", ["", "name", ":", "[" * 5000, "name:x\x00"])
def test_form_knows_nothing_true_of_what_it_showed_when_its_marks_are_tampered_with(marks):
    form = filled(marks=marks)

    form.is_valid()

    assert not set(form.opened.values()) & set(marks_of(SHOWN).values())
