"""Lists and single pages agree: `visible_to` gives exactly the objects that the rule lets the same actor see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from kuznia.directory.models import Authority, Claim, ImportRun, Organisation, Representation
from kuznia.directory.queries import organisations_visible_to, representations_visible_to
from kuznia.directory.queries.claims import claims_visible_to
from kuznia.directory.queries.imports import imports_visible_to
from kuznia.directory.services.claims import refuse_claim
from kuznia.directory.services.organisations import close_organisation
from kuznia.directory.tests import factories as directory
from kuznia.directory.tests.claim_factories import make_application, make_claim
from kuznia.directory.tests.import_factories import make_import
from kuznia.events import queries as events
from kuznia.events.models import Event, EventProposal, Registration
from kuznia.events.states import EventState
from kuznia.events.tests.factories import make_event, make_registration
from kuznia.events.tests.proposal_factories import make_proposal, make_submitted_proposal
from kuznia.files import queries as files
from kuznia.files.models import StoredFile
from kuznia.files.services import store_upload
from kuznia.files.tests.factories import PDF, upload
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import inquiries_visible_to
from kuznia.inquiries.queries import link_to as link_to_inquiry
from kuznia.inquiries.tests.factories import make_inquiry
from kuznia.jobs import queries as jobs
from kuznia.jobs.models import Progress
from kuznia.jobs.tests.factories import make_progress
from kuznia.lib.policy import Actor, AsSelf, LinkHolder, OfficeRole, System, Visitor, decide
from kuznia.notify import queries as notify
from kuznia.notify.models import Message
from kuznia.notify.states import MessageState

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Kind:
    """One kind of object: all of them, those in the list, and the rule of the single page."""

    everything: Callable[[], Iterable[Any]]
    visible_to: Callable[[Actor], Iterable[Any]]
    may_see: Callable[[Actor, Any], bool]


def _rule(name: str) -> Callable[[Actor, Any], bool]:
    return lambda actor, obj: decide(actor, name, obj).allowed


KINDS = {
    "events": Kind(Event.objects.all, events.visible_to, _rule("events.see_event")),
    "sign-ups": Kind(
        Registration.objects.all, events.registrations_visible_to, _rule("events.see_registration")
    ),
    "proposed events": Kind(
        EventProposal.objects.all, events.proposals_visible_to, _rule("events.see_proposal")
    ),
    "organisations": Kind(
        Organisation.objects.all, organisations_visible_to, _rule("directory.see_organisation")
    ),
    "representatives": Kind(
        Representation.objects.all,
        representations_visible_to,
        lambda actor, found: decide(actor, "directory.see_representatives", found.organisation).allowed,
    ),
    "claims": Kind(Claim.objects.all, claims_visible_to, _rule("directory.see_claim")),
    "imports": Kind(ImportRun.objects.all, imports_visible_to, _rule("directory.see_import")),
    "questions to the office": Kind(Inquiry.objects.all, inquiries_visible_to, _rule("inquiries.see")),
    "files": Kind(StoredFile.objects.all, files.visible_to, lambda actor, file: files.may_read(file, actor)),
    "long work": Kind(Progress.objects.all, jobs.visible_to, _rule("jobs.see_work")),
    "messages": Kind(Message.objects.all, notify.visible_to, _rule("notify.may_mend")),
}


def _make_claims_and_questions(selves: list[AsSelf], county: Authority, gmina: Authority) -> None:
    """One organisation waits for the office, one was refused, one that the office knew is claimed; both are asked."""
    make_application("Czeka", actor=selves[0], municipality=gmina.municipality)
    refused = make_application("Odmówiono", actor=selves[0])
    refuse_claim(claim=refused, reason="Próba.", actor=System("test"))
    make_claim("Zastana", actor=selves[1])
    directory.officer_of(gmina)
    for office in (county, gmina):
        make_inquiry(authority=office, actor=selves[0])


def _make_proposals(*organisations: Organisation) -> None:
    """Each has written one event down, and sent another to the office of its gmina."""
    for organisation in organisations:
        make_proposal(organisation=organisation)
        make_submitted_proposal(organisation=organisation, municipality=organisation.municipality)


def _close_one() -> None:
    """One organisation works no more."""
    former = directory.make_organisation("Dawne")
    close_organisation(organisation=former, reason="Próba.", actor=System("test"))


@pytest.fixture
def actors(settings, tmp_path) -> dict[str, Actor]:
    """Two offices, two organisations and two residents, each with things of their own."""
    settings.KUZNIA_DEMO, settings.KUZNIA_SMTP_URL = False, "smtp://mail.example.org"
    settings.KUZNIA_FILES_DIR = tmp_path
    county = directory.make_county()
    gmina, other = Authority.objects.exclude(pk=county.pk).order_by("pk")[:2]
    ours = directory.make_organisation("Nasze", municipality=gmina.municipality)
    theirs = directory.make_organisation("Ich", municipality=other.municipality)
    for organisation in (ours, theirs):
        directory.representative_of(organisation)
    residents = [directory.make_person(email=f"osoba{number}@example.org") for number in range(2)]
    selves = [AsSelf(person.pk, person.name) for person in residents]
    _close_one()
    _make_claims_and_questions(selves, county, gmina)
    announced = [make_event(authority=office) for office in (county, gmina)]
    drafts = [make_event(authority=office, state=EventState.DRAFT) for office in (county, gmina)]
    made = [make_registration(event, actor=resident) for event in announced for resident in selves]
    for event in announced + drafts:
        store_upload(upload=upload(PDF, f"{event.slug}.pdf"), owner=event, actor=System("test"))
    _make_proposals(ours, theirs)
    for office in (county, gmina, other):
        make_import(directory.office_actor(office))
    for starter in (directory.office_actor(county), directory.office_actor(gmina), *selves):
        make_progress(actor=starter)
    Message.objects.update(state=MessageState.UNDELIVERED)
    return {
        "visitor": Visitor(),
        "resident": selves[0],
        "another resident": selves[1],
        "representative": directory.representative_actor(ours),
        "another representative": directory.representative_actor(theirs),
        "officer": directory.office_actor(county),
        "gmina officer": directory.office_actor(gmina),
        "editor": directory.office_actor(county, role=OfficeRole.EDITOR),
        "administrator": directory.office_actor(county, role=OfficeRole.ADMINISTRATOR),
        "holder of a link": LinkHolder(opens=events.link_to(made[0])),
        "holder of a question’s link": LinkHolder(opens=link_to_inquiry(Inquiry.objects.earliest("pk"))),
        "holder of a strange link": LinkHolder(opens="events.registration:²"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_list_shows_what_the_single_page_shows(kind: str, actors: dict[str, Actor]) -> None:
    found = KINDS[kind]

    listed = {name: {obj.pk for obj in found.visible_to(actor)} for name, actor in actors.items()}
    opened = {
        name: {obj.pk for obj in found.everything() if found.may_see(actor, obj)}
        for name, actor in actors.items()
    }

    assert listed == opened
    assert len(set(map(frozenset, opened.values()))) > 1 or kind == "organisations"
