"""How much of an organisation's record is filled, and what its reader fills next."""

import pytest

from kuznia.directory.completeness import Completeness, Gap, completeness_of
from kuznia.directory.models import Organisation
from kuznia.directory.services import OrganisationRecord, change_organisation
from kuznia.directory.states import OrganisationKind, RepresentationRule
from kuznia.directory.tests.factories import HOUSE, make_organisation
from kuznia.directory.tests.profile_factories import (
    make_achievement,
    make_board_member,
    make_exchange,
    make_paper,
)

ACCOUNT = "61109010140000071219812874"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path


@pytest.fixture
def organisation(county):
    return make_organisation()


def test_completeness_names_the_first_gap_of_its_reader(organisation):
    own, office = (completeness_of(organisation, is_office=is_office) for is_office in (False, True))

    words, slug = "Napisz w jednym zdaniu, co robicie", organisation.slug
    assert own == Completeness(0, Gap(words, f"/moje/organizacje/{slug}/#id_mission"))
    assert office == Completeness(0, Gap(words, f"/urzad/organizacje/{slug}/dane/#id_mission"))


def filled(organisation, **more):
    said = {
        "mission": "Pomagamy",
        "description": "Pomagamy sąsiadom",
        "spheres": ("1",),
        "public_email": "a@example.org",
        "address": "ul. Pokazowa 1",
        **more,
    }
    record = OrganisationRecord(**{**as_kept(organisation), **said})
    make_exchange(organisation)
    make_achievement(organisation)
    return change_organisation(organisation=organisation, record=record, actor=HOUSE)


def as_kept(organisation):
    kept = OrganisationRecord.of(organisation)
    return {name: getattr(kept, name) for name in OrganisationRecord.__dataclass_fields__}


def test_page_is_whole_when_nothing_is_missing(organisation):
    make_paper(organisation)
    make_board_member(organisation)
    rule = RepresentationRule.ONE
    whole = filled(organisation, account=ACCOUNT, krs="123", representation_rule=rule)

    completeness = completeness_of(whole, is_office=True)

    assert (completeness.percent, completeness.is_whole, completeness.next_gap) == (100, True, None)


def test_only_the_office_has_a_gap_when_registers_are_all_that_is_missing(organisation):
    make_paper(organisation)
    make_board_member(organisation)
    nearly = filled(organisation, account=ACCOUNT)

    own, office = (completeness_of(nearly, is_office=is_office) for is_office in (False, True))

    url = f"/urzad/organizacje/{organisation.slug}/dane/#numbers"
    assert own == Completeness(83, None)
    assert office == Completeness(83, Gap("Podaj numer w rejestrze", url))


def test_group_is_whole_without_numbers_board_and_statute(organisation):
    Organisation.objects.filter(pk=organisation.pk).update(
        kind=OrganisationKind.INFORMAL_GROUP, legal_form=""
    )
    organisation.refresh_from_db()

    assert completeness_of(filled(organisation), is_office=True).percent == 100
