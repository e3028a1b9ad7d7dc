"""Two pairs of eyes: an officer writes and submits, an editor approves or sends back."""

import pytest
from wagtail.models import TaskState

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.tests.factories import make_person, office_actor
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import AsSelf, ForAuthority, OfficeRole
from kuznia.newsroom.answers import NewsTodo
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.services import NewsEntry, propose_news
from kuznia.newsroom.tests.factories import admin_form, browser_of, employ, paragraph
from kuznia.notify.models import Message

ADD = "/redakcja/pages/add/newsroom/newspage/2/"
SUBMIT = {"action-submit": "1"}


@pytest.fixture
def author(county):
    return employ(county, OfficeRole.OFFICER, "Anna Urzędowa")


@pytest.fixture
def approver(county):
    return employ(county, OfficeRole.EDITOR, "Olga Redakcyjna")


@pytest.fixture
def submitted(author, approver):
    """Return the news that the author submitted in the admin."""
    browser_of(author).post(ADD, admin_form(**SUBMIT))
    return NewsPage.objects.get()


def act_on(page, approver, action, comment=""):
    """Let the editor approve the submitted page, or send it back, in the admin."""
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = f"/redakcja/pages/workflow/action/{page.pk}/{action}/{task.pk}/"
    return browser_of(approver).post(address, {"comment": comment})


def acting_as(person, county, role):
    return ForAuthority(person.pk, person.name, county.pk, county.name, role)


def todo_of(actor):
    return [item.title for item in NewsTodo().todo_items(actor)]


def letters():
    """Return whom the newsroom wrote what."""
    ours = Message.objects.filter(matter__startswith="newsroom.").order_by("pk")
    return [(message.person.name, message.letter["subject"]) for message in ours if message.person]


def test_author_writes_and_submits_and_publishes_nothing(submitted, author):
    assert not submitted.live
    assert submitted.owner_id == author.pk
    assert submitted.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_author_is_not_let_publish_whatever_she_sends(author, approver):
    browser_of(author).post(ADD, admin_form(**{"action-publish": "1"}))

    assert not NewsPage.objects.live().exists()


def test_submitted_news_waits_at_the_desk_of_editors_alone(submitted, county, author, approver):
    waiting = ["Czeka na Twoją zgodę: Startuje Kuźnia"]

    assert todo_of(acting_as(approver, county, OfficeRole.EDITOR)) == waiting
    assert todo_of(acting_as(author, county, OfficeRole.OFFICER)) == []
    assert todo_of(AsSelf(approver.pk, approver.name)) == []


def test_editors_get_a_letter_and_wagtail_sends_none_of_its_own(submitted):
    assert letters() == [("Olga Redakcyjna", "Czeka na Twoją zgodę: Startuje Kuźnia")]


def test_submission_is_told_by_the_case_history(submitted):
    lines = history_of(submitted, audiences=[Audience.OFFICE])

    assert [(line.who, line.sentence) for line in lines] == [
        ("Anna Urzędowa", "Przekazano redakcji aktualność „Startuje Kuźnia”.")
    ]


def test_approved_news_is_public_and_its_author_gets_a_letter(client, submitted, approver):
    act_on(submitted, approver, "approve")

    assert client.get("/aktualnosci/startuje-kuznia/").status_code == 200
    assert letters()[1:] == [("Anna Urzędowa", "Zatwierdzona: Startuje Kuźnia")]


def test_news_sent_back_waits_for_its_author_with_the_word_of_the_editor(submitted, county, author, approver):
    act_on(submitted, approver, "reject", comment="Podaj miejsce.")

    assert not NewsPage.objects.live().exists()
    assert letters()[1:] == [("Anna Urzędowa", "Odesłana do poprawy: Startuje Kuźnia")]
    assert Message.objects.get(matter__endswith=":back").letter["paragraphs"] == ["Podaj miejsce."]
    assert todo_of(acting_as(author, county, OfficeRole.OFFICER)) == ["Odesłana do Ciebie: Startuje Kuźnia"]
    assert todo_of(acting_as(approver, county, OfficeRole.EDITOR)) == []


def test_sending_back_is_told_by_the_case_history_and_needs_no_word(submitted, approver):
    act_on(submitted, approver, "reject")

    assert history_of(submitted, audiences=[Audience.OFFICE])[0].sentence == (
        "Odesłano do poprawy aktualność „Startuje Kuźnia”."
    )
    assert Message.objects.get(matter__endswith=":back").letter["paragraphs"] == [
        "Redakcja nie zostawiła uwag; zapytaj, co zmienić."
    ]


def test_author_gets_a_letter_when_an_editor_publishes_without_approving_first(submitted, approver):
    form = admin_form(**{"action-publish": "1"})

    browser_of(approver).post(f"/redakcja/pages/{submitted.pk}/edit/", form)

    assert NewsPage.objects.live().exists()
    assert letters()[1:] == [("Anna Urzędowa", "Zatwierdzona: Startuje Kuźnia")]


def test_author_gets_no_letter_when_what_waited_was_called_off(submitted, approver):
    browser_of(approver).post(
        f"/redakcja/pages/{submitted.pk}/edit/", admin_form(**{"action-cancel-workflow": "1"})
    )

    assert len(letters()) == 1


def test_author_approves_nothing_herself(submitted, author):
    response = act_on(submitted, author, "approve")

    assert response.status_code == 302
    assert not NewsPage.objects.live().exists()


def test_administrators_get_the_letter_when_the_county_has_no_editor(county, author):
    employ(county, OfficeRole.ADMINISTRATOR, "Zofia Administracyjna")

    browser_of(author).post(ADD, admin_form(**SUBMIT))

    assert letters() == [("Zofia Administracyjna", "Czeka na Twoją zgodę: Startuje Kuźnia")]


def entry():
    return NewsEntry(title="Dyżur", lead="W środy.", category="county", body=paragraph("<p>a</p>"))


def test_propose_news_puts_it_before_the_editors(county, author, approver):
    page = propose_news(entry=entry(), actor=acting_as(author, county, OfficeRole.OFFICER))

    assert (page.live, todo_of(acting_as(approver, county, OfficeRole.EDITOR))) == (
        False,
        ["Czeka na Twoją zgodę: Dyżur"],
    )


def test_propose_news_is_refused_when_a_resident_tries(county):
    person = make_person()

    with pytest.raises(Forbidden) as refusal:
        propose_news(entry=entry(), actor=AsSelf(person.pk, person.name))

    assert refusal.value.message == "Aktualności powiatu piszą tylko urzędnicy i redaktorzy starostwa."


def test_officer_of_a_gmina_proposes_nothing(county):
    gmina = type(county).objects.exclude(pk=county.pk).earliest("pk")

    with pytest.raises(Forbidden):
        propose_news(entry=entry(), actor=office_actor(gmina))
