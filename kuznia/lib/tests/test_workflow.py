import pytest
from django.db.models import TextChoices

from kuznia.lib import workflow
from kuznia.lib.workflow import BrokenMachine, Machine, Move

LABEL = "lib.TestCase"


class Course(TextChoices):
    DRAFT = "draft"
    PUBLIC = "public"
    CLOSED = "closed"


def move(name, sources, target):
    return Move(
        name=name,
        label=name,
        sources=sources,
        target=target,
        permission="lib.any",
        sentence=f"{name} was made.",
    )


PUBLISH = move("publish", ("draft",), "public")
CLOSE = move("close", ("draft", "public"), "closed")
REOPEN = move("reopen", ("closed",), "draft")


@pytest.fixture
def declared():
    machine = Machine(model=LABEL, states=Course, initial="draft", moves=(PUBLISH, CLOSE, REOPEN))
    yield machine
    del workflow._machines[LABEL]


def test_machine_is_found_by_its_model(declared):
    assert workflow.machine_of(LABEL) is declared
    assert declared in workflow.machines()


def test_move_is_found_by_its_name(declared):
    assert declared.move("close") is CLOSE


def test_moves_from_a_state_keep_their_order(declared):
    assert declared.moves_from("draft") == (PUBLISH, CLOSE)


@pytest.mark.parametrize(
    ("initial", "moves", "fault"),
    [
        ("draft", (PUBLISH, PUBLISH, CLOSE), "two moves share a name"),
        ("draft", (move("lose", ("draft",), "lost"), PUBLISH, CLOSE), "no such state: lost"),
        ("draft", (move("find", ("lost",), "draft"), PUBLISH, CLOSE), "no such state: lost"),
        ("lost", (PUBLISH, CLOSE), "no such first state: lost"),
        ("draft", (PUBLISH,), "no move reaches closed"),
        ("public", (CLOSE,), "no move reaches draft"),
    ],
)
def test_machine_is_refused_when_its_declaration_contradicts_itself(initial, moves, fault):
    with pytest.raises(BrokenMachine, match=fault):
        Machine(model=LABEL, states=Course, initial=initial, moves=moves)

    assert LABEL not in [machine.model for machine in workflow.machines()]


def test_machine_begins_in_every_state_that_it_names_as_a_beginning():
    machine = Machine(model=LABEL, states=Course, initial="public", moves=(CLOSE,), also_initial=("draft",))

    del workflow._machines[LABEL]

    assert machine.also_initial == ("draft",)


def test_machine_is_refused_when_another_beginning_is_no_state():
    with pytest.raises(BrokenMachine, match="no such first state: lost"):
        Machine(model=LABEL, states=Course, initial="draft", moves=(PUBLISH, CLOSE), also_initial=("lost",))
