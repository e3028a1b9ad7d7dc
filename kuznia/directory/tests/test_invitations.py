from datetime import timedelta

import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.links import invitation_url
from kuznia.directory.models import Invitation, Organisation, Representation
from kuznia.directory.queries.claims import link_to_invitation
from kuznia.directory.services import (
    RoleEntry,
    accept_invitation,
    appoint_representative,
    cancel_invitation,
    change_representation,
    close_organisation,
    end_representation,
    forget_invitations,
    invite_representative,
    name_representative,
)
from kuznia.directory.states import VerificationBasis
from kuznia.directory.tests.claim_factories import herself, make_invitation, signer_actor
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_person,
    office_actor,
    representative_actor,
)
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import LinkHolder
from kuznia.notify.models import Message

pytestmark = pytest.mark.usefixtures("county")


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


def taken(invitation: Invitation) -> Representation:
    return accept_invitation(
        invitation=invitation, actor=LinkHolder(opens=link_to_invitation(invitation)), language="pl"
    )


def signer(organisation: Organisation) -> Representation:
    return appoint_representative(
        organisation=organisation, person=make_person("Ola Podpisująca"), may_sign=True, actor=HOUSE
    )


def test_invite_sends_a_link_that_works_for_14_days(organisation):
    invitation = make_invitation(organisation)

    message = Message.objects.get(matter=f"directory.invitation:{invitation.pk}")
    assert message.to == "nowa@przyklad.pl"
    assert message.letter["button"] == ["Zobacz zaproszenie", invitation_url(invitation, "pl")]
    assert invitation.expires_at - invitation.sent_at > timedelta(days=13, hours=23)


def test_invite_is_refused_while_one_is_open(organisation):
    make_invitation(organisation)

    with pytest.raises(Refused) as refusal:
        make_invitation(organisation, email="NOWA@przyklad.pl")

    assert refusal.value.message == "Ta osoba ma już zaproszenie: czeka w jej poczcie."


def test_invite_makes_room_when_the_time_of_the_first_is_over(organisation, stopped_clock):
    make_invitation(organisation)
    stopped_clock.move_to(clock.now() + timedelta(days=15))

    make_invitation(organisation)

    assert Invitation.objects.filter(cancelled_at=None).count() == 1


def test_invite_is_refused_for_somebody_who_acts_for_it(organisation):
    held = signer(organisation)

    with pytest.raises(Refused) as refusal:
        make_invitation(organisation, email=held.person.email or "")

    assert (refusal.value.field, refusal.value.message) == (
        "email",
        "Ta osoba już reprezentuje organizację.",
    )


def test_invite_is_refused_when_the_organisation_is_closed(organisation):
    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        make_invitation(organisation)

    assert refusal.value.message == "Organizacja jest zamknięta, więc nikt nie działa w jej imieniu."


def test_accept_gives_the_role_and_uses_the_link_up(organisation):
    invitation = make_invitation(organisation)

    held = taken(invitation)
    with pytest.raises(Refused) as refusal:
        taken(invitation)

    assert (held.person.email, held.may_edit, held.basis) == (
        "nowa@przyklad.pl",
        True,
        VerificationBasis.INVITED,
    )
    assert refusal.value.message == "To zaproszenie już wykorzystano albo cofnięto."


def test_accept_is_refused_after_14_days(organisation, stopped_clock):
    invitation = make_invitation(organisation)
    stopped_clock.move_to(clock.now() + timedelta(days=14, minutes=1))

    with pytest.raises(Refused) as refusal:
        taken(invitation)

    assert refusal.value.message == "Od tego zaproszenia minęło 14 dni. Poproś o nowe."


def test_accept_is_refused_when_the_organisation_has_closed(organisation):
    invitation = make_invitation(organisation)
    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        taken(invitation)

    assert refusal.value.message == "Organizacja jest zamknięta, więc nikt nie działa w jej imieniu."


def test_accept_is_forbidden_to_whoever_holds_another_link(organisation):
    with pytest.raises(Forbidden) as refusal:
        accept_invitation(invitation=make_invitation(organisation), actor=herself())

    assert refusal.value.message == "Zaproszenie może przyjąć tylko zaproszona osoba."


def test_cancel_stops_the_link(organisation):
    invitation = make_invitation(organisation)

    cancel_invitation(invitation=invitation, actor=signer_actor(organisation))

    with pytest.raises(Refused):
        taken(invitation)
    assert history_of(organisation, audiences=list(Audience))[0].sentence == (
        "Cofnięto zaproszenie do działania w imieniu organizacji."
    )


def test_invitation_no_longer_works_when_its_writer_may_no_longer_sign(organisation):
    first, _second = signer(organisation), signer(organisation)
    invitation = make_invitation(organisation)
    Invitation.objects.update(invited_by=first.person)

    end_representation(representation=first, actor=HOUSE)

    invitation.refresh_from_db()
    assert invitation.cancelled_at is not None


def test_managing_is_forbidden_to_whoever_may_not_sign(organisation):
    held = signer(organisation)

    with pytest.raises(Forbidden) as refusal:
        change_representation(
            representation=held,
            may_sign=False,
            may_edit=False,
            may_report=False,
            actor=representative_actor(organisation),
        )

    assert refusal.value.message == (
        "O tym, kto działa w imieniu organizacji, decyduje tylko przedstawiciel, który może podpisywać, "
        "albo urzędnik."
    )


def test_last_signer_stays_until_there_is_another(organisation):
    held = signer(organisation)
    actor = signer_actor(organisation, held.person)

    with pytest.raises(Refused) as refusal:
        end_representation(representation=held, actor=actor)
    signer(organisation)

    assert refusal.value.message == (
        "Nikt inny nie może podpisywać w imieniu organizacji. Najpierw daj komuś to prawo."
    )
    assert end_representation(representation=held, actor=actor).until_at is not None


def test_last_signer_may_not_give_the_right_away(organisation):
    held = signer(organisation)

    with pytest.raises(Refused):
        change_representation(
            representation=held,
            may_sign=False,
            may_edit=True,
            may_report=True,
            actor=signer_actor(organisation, held.person),
        )

    held.refresh_from_db()
    assert held.may_sign


def test_office_ends_even_the_last_signer(county, organisation):
    held = signer(organisation)

    assert end_representation(representation=held, actor=office_actor(county)).until_at is not None


def test_representative_ends_her_own_role_without_any_right(organisation):
    person = make_person()
    held = appoint_representative(organisation=organisation, person=person, actor=HOUSE)

    ended = end_representation(
        representation=held, actor=representative_actor(organisation, person=person, may_edit=False)
    )

    assert ended.until_at is not None


def test_representative_who_may_not_sign_ends_nobody_else(organisation):
    held = signer(organisation)

    with pytest.raises(Forbidden) as refusal:
        end_representation(representation=held, actor=representative_actor(organisation))

    assert refusal.value.message == (
        "Tę rolę kończy tylko przedstawiciel, który może podpisywać, urzędnik albo sama ta osoba."
    )


def test_appointed_representative_is_written_to(organisation):
    held = signer(organisation)

    message = Message.objects.get(matter=f"directory.representation:{held.pk}:given")
    assert (message.to, message.letter["subject"]) == (
        held.person.email,
        "Możesz działać w imieniu organizacji Stowarzyszenie Przykładowe",
    )


def test_old_invitations_are_forgotten(organisation, stopped_clock):
    make_invitation(organisation)
    stopped_clock.move_to(clock.now() + timedelta(days=43))
    kept = forget_invitations(actor=HOUSE)
    stopped_clock.move_to(clock.now() + timedelta(days=2))

    gone = forget_invitations(actor=HOUSE)

    assert (kept, gone, Invitation.objects.count()) == (0, 1, 0)


def named(organisation: Organisation) -> Representation:
    return name_representative(
        organisation=organisation,
        name="Zofia Skrzynkowa",
        role=RoleEntry(may_sign=True, function="skarbniczka"),
        actor=signer_actor(organisation),
    )


def test_person_who_shares_the_mailbox_is_named_without_an_address(organisation):
    Organisation.objects.update(public_email="biuro@przyklad.pl")

    held = named(organisation)

    assert (held.person.email, held.function) == (None, "skarbniczka")


def test_person_who_shares_the_mailbox_is_refused_where_there_is_none(organisation):
    with pytest.raises(Refused) as refusal:
        named(organisation)

    assert (refusal.value.field, refusal.value.message) == (
        "email",
        "Podaj jej własny e-mail albo najpierw wpisz publiczny e-mail organizacji na jej stronie.",
    )


def test_person_is_not_named_for_an_organisation_that_has_closed(organisation):
    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        named(organisation)

    assert refusal.value.message == "Organizacja jest zamknięta, więc nikt nie działa w jej imieniu."


def test_person_who_is_only_named_does_not_replace_the_last_signer(organisation):
    Organisation.objects.update(public_email="biuro@przyklad.pl")
    held = signer(organisation)
    named(organisation)

    with pytest.raises(Refused):
        end_representation(representation=held, actor=signer_actor(organisation, held.person))

    held.refresh_from_db()
    assert held.until_at is None


def test_office_names_a_person_who_is_written_to_at_the_mailbox(county, organisation):
    Organisation.objects.update(public_email="biuro@przyklad.pl")

    held = invite_representative(
        organisation=Organisation.objects.get(), name="Zofia", email="", actor=office_actor(county)
    )

    message = Message.objects.get(matter=f"directory.representation:{held.pk}:given")
    assert (message.to, held.person.email) == ("biuro@przyklad.pl", None)
