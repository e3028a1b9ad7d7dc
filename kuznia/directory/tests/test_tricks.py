"""Ways round the rules that were tried: each is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kuznia.directory.answers import erasure_obstacle
from kuznia.directory.importing.comparing import Outcome
from kuznia.directory.links import fits_invitation, invitation_key_of
from kuznia.directory.models import Authority, Claim, Invitation, Organisation
from kuznia.directory.queries import members_of, roles_of
from kuznia.directory.queries.claims import link_to_claim
from kuznia.directory.services import (
    Away,
    RoleEntry,
    add_membership,
    add_organisation,
    appoint_officer,
    claim_organisation,
    confirm_claim,
    confirm_record,
    merge_organisations,
    name_representative,
    name_stand_in,
    refuse_claim,
    withdraw_claim,
)
from kuznia.directory.services.import_undoing import undo_import
from kuznia.directory.states import ClaimProof, OrganisationState
from kuznia.directory.tests.claim_factories import (
    herself,
    make_application,
    make_claim,
    make_entry,
    make_invitation,
)
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_person,
    make_record,
    office_actor,
    representative_actor,
    representative_of,
)
from kuznia.directory.tests.import_factories import make_done
from kuznia.directory.tests.test_import_comparing import outcomes
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForAuthority, LinkHolder, OfficeRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def confirm(claim: Claim) -> None:
    confirm_claim(claim=claim, actor=LinkHolder(opens=link_to_claim(claim)))


def test_mailbox_proves_nothing_when_somebody_may_change_its_address() -> None:
    organisation = make_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(public_email="biuro@przyklad.pl")
    representative_of(organisation)

    with pytest.raises(Refused, match="Ktoś już działa w imieniu tej organizacji"):
        claim_organisation(organisation=organisation, entry=make_entry(ClaimProof.MAILBOX), actor=herself())


def test_mailbox_s_link_ends_when_the_address_is_another() -> None:
    claim = make_claim(by_mailbox=True)
    Organisation.objects.update(public_email="inne@przyklad.pl")

    with pytest.raises(Refused, match=r"Ten link już nie działa\."):
        confirm(claim)


def test_mailbox_s_link_ends_after_two_weeks(stopped_clock) -> None:
    claim = make_claim(by_mailbox=True)
    stopped_clock.move_to(clock.now() + timedelta(days=14, minutes=1))

    with pytest.raises(Refused, match=r"Ten link już nie działa\."):
        confirm(claim)


def test_stand_in_of_an_administrator_gives_no_role(county) -> None:
    post = appoint_officer(person=make_person(), authority=county, role=OfficeRole.ADMINISTRATOR, actor=HOUSE)
    days = Away(since_on=clock.today(), until_on=clock.today())
    helper = name_stand_in(post=post, person=make_person("Ola"), away=days, actor=HOUSE).person
    actor = next(role for role in roles_of(helper) if isinstance(role, ForAuthority))

    with pytest.raises(Forbidden):
        appoint_officer(person=helper, authority=county, role=OfficeRole.ADMINISTRATOR, actor=actor)


def test_row_does_not_become_a_refused_record_nor_change_one_that_waits(county, pruszkow) -> None:
    refused = make_application("OSP Odmówiona", municipality=pruszkow)
    refuse_claim(claim=refused, reason="Próba.", actor=office_actor(county))
    make_application("OSP Czeka", municipality=pruszkow)

    found: list[Outcome] = outcomes(
        {"name": "OSP Odmówiona", "municipality": "Pruszków"},
        {"name": "OSP Czeka", "municipality": "Pruszków"},
    )

    assert [str(each.verdict) for each in found] == ["new", "rejected"]


def test_import_of_a_gmina_is_not_undone_where_the_organisation_has_moved_to_another(
    settings, tmp_path, pruszkow, brwinow
) -> None:
    settings.KUZNIA_FILES_DIR = tmp_path
    officer = office_actor(Authority.objects.get(municipality=pruszkow))
    run = make_done(officer)
    Organisation.objects.update(municipality=brwinow)

    undo_import(run=run, actor=officer)

    assert Organisation.objects.get().municipality == brwinow
    assert run.rows.get().left == "Nie jest już z Twojej gminy."


def test_organisation_that_waits_joins_no_federation(pruszkow) -> None:
    waiting = make_application(municipality=pruszkow).organisation
    federation = make_organisation("Federacja")

    with pytest.raises(Refused, match="Jednej z tych organizacji nie ma jeszcze w katalogu"):
        add_membership(member=waiting, federation=federation, actor=HOUSE)


def test_refused_member_stands_on_no_page() -> None:
    member, federation = make_organisation("Członek"), make_organisation("Federacja")
    add_membership(member=member, federation=federation, actor=HOUSE)
    Organisation.objects.filter(pk=member.pk).update(state=OrganisationState.REFUSED)

    assert list(members_of(federation)) == []


def test_application_goes_with_the_last_who_withdraws() -> None:
    me, other = herself(), herself(make_person("Inna"))
    first = make_application(actor=me)
    second = claim_organisation(organisation=first.organisation, entry=make_entry(), actor=other)

    withdraw_claim(claim=first, actor=me)
    withdraw_claim(claim=second, actor=other)

    first.organisation.refresh_from_db()
    assert first.organisation.state == OrganisationState.REFUSED


def test_invitation_s_link_works_when_its_organisation_was_joined_with_another() -> None:
    gone, kept = make_organisation("Drugi wpis"), make_organisation("Pierwszy wpis")
    invitation = make_invitation(gone)
    key = invitation_key_of(invitation)

    merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)

    moved = Invitation.objects.get()
    assert (moved.organisation, fits_invitation(moved, key)) == (kept, True)


def test_page_of_a_joined_record_is_kept_no_more() -> None:
    gone, kept = make_organisation("Drugi wpis"), make_organisation("Pierwszy wpis")
    merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)

    with pytest.raises(Refused, match=r"Ten wpis połączono z innym\. Zmień dane tam\."):
        confirm_record(organisation=gone, actor=HOUSE)


def test_refused_record_is_not_the_one_to_keep(county) -> None:
    gone = make_organisation("Drugi wpis")
    kept = refuse_claim(claim=make_application(), reason="Próba.", actor=office_actor(county)).organisation
    kept.refresh_from_db()

    with pytest.raises(Refused, match="nie można teraz połączyć"):
        merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)


def test_only_signer_is_not_erased_when_the_other_is_only_named() -> None:
    organisation = add_organisation(
        record=replace(make_record(), public_email="biuro@przyklad.pl"), actor=HOUSE
    )
    signer = representative_of(organisation)
    organisation.representations.update(may_sign=True)
    name_representative(
        organisation=organisation,
        name="Jan Wspólny",
        role=RoleEntry(may_sign=True),
        actor=replace(representative_actor(organisation, person=signer), may_sign=True),
    )

    assert erasure_obstacle(signer.pk) is not None
