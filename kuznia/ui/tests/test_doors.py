import pytest
import rules
from django.http import HttpResponse
from django.utils.translation import gettext_noop

from kuznia.lib import policy
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import AsSelf, ForAuthority, Visitor, declare_rule, is_officer
from kuznia.ui.doors import behind

RULE = "ui_tests.open_the_desk"
OFFICER = ForAuthority(person_id=1, name="Anna Kuźnik", authority_id=1, authority_name="Starostwo")


@pytest.fixture
def desk(rf, settings, monkeypatch):
    settings.LOGIN_URL = "/zaloguj/"
    monkeypatch.setattr(policy, "_refusals", dict(policy.declared_rules()))
    declare_rule(RULE, lambda actor, _subject: is_officer(actor), gettext_noop("The desk is for the office."))
    view = behind(RULE)(lambda request: HttpResponse("desk"))

    def ask(actor):
        request = rf.get("/urzad/?strona=2")
        request.actor = actor
        return view(request)

    yield ask
    rules.remove_perm(RULE)


def test_door_opens_when_the_rule_lets_in(desk):
    assert desk(OFFICER).content == b"desk"


def test_visitor_is_sent_to_sign_in_and_back_when_the_door_is_closed(desk):
    answer = desk(Visitor())

    assert (answer.status_code, answer["Location"]) == (302, "/zaloguj/?next=/urzad/%3Fstrona%3D2")


def test_person_reads_the_reason_when_the_rule_refuses(desk):
    with pytest.raises(Forbidden) as refused:
        desk(AsSelf(person_id=2, name="Ewa Iskra"))

    assert refused.value.message == "The desk is for the office."
