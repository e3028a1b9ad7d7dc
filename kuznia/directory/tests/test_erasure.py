import pytest

from kuznia.accounts.services import erase_person
from kuznia.directory.models import Representation
from kuznia.directory.services import appoint_officer, appoint_representative
from kuznia.directory.tests.factories import HOUSE, make_county, make_organisation, make_person
from kuznia.lib.errors import Refused
from kuznia.lib.policy import AsSelf, OfficeRole

pytestmark = pytest.mark.django_db


def erase(person):
    return erase_person(person=person, actor=AsSelf(person.pk, person.name))


def test_erase_person_is_refused_when_she_has_a_role_in_an_office():
    person = make_person()
    appoint_officer(person=person, authority=make_county(), role=OfficeRole.OFFICER, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        erase(person)

    sentence = "Masz rolę w urzędzie. Poproś administratora, żeby ją zakończył, a potem usuń konto."
    assert refusal.value.message == sentence


def test_erase_person_is_refused_when_nobody_else_may_sign():
    person = make_person()
    appoint_representative(organisation=make_organisation(), person=person, may_sign=True, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        erase(person)

    organisation = "Tylko Ty możesz podpisywać w imieniu organizacji Stowarzyszenie Przykładowe."
    assert refusal.value.message == f"{organisation} Poproś najpierw starostwo o wyznaczenie kogoś innego."


def test_erase_person_ends_her_representation_when_another_may_sign():
    first, second, organisation = make_person(), make_person(), make_organisation()
    for person in (first, second):
        appoint_representative(organisation=organisation, person=person, may_sign=True, actor=HOUSE)

    erase(first)

    held = Representation.objects.filter(until_at__isnull=True)
    assert list(held.values_list("person_id", flat=True)) == [second.pk]
