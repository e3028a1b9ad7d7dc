"""The directory under a rush: no circle of memberships, no office without an administrator, no organisation twice."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any

import pytest

from kuznia.directory.models import Claim, Membership, Organisation, Post, Representation, StandIn
from kuznia.directory.services import (
    Away,
    accept_claim,
    add_membership,
    add_organisation,
    appoint_officer,
    appoint_representative,
    claim_organisation,
    claims,
    end_post,
    end_representation,
    memberships,
    name_stand_in,
    organisations,
    refuse_claim,
    register_organisation,
    representatives,
    stand_ins,
)
from kuznia.directory.states import VerificationBasis
from kuznia.directory.tests.claim_factories import herself, make_application, make_entry
from kuznia.directory.tests.factories import (
    HOUSE,
    make_county,
    make_organisation,
    make_person,
    make_record,
    representative_actor,
)
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import OfficeRole
from kuznia.lib.text import slug
from tests.concurrency.barrier import CONNECTIONS, Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
RING = 4
_numbers = count(1)


def join_in_a_ring() -> int:
    """Let each of four join the next, all at once; return how many got in."""
    ring = [make_organisation(f"Ogniwo {number}") for number in range(RING)]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    acts = [
        partial(add_membership, member=member, federation=federation, actor=HOUSE)
        for member, federation in pairs
    ]
    all_at_once(acts)
    return Membership.objects.count()


def test_memberships_close_no_circle_when_all_join_at_once() -> None:
    assert join_in_a_ring() == RING - 1


def test_memberships_would_close_a_circle_when_nothing_holds_them_apart(monkeypatch: Any) -> None:
    monkeypatch.setattr(memberships, "hold_memberships", lambda: None)
    monkeypatch.setattr(memberships, "leads_to", Meeting(RING).after(memberships.leads_to))

    assert join_in_a_ring() == RING


def test_office_keeps_an_administrator_when_two_end_each_other_at_once() -> None:
    county = make_county()
    posts = [
        appoint_officer(person=make_person(), authority=county, role=OfficeRole.ADMINISTRATOR, actor=HOUSE)
        for _number in range(2)
    ]

    acts = [partial(end_post, post=post, actor=HOUSE) for post in posts]
    results = all_at_once(acts)

    assert Post.objects.filter(until_at__isnull=True).count() == 1
    assert [type(result) for result in results].count(Refused) == 1


def name_six_at_once() -> int:
    """Let six people be named for the same days at once; return how many stand in."""
    county = make_county()
    post = appoint_officer(person=make_person(), authority=county, role=OfficeRole.OFFICER, actor=HOUSE)
    day = clock.today()
    away = Away(since_on=day, until_on=day)
    people = [make_person() for _number in range(6)]
    all_at_once(
        [partial(name_stand_in, post=post, person=person, away=away, actor=HOUSE) for person in people]
    )
    return StandIn.objects.filter(post=post).count()


def test_one_person_stands_in_when_six_are_named_at_once() -> None:
    assert name_six_at_once() == 1


def test_several_would_stand_in_when_nothing_holds_the_office(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        stand_ins, "_locked", lambda post: Post.objects.select_related("authority").get(pk=post.pk)
    )
    monkeypatch.setattr(stand_ins, "_refuse_second", Meeting().after(stand_ins._refuse_second))

    assert name_six_at_once() > 1


def add_six_times() -> list[Organisation | Exception]:
    record = make_record("Fundacja Iskra")
    return all_at_once([lambda: add_organisation(record=record, actor=HOUSE)] * 6)


def test_organisation_is_added_once_when_the_form_is_sent_many_times_at_once() -> None:
    results = add_six_times()

    assert Organisation.objects.count() == 1
    assert [type(result) for result in results].count(Refused) == 5


def test_organisation_would_be_added_twice_when_nothing_holds_the_names(monkeypatch: Any) -> None:
    let_new_names_pass_at_once(monkeypatch, clients=CONNECTIONS)

    results = add_six_times()

    assert [type(result) for result in results].count(Organisation) > 1


def let_new_names_pass_at_once(monkeypatch: Any, *, clients: int) -> None:
    """Let nothing hold the names, and so many clients find a name free before any of them takes it."""
    monkeypatch.setattr(organisations, "_hold_names", lambda: None)
    monkeypatch.setattr(organisations, "_demand_new", Meeting(clients).after(organisations._demand_new))
    # An address of its own for each, as the one who comes a moment later gets.
    monkeypatch.setattr(organisations, "_free_slug", lambda name: f"{slug(name)}-{next(_numbers)}")


def register_at_once() -> list[Claim | Exception]:
    """Let two founders register the same organisation at once."""
    founders, record = [herself(), herself()], make_record("Klub Iskra")
    return all_at_once(
        [
            partial(register_organisation, record=record, entry=make_entry(), actor=founder)
            for founder in founders
        ]
    )


def test_organisation_stands_once_when_two_founders_register_it_at_once() -> None:
    results = register_at_once()

    refused = next(result for result in results if isinstance(result, Refused))
    assert Organisation.objects.count() == Claim.objects.count() == 1
    assert refused.field == "name"
    # Whoever came second asks to act for it instead.
    claim_organisation(organisation=Organisation.objects.get(), entry=make_entry(), actor=herself())


def test_organisation_would_stand_twice_when_nothing_holds_the_names_of_founders(monkeypatch: Any) -> None:
    let_new_names_pass_at_once(monkeypatch, clients=2)

    results = register_at_once()

    assert [type(result) for result in results] == [Claim, Claim]


def decide_at_once() -> list[Claim | Exception]:
    """Let two officers decide one claim at once, one with yes and one with no."""
    claim = make_application("Klub Iskra")
    return all_at_once(
        [
            partial(accept_claim, claim=claim, basis=VerificationBasis.REGISTER, actor=HOUSE),
            partial(refuse_claim, claim=claim, reason="Nie.", actor=HOUSE),
        ]
    )


def test_claim_is_decided_once_when_two_officers_decide_it_at_once() -> None:
    for _round in range(5):
        forget_claims()
        results = decide_at_once()

        decided = (Claim.objects.get().state, Organisation.objects.get().state)
        assert decided in {("accepted", "active"), ("refused", "refused")}
        assert [type(result) for result in results].count(Refused) == 1
        assert Representation.objects.count() == (decided == ("accepted", "active"))


def refuse_both_at_once() -> str:
    """Let two officers refuse the only two claims to an applied organisation; return its state."""
    first = make_application("Klub Iskra")
    second = claim_organisation(organisation=first.organisation, entry=make_entry(), actor=herself())
    all_at_once([partial(refuse_claim, claim=claim, reason="Nie.", actor=HOUSE) for claim in (first, second)])
    return Organisation.objects.get(pk=first.organisation_id).state


def test_organisation_is_not_left_waiting_when_its_last_claims_are_refused_at_once() -> None:
    assert refuse_both_at_once() == "refused"


def test_organisation_would_be_left_waiting_when_nothing_holds_it(monkeypatch: Any) -> None:
    monkeypatch.setattr(claims, "_locked", lambda organisation: organisation)
    monkeypatch.setattr(claims, "_is_forsaken", Meeting(2).after(claims._is_forsaken))

    assert refuse_both_at_once() == "applied"


def forget_claims() -> None:
    Representation.objects.all().delete()
    Claim.objects.all().delete()
    Organisation.objects.all().delete()


def leave_both_at_once() -> int:
    """Let the only two who may sign leave at once; return how many may sign afterwards."""
    organisation, people = make_organisation(), [make_person(), make_person()]
    held = [
        appoint_representative(organisation=organisation, person=person, may_sign=True, actor=HOUSE)
        for person in people
    ]
    all_at_once(
        [
            partial(
                end_representation,
                representation=each,
                actor=representative_actor(organisation, person=person, may_sign=True),
            )
            for each, person in zip(held, people, strict=True)
        ]
    )
    return Representation.objects.filter(until_at__isnull=True).count()


def test_somebody_still_signs_when_the_last_two_leave_at_once() -> None:
    assert leave_both_at_once() == 1


def test_nobody_would_sign_when_nothing_holds_the_last_two(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        representatives,
        "_held",
        lambda each: Representation.objects.select_related("organisation", "person").get(pk=each.pk),
    )
    check = representatives._demand_other_signer
    monkeypatch.setattr(representatives, "_demand_other_signer", Meeting(2).after(check))

    assert leave_both_at_once() == 0
