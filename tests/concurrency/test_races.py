"""A transaction that loses a race is repeated; one that never wins is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction
from django.utils.translation import override

from kuznia.lib.errors import Refused
from kuznia.lib.races import MOST_TRIES, tried_again
from kuznia.people.models import Person
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]


def _rename_crosswise() -> list[Callable[[], None]]:
    """Return two acts that lock two rows in opposite orders, each its first one before either its second."""
    first, second = (Person.objects.create(name=name, password="!").pk for name in ("Ewa", "Jan"))
    meeting = Meeting(2)

    def rename(numbers: tuple[int, int]) -> Callable[[], None]:
        @transaction.atomic
        def act() -> None:
            for number in numbers:
                Person.objects.filter(pk=number).update(name="Nowe imię")
                meeting.wait()

        return act

    return [rename((first, second)), rename((second, first))]


def test_deadlocked_transaction_is_done_when_it_is_tried_again() -> None:
    results = all_at_once([tried_again(act) for act in _rename_crosswise()])

    assert results == [None, None]


def test_deadlock_shows_when_nothing_is_tried_again() -> None:
    results = all_at_once(_rename_crosswise())

    assert [type(result) for result in results if result is not None] == [OperationalError]


def test_act_is_refused_in_words_when_the_lock_never_comes_free() -> None:
    first = Person.objects.create(name="Ewa", password="!").pk
    held, done, tries = Signal(), Signal(), []
    holder = Thread(target=_hold, args=(first, held, done))
    holder.start()
    held.wait(timeout=10)

    @tried_again
    @transaction.atomic
    def act() -> None:
        tries.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20ms'")
        Person.objects.filter(pk=first).update(name="Nowe imię")

    with override("pl"), pytest.raises(Refused) as refused:
        act()
    done.set()
    holder.join()

    assert len(tries) == MOST_TRIES
    assert refused.value.message == (
        "Wiele osób robi to w tej samej chwili. Nic się nie zmieniło: spróbuj jeszcze raz."
    )


def _hold(number: int, held: Signal, done: Signal) -> None:
    try:
        with transaction.atomic():
            Person.objects.filter(pk=number).update(name="Trzymane")
            held.set()
            done.wait(timeout=30)
    finally:
        connection.close()
