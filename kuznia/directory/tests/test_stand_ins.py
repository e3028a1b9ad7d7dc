from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.answers import PERSONAL_DATA
from kuznia.directory.models import Post, StandIn
from kuznia.directory.queries import roles_of
from kuznia.directory.services import (
    Away,
    appoint_officer,
    end_post,
    end_roles_of,
    end_stand_in,
    invite_stand_in,
    name_stand_in,
)
from kuznia.directory.tests.factories import HOUSE, make_person, office_actor, officer_of, signed_in
from kuznia.directory.tests.test_answers import broken
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForAuthority, OfficeRole
from kuznia.people.services import add_person

TODAY = date(2026, 11, 16)
pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def post(county):
    return appoint_officer(
        person=make_person("Jan Urzędowy"), authority=county, role=OfficeRole.OFFICER, actor=HOUSE
    )


def away(first=0, last=7):
    return Away(since_on=TODAY + timedelta(days=first), until_on=TODAY + timedelta(days=last))


def named(post, days=None, person=None):
    return name_stand_in(post=post, person=person or make_person(), away=days or away(), actor=HOUSE)


def offices(person):
    return [role for role in roles_of(person) if isinstance(role, ForAuthority)]


@pytest.mark.parametrize(
    ("now", "acts"),
    [
        (datetime(2026, 11, 16, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 16, 23, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 18, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 18, 23, 1, tzinfo=UTC), False),
    ],
)
def test_stand_in_may_act_on_the_days_named_and_not_before_or_after(post, stopped_clock, now, acts):
    person = make_person()
    named(post, away(1, 2), person)

    stopped_clock.move_to(now)

    assert [role.authority_id for role in offices(person)] == ([post.authority_id] if acts else [])


def test_stand_in_acts_as_the_holder_of_the_post_does(county, post):
    person = make_person("Zofia Zastępcza")
    named(post, person=person)

    (role,) = offices(person)

    assert (role.name, role.role, role.authority_name) == ("Zofia Zastępcza", OfficeRole.OFFICER, county.name)
    assert history_of(county, audiences=list(Audience))[0].sentence == (
        "Wyznaczono zastępstwo: Zofia Zastępcza za Jan Urzędowy, od 16 listopada 2026 do 23 listopada 2026."
    )


def test_stand_in_with_the_same_role_of_her_own_has_it_once(county, post):
    person = officer_of(county)

    named(post, person=person)

    assert len(offices(person)) == 1


def test_name_stand_in_ends_the_sessions_of_the_person(post):
    person = make_person()
    before = person.session_epoch

    named(post, person=person)

    person.refresh_from_db()
    assert person.session_epoch != before


def test_stand_in_may_not_act_when_the_post_or_the_standing_in_has_ended(post):
    first, second = make_person(), make_person()
    end_stand_in(stand_in=named(post, away(0, 1), first), actor=HOUSE)
    named(post, away(0, 1), second)
    assert (len(offices(first)), len(offices(second))) == (0, 1)

    end_post(post=post, actor=HOUSE)

    assert offices(second) == []


def test_end_roles_of_ends_her_standing_in_too(post):
    stand_in = named(post)

    end_roles_of(person=stand_in.person, actor=HOUSE)

    assert StandIn.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("days", "field", "sentence"),
    [
        (away(-1, 3), "since_on", "Pierwszy dzień już minął. Wybierz dzisiejszy albo późniejszy."),
        (away(3, 2), "until_on", "Ostatni dzień jest przed pierwszym."),
    ],
)
def test_name_stand_in_is_refused_when_the_days_make_no_sense(post, days, field, sentence):
    with pytest.raises(Refused) as refusal:
        named(post, days)

    assert (refusal.value.field, refusal.value.message) == (field, sentence)


def test_name_stand_in_is_refused_when_somebody_stands_in_on_these_days(post):
    named(post, away(0, 3), make_person("Zofia Zastępcza"))

    with pytest.raises(Refused) as refusal:
        named(post, away(3, 5))

    assert refusal.value.message == (
        "W części tych dni zastępuje już Zofia Zastępcza. Wybierz inne dni albo najpierw zakończ tamto zastępstwo."
    )
    assert named(post, away(4, 5)).since_on == TODAY + timedelta(days=4)


def test_name_stand_in_is_refused_for_the_holder_and_for_who_cannot_sign_in(post):
    with pytest.raises(Refused) as refusal:
        named(post, person=post.person)
    assert refusal.value.message == "Nikt nie może zastępować sam siebie."

    with pytest.raises(Refused) as refusal:
        named(post, person=add_person(name="Bez Adresu", email=None, actor=HOUSE))

    assert refusal.value.message == ("Najpierw dodaj tej osobie adres e-mail: bez niego nie zaloguje się.")


def test_standing_in_is_refused_when_it_or_the_role_has_ended(post):
    stand_in = end_stand_in(stand_in=named(post), actor=HOUSE)
    with pytest.raises(Refused) as refusal:
        end_stand_in(stand_in=stand_in, actor=HOUSE)
    assert refusal.value.message == "To zastępstwo już się skończyło."

    end_post(post=post, actor=HOUSE)
    with pytest.raises(Refused) as refusal:
        named(post)

    assert refusal.value.message == "Ta rola już się zakończyła."


def test_name_stand_in_is_forbidden_to_officers(county, post):
    with pytest.raises(Forbidden):
        name_stand_in(post=post, person=make_person(), away=away(), actor=office_actor(county))


def test_invite_stand_in_makes_the_record_of_somebody_new(post):
    stand_in = invite_stand_in(
        post=post, name="Nowa Osoba", email="nowa@przyklad.pl", away=away(), actor=HOUSE
    )

    assert (stand_in.person.name, stand_in.person.email) == ("Nowa Osoba", "nowa@przyklad.pl")


def test_invariants_find_two_who_stand_in_at_once_and_one_for_herself(post):
    stand_in = named(post)
    StandIn.objects.create(
        post=post, person=post.person, since_on=stand_in.since_on, until_on=stand_in.until_on
    )

    assert broken() == ["directory.one_stand_in_at_a_time", "directory.nobody_stands_in_for_herself"]


def test_personal_data_export_tells_where_she_stood_in(post):
    stand_in = named(post)

    assert PERSONAL_DATA.export(stand_in.person_id) == [
        {
            "office": "Powiat Pruszkowski",
            "stands_in_as": "officer",
            "since": "2026-11-16",
            "until": "2026-11-23",
        }
    ]


def test_administrator_names_a_stand_in_and_ends_it(client, settings, county, post):
    settings.KUZNIA_DEMO = True
    signed_in(client, officer_of(county, role=OfficeRole.ADMINISTRATOR))
    typed = {
        "name": "Zofia Zastępcza",
        "email": "zofia@przyklad.pl",
        "since_on": "2026-11-16",
        "until_on": "2026-11-20",
    }

    client.post(reverse("directory:stand-in", args=[post.pk]), typed)

    stand_in = StandIn.objects.get()
    assert "16 listopada 2026 – 20 listopada 2026" in client.get(reverse("directory:posts")).content.decode()
    client.post(reverse("directory:stand-in-end", args=[post.pk, stand_in.pk]))
    assert "Zofia Zastępcza" not in client.get(reverse("directory:posts")).content.decode()


def test_administrator_reads_at_the_field_why_nobody_stands_in(client, settings, county, post):
    settings.KUZNIA_DEMO = True
    signed_in(client, officer_of(county, role=OfficeRole.ADMINISTRATOR))
    typed = {"name": "Zofia", "email": "z@przyklad.pl", "since_on": "2026-11-15", "until_on": "jutro"}

    form = client.post(reverse("directory:stand-in", args=[post.pk]), typed).context["form"]

    assert form.errors == {"until_on": ["Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-12."]}
    assert Post.objects.get(pk=post.pk).stand_ins.count() == 0
