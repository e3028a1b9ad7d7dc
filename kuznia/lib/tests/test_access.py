import pytest

from kuznia.lib.access import Access, Outcome, Role


def test_everyone_gets_the_same_when_access_is_open_to_all():
    access = Access.everyone(Outcome.OK, target="event", method="POST")

    assert {access.outcome_for(role) for role in Role} == {Outcome.OK}
    assert (access.target, access.method) == ("event", "POST")


def test_visitor_is_sent_to_sign_in_when_access_needs_an_account():
    access = Access.signed_in(Outcome.FORBIDDEN)

    got = {role: access.outcome_for(role) for role in Role}

    assert got == dict.fromkeys(Role, Outcome.FORBIDDEN) | {Role.VISITOR: Outcome.SIGN_IN}


@pytest.mark.parametrize("role", list(Role))
def test_outcome_is_that_of_the_role_when_each_has_its_own(role):
    one_refused = {str(each): Outcome.OK for each in Role} | {str(role): Outcome.HIDDEN}

    access = Access(**one_refused)  # type: ignore[arg-type]

    assert {each for each in Role if access.outcome_for(each) is Outcome.HIDDEN} == {role}


@pytest.mark.parametrize(
    ("access", "let_in"),
    [
        (Access.officers(Outcome.OK), {Role.OFFICER, Role.ADMINISTRATOR}),
        (Access.administrators(Outcome.OK), {Role.ADMINISTRATOR}),
    ],
)
def test_access_of_an_office_refuses_everybody_else_and_sends_visitors_to_sign_in(access, let_in):
    expected = {role: Outcome.OK if role in let_in else Outcome.FORBIDDEN for role in Role}

    given = {role: access.outcome_for(role) for role in Role}

    assert given == expected | {Role.VISITOR: Outcome.SIGN_IN}
