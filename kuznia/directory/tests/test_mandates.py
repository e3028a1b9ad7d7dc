from datetime import date, timedelta

import pytest

from kuznia.directory.answers_claims import TODO
from kuznia.directory.models import Representation
from kuznia.directory.services import appoint_representative, change_representation
from kuznia.directory.tasks import forget_old_invitations, watch_mandates
from kuznia.directory.tests.claim_factories import signer_actor
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_person, representative_actor
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.notify.models import Message

pytestmark = pytest.mark.usefixtures("county", "stopped_clock")
TODAY = date(2026, 11, 16)


def until(day: date) -> Representation:
    return appoint_representative(
        organisation=make_organisation(),
        person=make_person(),
        may_sign=True,
        mandate_until_on=day,
        actor=HOUSE,
    )


def subjects() -> list[str]:
    written = Message.objects.exclude(matter__endswith=":given").order_by("pk")
    return [message.letter["subject"] for message in written]


def test_mandate_is_refused_when_it_is_over_already():
    with pytest.raises(Refused) as refusal:
        until(TODAY - timedelta(days=1))

    assert (refusal.value.field, refusal.value.message) == (
        "mandate_until_on",
        "Mandat może się skończyć najwcześniej dzisiaj.",
    )


def test_mandate_is_reminded_of_once_a_month_before_and_once_a_week_before(stopped_clock):
    until(TODAY + timedelta(days=31))
    for _day in range(32):
        watch_mandates()
        watch_mandates()
        stopped_clock.move_to(clock.now() + timedelta(days=1))

    assert subjects() == [
        "Twój mandat kończy się za 30 dni: Stowarzyszenie Przykładowe",
        "Twój mandat kończy się za 7 dni: Stowarzyszenie Przykładowe",
    ]


def test_mandate_ends_the_role_the_day_after(stopped_clock):
    held = until(TODAY)
    watch_mandates()
    on_the_day = Representation.objects.get().until_at
    stopped_clock.move_to(clock.now() + timedelta(days=1))

    watch_mandates()
    watch_mandates()

    held.refresh_from_db()
    assert (on_the_day, held.until_at is not None) == (None, True)
    assert subjects()[-1] == "Twój mandat się skończył: Stowarzyszenie Przykładowe"


def test_mandate_that_was_prolonged_is_not_ended(stopped_clock):
    held = until(TODAY)
    change_representation(
        representation=held,
        may_sign=True,
        may_edit=False,
        may_report=False,
        mandate_until_on=TODAY + timedelta(days=400),
        actor=HOUSE,
    )
    stopped_clock.move_to(clock.now() + timedelta(days=5))

    watch_mandates()

    held.refresh_from_db()
    assert held.until_at is None


def test_ending_mandate_waits_for_the_signers_and_for_the_person_herself():
    held = until(TODAY + timedelta(days=10))
    organisation, other = held.organisation, make_organisation("Inna")
    actors = [
        signer_actor(organisation),
        representative_actor(organisation, person=held.person),
        representative_actor(organisation),
        signer_actor(other),
    ]

    seen = [[item.title for item in TODO.todo_items(actor)] for actor in actors]

    waits = ["Kończy się mandat: Ewa Przykładowa"]
    assert seen == [waits, waits, [], []]


def test_forgetting_invitations_runs_when_there_is_none():
    forget_old_invitations()

    assert Message.objects.count() == 0
