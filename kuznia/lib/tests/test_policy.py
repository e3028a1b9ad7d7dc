import pytest
import rules
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kuznia.lib import policy
from kuznia.lib.errors import Forbidden

RULE = "lib.tests_may_pass"
RESIDENT = policy.AsSelf(person_id=7, name="Ewa Przykładowa")


def in_office(role, municipality_id=None):
    return policy.ForAuthority(
        person_id=8,
        name="Jan Przykładowy",
        authority_id=3,
        authority_name="Starostwo",
        role=role,
        municipality_id=municipality_id,
    )


OFFICER, EDITOR, ADMINISTRATOR = (in_office(role) for role in policy.OfficeRole)
IN_GMINA = [in_office(role, municipality_id=21) for role in policy.OfficeRole]
GMINA_OFFICER, GMINA_EDITOR, GMINA_ADMINISTRATOR = IN_GMINA
OTHERS = (
    policy.Visitor(),
    RESIDENT,
    policy.LinkHolder(opens="events.registration:1"),
    policy.System(job="x"),
)


@pytest.fixture
def rule():
    policy.declare_rule(RULE, lambda actor, subject: subject == "open", _("The amount is too large."))
    yield RULE
    rules.remove_perm(RULE)
    del policy._refusals[RULE]


def test_decide_allows_what_the_predicate_allows(rule):
    assert policy.decide(RESIDENT, rule, "open") == policy.Decision(allowed=True)


def test_decide_says_why_in_the_reader_s_language_when_the_predicate_refuses(rule):
    with translation.override("pl"):
        decision = policy.decide(RESIDENT, rule, "shut")

    assert decision == policy.Decision(allowed=False, reason="Kwota jest za duża.")


def test_demand_passes_in_silence_when_the_rule_allows(rule):
    policy.demand(RESIDENT, rule, "open")


def test_demand_is_refused_with_the_rule_s_sentence(rule):
    with pytest.raises(Forbidden) as refusal, translation.override("pl"):
        policy.demand(RESIDENT, rule, "shut")

    assert refusal.value.message == "Kwota jest za duża."
    assert refusal.value.field is None


def test_decide_fails_loudly_when_nobody_declared_the_rule():
    with pytest.raises(LookupError, match=r"^No rule is called lib\.never\.$"):
        policy.decide(RESIDENT, "lib.never")


def test_declared_rules_keep_the_refusal_of_each(rule):
    with translation.override("en"):
        assert policy.declared_rules()[rule] == "The amount is too large."


def test_person_id_of_is_that_of_a_person_and_of_nobody_else():
    representative = policy.ForOrganisation(
        person_id=9, name="Ola", organisation_id=1, organisation_name="Stowarzyszenie"
    )

    ids = [policy.person_id_of(actor) for actor in (*OTHERS, representative, OFFICER)]

    assert ids == [None, 7, None, None, 9, 8]


@pytest.mark.parametrize(
    ("predicate", "holders"),
    [
        (policy.is_officer, {OFFICER, ADMINISTRATOR, GMINA_OFFICER, GMINA_ADMINISTRATOR}),
        (policy.is_editor, {EDITOR, ADMINISTRATOR}),
        (policy.is_administrator, {ADMINISTRATOR, GMINA_ADMINISTRATOR}),
        (policy.is_county_administrator, {ADMINISTRATOR}),
        (policy.acts_for_county, {OFFICER, EDITOR, ADMINISTRATOR}),
        (policy.is_system, {OTHERS[3]}),
    ],
)
def test_role_is_held_by_those_who_have_it_and_by_nobody_else(predicate, holders):
    everybody = (*OTHERS, OFFICER, EDITOR, ADMINISTRATOR, *IN_GMINA)

    assert {actor for actor in everybody if predicate(actor)} == holders


@pytest.mark.parametrize(
    ("actor", "authority_id", "expected"),
    [(OFFICER, 3, True), (OFFICER, 4, False), (EDITOR, 3, False), (RESIDENT, 3, False)],
)
def test_is_officer_of_holds_for_the_own_authority_only(actor, authority_id, expected):
    assert policy.is_officer_of(actor, authority_id) is expected
