"""Every file of the demo, in every size, asked for by everybody: it is read by who may read its object, now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kuznia.demo.accounts import OFFICER, PEOPLE
from kuznia.directory.models import Organisation, Post, Representation
from kuznia.directory.services.posts import appoint_officer, end_post
from kuznia.directory.services.representatives import appoint_representative, end_representation
from kuznia.directory.tests.factories import make_person
from kuznia.events.models import Event
from kuznia.events.states import EventState
from kuznia.files.models import StoredFile
from kuznia.files.services import store_upload
from kuznia.files.tests.factories import PDF, picture, upload
from kuznia.lib.policy import Actor, ForOrganisation, OfficeRole, System
from kuznia.lib.ports import file_owners

pytestmark = pytest.mark.usefixtures("demo")
ORGANISER = System("test")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# The county's own officers and administrators work on its drafts; nobody else knows that there are any.
READ_DRAFTS = {"anna.kuznik", "zofia.kowadlo"}


class OrganisationFiles:
    """Papers of an organisation: read by those who act for it."""

    owner_label = "directory.Organisation"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        return isinstance(actor, ForOrganisation) and actor.organisation_id == owner_id


@pytest.fixture
def papers(demo: None) -> Iterator[StoredFile]:
    """A picture that belongs to an organisation of the demo."""
    answer = OrganisationFiles()
    file_owners.register(answer)
    organisation = Organisation.objects.earliest("pk")
    large = upload(picture(size=(400, 300)), "zdjecie.png")
    yield store_upload(upload=large, owner=organisation, actor=ORGANISER, alt="Sala")
    file_owners._answers.remove(answer)


def browsers() -> dict[str, Client]:
    """Everybody whom the demo offers, signed in by one click, and a visitor."""
    found = {"visitor": Client()}
    for person in PEOPLE:
        found[person.key] = Client()
        found[person.key].post("/demo/zaloguj-jako/", {"account": person.key})
    return found


def addresses(file: StoredFile) -> list[str]:
    """The file itself and every smaller size of it."""
    return [file.get_absolute_url(), *(file.address_at(smaller.side) for smaller in file.renditions.all())]


def given(client: Client, file: StoredFile) -> set[int]:
    """What the browser gets at each of the file's addresses."""
    return {client.get(address).status_code for address in addresses(file)}


def acting_for(organisation: Organisation) -> tuple[Client, Representation]:
    """A new representative of the organisation, signed in and acting for it."""
    person, client = make_person(), Client()
    appoint_representative(organisation=organisation, person=person, actor=ORGANISER, may_edit=True)
    client.force_login(person, backend=BACKEND)
    client.post("/dzialaj-jako/", {"role": f"organisation:{organisation.pk}"})
    return client, Representation.objects.get(person=person)


def test_demo_has_files_that_some_may_read_and_files_that_all_may_read() -> None:
    drafts = Event.objects.filter(state=EventState.DRAFT).values("pk")
    of_drafts = StoredFile.objects.filter(owner_label="events.Event", owner_id__in=drafts)

    assert (of_drafts.count() >= 1, StoredFile.objects.count() - of_drafts.count() >= 3) == (True, True)
    assert set(StoredFile.objects.values_list("owner_label", flat=True)) <= {
        owner.owner_label for owner in file_owners
    }


def test_every_file_of_the_demo_is_read_by_who_may_read_its_event() -> None:
    drafts = set(Event.objects.filter(state=EventState.DRAFT).values_list("pk", flat=True))
    files = StoredFile.objects.filter(owner_label="events.Event")

    read = {(who, file.pk): given(client, file) for who, client in browsers().items() for file in files}

    assert read == {
        (who, file.pk): {200} if file.owner_id not in drafts or who in READ_DRAFTS else {404}
        for who in browsers()
        for file in files
    }


def test_no_file_of_the_demo_is_found_by_guessing() -> None:
    client = browsers()[OFFICER.key]
    files = StoredFile.objects.all()

    guessed = [
        f"/pliki/{file.pk}/{name}" for file in files for name in (file.sha256, "plik.pdf", "1280/plik.png")
    ]
    swapped = [
        f"/pliki/{file.pk}/{other.original_name}"
        for file in files
        for other in files
        if file.original_name != other.original_name
    ]

    assert {client.get(address).status_code for address in guessed + swapped} == {404}


def test_file_of_a_draft_is_gone_at_once_when_the_officer_s_post_ends() -> None:
    draft = Event.objects.filter(state=EventState.DRAFT, pk__in=_owners()).earliest("pk")
    file = StoredFile.objects.filter(owner_id=draft.pk).earliest("pk")
    person, client = make_person(), Client()
    post = appoint_officer(person=person, authority=draft.authority, role=OfficeRole.OFFICER, actor=ORGANISER)
    client.force_login(person, backend=BACKEND)
    before = given(client, file)

    end_post(post=post, actor=ORGANISER)
    at_once = given(client, file)
    client.force_login(person, backend=BACKEND)

    assert (before, at_once, given(client, file)) == ({200}, {404}, {404})
    assert not Post.objects.filter(person=person, until_at=None).exists()


def test_file_of_an_organisation_is_read_by_its_representatives_alone(papers: StoredFile) -> None:
    ours = Organisation.objects.get(pk=papers.owner_id)
    theirs = Organisation.objects.exclude(pk=ours.pk).earliest("pk")
    strangers = [*browsers().values(), acting_for(theirs)[0]]

    assert given(acting_for(ours)[0], papers) == {200}
    assert set().union(*(given(client, papers) for client in strangers)) == {404}


def test_file_of_an_organisation_is_gone_at_once_when_the_representative_leaves(papers: StoredFile) -> None:
    client, representation = acting_for(Organisation.objects.get(pk=papers.owner_id))
    before = given(client, papers)

    end_representation(representation=representation, actor=ORGANISER)
    at_once = given(client, papers)
    client.force_login(representation.person, backend=BACKEND)

    assert (before, at_once, given(client, papers)) == ({200}, {404}, {404})


def test_file_of_an_organisation_is_gone_when_the_representative_acts_for_herself(papers: StoredFile) -> None:
    client, _representation = acting_for(Organisation.objects.get(pk=papers.owner_id))
    before = given(client, papers)

    client.post("/dzialaj-jako/", {"role": "self"})

    assert (before, given(client, papers)) == ({200}, {404})


def test_every_file_is_given_out_so_that_no_browser_runs_it() -> None:
    client = browsers()[OFFICER.key]

    for file in StoredFile.objects.all():
        for address in addresses(file):
            answer = client.get(address)
            shown = "inline" if file.is_image else "attachment"
            assert answer["Content-Disposition"].split(";")[0] == shown
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_pdf_that_was_sent_again_elsewhere_is_judged_by_each_owner(papers: StoredFile) -> None:
    draft = Event.objects.filter(state=EventState.DRAFT).earliest("pk")
    announced = Event.objects.exclude(state=EventState.DRAFT).earliest("pk")

    files = [
        store_upload(upload=upload(PDF), owner=owner, actor=ORGANISER) for owner in (draft, announced, papers)
    ]

    assert len({file.sha256 for file in files}) == 1
    assert [given(Client(), file) for file in files] == [{404}, {200}, {404}]


def _owners() -> list[int]:
    return list(StoredFile.objects.values_list("owner_id", flat=True))
