"""The things that addresses are about: each target makes one and returns the arguments of the address."""

from __future__ import annotations

from itertools import count

from kuznia.accounts.models import PrivacyNotice
from kuznia.accounts.tests.factories import make_consent
from kuznia.directory.models import Membership, Post, Representation, Room
from kuznia.directory.services.looks import CountyLook, change_county_look
from kuznia.directory.services.memberships import add_membership
from kuznia.directory.services.organisations import close_organisation
from kuznia.directory.services.posts import appoint_officer
from kuznia.directory.services.representatives import appoint_representative
from kuznia.directory.services.stand_ins import Away, name_stand_in
from kuznia.directory.tests.factories import make_organisation, make_person, make_venue, office_actor
from kuznia.directory.tests.import_factories import make_import
from kuznia.events.links import (
    delegation_key_of,
    key_of,
    key_of_patronage,
)
from kuznia.events.models import (
    Registration,
    Wish,
)
from kuznia.events.services.announcing import add_party
from kuznia.events.states import (
    EventState,
    PartyRole,
)
from kuznia.events.tests.factories import (
    make_delegation,
    make_event,
    make_hall_question,
    make_patronage_request,
    make_registration,
    make_workshop,
)
from kuznia.files.intake import received
from kuznia.files.services import store_upload
from kuznia.files.tests.factories import PDF, picture, upload
from kuznia.jobs.tests.factories import make_progress
from kuznia.lib import clock
from kuznia.lib.access import Role
from kuznia.lib.policy import AsSelf, ForAuthority, OfficeRole
from kuznia.newsroom.sizes import ON_LIST
from kuznia.newsroom.tests.factories import make_editor, make_news, make_picture
from kuznia.notify.models import Message
from kuznia.notify.services import queue
from kuznia.notify.states import MessageState
from kuznia.notify.tests.factories import full_letter, message
from tests.permissions.claim_targets import CLAIM_TARGETS
from tests.permissions.event_targets import Arguments, Target, event_of, slug_of
from tests.permissions.inquiry_targets import INQUIRY_TARGETS
from tests.permissions.knowledge_targets import KNOWLEDGE_TARGETS
from tests.permissions.merge_targets import MERGE_TARGETS
from tests.permissions.profile_targets import PROFILE_TARGETS
from tests.permissions.proposal_targets import PROPOSAL_TARGETS
from tests.permissions.question_targets import QUESTION_TARGETS
from tests.permissions.record_targets import RECORD_TARGETS
from tests.permissions.roles import ORGANISER, Cast
from tests.permissions.speech_targets import SPEECH_TARGETS

_numbers = count(1)


def _announced(cast: Cast) -> Arguments:
    return slug_of(event_of(cast))


def _draft(cast: Cast) -> Arguments:
    return slug_of(event_of(cast, state=EventState.DRAFT))


def _session(cast: Cast) -> Arguments:
    event = event_of(cast)
    return {"slug": event.slug, "number": event.sessions.get().pk}


def _hall_question(cast: Cast) -> Arguments:
    question = make_hall_question(event_of(cast))
    return {"slug": question.event.slug, "number": question.pk}


def _party(cast: Cast) -> Arguments:
    event = event_of(cast)
    actor = ForAuthority(cast.people[Role.OFFICER].pk, "Urząd", cast.county.pk, cast.county.name)
    party = add_party(event=event, role=PartyRole.PARTNER, name="Biblioteka", actor=actor)
    return {"slug": event.slug, "number": party.pk}


def _document(cast: Cast) -> Arguments:
    event = event_of(cast)
    officer = cast.people[Role.OFFICER]
    actor = ForAuthority(officer.pk, officer.name, cast.county.pk, cast.county.name)
    kept = store_upload(upload=upload(PDF, "program.pdf"), owner=event, actor=actor, title="Program")
    return {"slug": event.slug, "number": kept.pk}


def _desk_registration(cast: Cast) -> Arguments:
    event = event_of(cast)
    return {"slug": event.slug, "code": make_registration(event, session_ids=(event.sessions.get().pk,)).code}


def _organisation(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug}


def _closed(cast: Cast) -> Arguments:
    organisation = make_organisation(f"Zamknięte {next(_numbers)}")
    close_organisation(organisation=organisation, reason="Próba.", actor=ORGANISER)
    return {"slug": organisation.slug}


def _import(cast: Cast) -> Arguments:
    run = make_import(office_actor(cast.county, person=cast.people[Role.OFFICER]))
    return {"number": run.pk}


def _representation(cast: Cast) -> Arguments:
    person = make_person(email=f"kolejna{next(_numbers)}@example.org")
    appoint_representative(organisation=cast.organisation, person=person, actor=ORGANISER)
    return {"slug": cast.organisation.slug, "number": Representation.objects.latest("pk").pk}


def _membership(cast: Cast) -> Arguments:
    federation = make_organisation(f"Federacja {next(_numbers)}")
    add_membership(member=cast.organisation, federation=federation, actor=ORGANISER)
    return {"slug": cast.organisation.slug, "number": Membership.objects.latest("pk").pk}


def _venue(cast: Cast) -> Arguments:
    return {"number": make_venue(f"Dom {next(_numbers)}").pk}


def _room(cast: Cast) -> Arguments:
    venue = make_venue(f"Dom {next(_numbers)}")
    return {"number": Room.objects.create(venue=venue, name="Sala", seats=10).pk}


def _post(cast: Cast) -> Arguments:
    person = make_person(email=f"urzad{next(_numbers)}@example.org")
    appoint_officer(person=person, authority=cast.county, role=OfficeRole.EDITOR, actor=ORGANISER)
    return {"number": Post.objects.latest("pk").pk}


def _stand_in(cast: Cast) -> Arguments:
    post = Post.objects.get(pk=_post(cast)["number"])
    person = make_person(email=f"zastepca{next(_numbers)}@example.org")
    day = clock.today()
    away = Away(since_on=day, until_on=day)
    return {
        "number": post.pk,
        "stand_in": name_stand_in(post=post, person=person, away=away, actor=ORGANISER).pk,
    }


def _gmina(cast: Cast) -> Arguments:
    del cast
    return {"teryt6": "142103"}


def _county_look(cast: Cast) -> Arguments:
    look = CountyLook(colour="#17508f", logo=received(upload(picture(), "logo.png")), logo_alt="Herb powiatu")
    change_county_look(authority=cast.county, look=look, actor=ORGANISER)
    return {}


def _registration_link(cast: Cast) -> Arguments:
    event = event_of(cast)
    registration = make_registration(event, session_ids=(event.sessions.get().pk,))
    return {"code": registration.code, "key": key_of(registration)}


def _patronage_link(cast: Cast) -> Arguments:
    request = make_patronage_request(authority=cast.county)
    return {"code": request.code, "key": key_of_patronage(request)}


def _desk_patronage(cast: Cast) -> Arguments:
    return {"code": _patronage_link(cast)["code"]}


def _somebody_elses(cast: Cast) -> Arguments:
    return {"code": _registration_link(cast)["code"]}


def _delegation_link(cast: Cast) -> Arguments:
    event = event_of(cast)
    delegation = make_delegation(event, session_ids=(event.sessions.get().pk,))
    return {"code": delegation.code, "key": delegation_key_of(delegation)}


def _member_link(cast: Cast) -> Arguments:
    link = _delegation_link(cast)
    return {**link, "member": Registration.objects.filter(delegation__code=link["code"]).latest("pk").code}


def _somebody_elses_delegation(cast: Cast) -> Arguments:
    return {"code": _delegation_link(cast)["code"]}


def _somebody_elses_member(cast: Cast) -> Arguments:
    link = _member_link(cast)
    return {"code": link["code"], "member": link["member"]}


def _wish(cast: Cast) -> Wish:
    """Somebody who has a seat in one workshop and waits for another, which is full."""
    event = make_event(authority=cast.county, has_waiting_list=True)
    own, full = make_workshop(event), make_workshop(event, capacity=1)
    make_registration(event, session_ids=(full.pk,))
    registration = make_registration(event, session_ids=(own.pk,))
    return Wish.objects.create(
        registration=registration, session=full, block=1, wished_at=registration.arrived_at
    )


def _event_wish(cast: Cast) -> Arguments:
    wish = _wish(cast)
    return {"slug": wish.registration.event.slug, "number": wish.pk}


def _wish_link(cast: Cast) -> Arguments:
    wish = _wish(cast)
    return {"code": wish.registration.code, "key": key_of(wish.registration), "number": wish.pk}


def _somebody_elses_wish(cast: Cast) -> Arguments:
    wish = _wish(cast)
    return {"code": wish.registration.code, "number": wish.pk}


def _undelivered(cast: Cast) -> Arguments:
    kept = message(matter=f"test:{next(_numbers)}")
    Message.objects.filter(pk=kept.pk).update(state=MessageState.UNDELIVERED)
    return {"pk": kept.pk}


def _message(cast: Cast) -> Arguments:
    return {"pk": message(matter=f"test:{next(_numbers)}").pk}


def _attachment(cast: Cast) -> Arguments:
    kept = queue(
        letter=full_letter(),
        to="ewa@example.org",
        matter=f"test:{next(_numbers)}",
        language="pl",
        actor=ORGANISER,
    )
    return {"pk": kept.pk, "number": 1}


def _notice(cast: Cast) -> Arguments:
    notice = PrivacyNotice.objects.earliest("pk")
    return {"purpose": notice.purpose, "version": notice.version}


def _notice_purpose(cast: Cast) -> Arguments:
    return {"purpose": PrivacyNotice.objects.earliest("pk").purpose}


def _news(cast: Cast) -> Arguments:
    return {"slug": make_news(make_editor(cast.county), f"Wieść {next(_numbers)}").slug}


def _picture(cast: Cast) -> Arguments:
    return {"name": make_picture().get_rendition(ON_LIST).file.name}


def _subject(cast: Cast) -> Arguments:
    return {"subject": "ngo"}


def _file(cast: Cast) -> Arguments:
    officer = cast.people[Role.OFFICER]
    actor = AsSelf(officer.pk, officer.name)
    return {"pk": store_upload(upload=upload(PDF), owner=officer, actor=actor).pk, "name": "plik.pdf"}


def _picture_without_owner(cast: Cast) -> Arguments:
    officer = cast.people[Role.OFFICER]
    large = upload(picture(size=(400, 300)), "zdjecie.png")
    kept = store_upload(upload=large, owner=officer, actor=AsSelf(officer.pk, officer.name), alt="Sala")
    return {"pk": kept.pk, "side": 320, "name": "zdjecie.png"}


def _consent(cast: Cast) -> Arguments:
    return {"consent_id": make_consent(make_person(email=f"zgoda{next(_numbers)}@example.org")).pk}


def _work(cast: Cast) -> Arguments:
    officer = cast.people[Role.OFFICER]
    actor = ForAuthority(officer.pk, officer.name, cast.county.pk, cast.county.name)
    return {"key": make_progress(actor=actor).key}


TARGETS: dict[str, Target] = {
    **RECORD_TARGETS,
    **PROFILE_TARGETS,
    **MERGE_TARGETS,
    **CLAIM_TARGETS,
    **PROPOSAL_TARGETS,
    **QUESTION_TARGETS,
    **SPEECH_TARGETS,
    **INQUIRY_TARGETS,
    **KNOWLEDGE_TARGETS,
    "announced_event": _announced,
    "draft_event": _draft,
    "event_session": _session,
    "event_party": _party,
    "hall_question": _hall_question,
    "event_document": _document,
    "desk_registration": _desk_registration,
    "event_wish": _event_wish,
    "wish_link": _wish_link,
    "somebody_elses_wish": _somebody_elses_wish,
    "room": _room,
    "organisation": _organisation,
    "closed_organisation": _closed,
    "import": _import,
    "representation": _representation,
    "membership": _membership,
    "venue": _venue,
    "post": _post,
    "stand_in": _stand_in,
    "gmina": _gmina,
    "county_look": _county_look,
    "registration_link": _registration_link,
    "patronage_link": _patronage_link,
    "desk_patronage": _desk_patronage,
    "somebody_elses_registration": _somebody_elses,
    "delegation_link": _delegation_link,
    "delegation_member_link": _member_link,
    "somebody_elses_delegation": _somebody_elses_delegation,
    "somebody_elses_delegation_member": _somebody_elses_member,
    "message": _message,
    "message_attachment": _attachment,
    "undelivered_message": _undelivered,
    "privacy_notice": _notice,
    "notice_purpose": _notice_purpose,
    "published_news": _news,
    "news_picture": _picture,
    "news_subject": _subject,
    "file_without_owner": _file,
    "picture_without_owner": _picture_without_owner,
    "consent": _consent,
    "officers_work": _work,
}
