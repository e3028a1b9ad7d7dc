"""Good practices: proposed by an organisation, decided by an editor."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory.models import Organisation, Sphere
from kuznia.directory.services.joinings import standing_organisation
from kuznia.files.intake import Received
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file, store_upload
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.newsroom.addresses import free_slug
from kuznia.newsroom.constraints import SENTENCES
from kuznia.newsroom.models import Practice
from kuznia.newsroom.policies import DECIDE_PRACTICE, KEEP_PRACTICE, PROPOSE_PRACTICE
from kuznia.newsroom.states import CHANGEABLE, PracticeState
from kuznia.process.services import make_move

MOST_WAITING = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEntry:
    """The card as its form holds it."""

    title: str
    sphere: Sphere
    problem: str
    deed: str
    cost: Decimal
    cost_note: str = ""
    result: str
    contact_name: str
    contact_email: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture taken in before, and what it shows."""

    upload: Received
    alt: str


@tried_again
@transaction.atomic
def propose_practice(
    *,
    organisation: Organisation,
    entry: PracticeEntry,
    form_key: UUID,
    actor: Actor,
    picture: Picture | None = None,
) -> Practice:
    """Put the card before the editors; a form sent twice makes one card."""
    locked = _held(organisation)
    demand(actor, PROPOSE_PRACTICE, locked)
    sent_before = Practice.objects.filter(form_key=form_key).first()
    if sent_before is not None:
        return sent_before
    _demand_room(locked)
    now = clock.now()
    with constraints_in_words(SENTENCES):
        practice = Practice.objects.create(
            organisation=locked,
            proposed_by_id=cast(int, person_id_of(actor)),
            slug=free_slug(Practice, entry.title),
            contact_agreed_at=now,
            proposed_at=now,
            language=(get_language() or "pl")[:2],
            form_key=form_key,
            **_fields(entry),
        )
    if picture is not None:
        _put(practice, picture, actor)
    _record(practice, gettext_noop("The good practice was proposed."), actor)
    return practice


@tried_again
@transaction.atomic
def change_practice(
    *, practice: Practice, entry: PracticeEntry, actor: Actor, picture: Picture | None = None
) -> Practice:
    """Let the card say what `entry` says, as long as nobody has decided; one sent back goes to the editors again."""
    locked = _locked(practice)
    demand(actor, KEEP_PRACTICE, locked)
    if locked.state not in CHANGEABLE:
        raise Refused(_("An editor has decided meanwhile. This card can’t be changed any more."))
    contact = (locked.contact_name, locked.contact_email, locked.contact_phone)
    for name, value in _fields(entry).items():
        setattr(locked, name, value)
    if contact != (locked.contact_name, locked.contact_email, locked.contact_phone):
        locked.contact_agreed_at = clock.now()
    locked.version += 1
    locked.save()
    if picture is not None:
        for file in files_of(locked):
            remove_file(file=file, actor=actor)
        _put(locked, picture, actor)
    if locked.state == PracticeState.RETURNED:
        return make_move(case=locked, move="propose_again", actor=actor)
    _record(locked, gettext_noop("The good practice was changed before the decision."), actor)
    return locked


@tried_again
@transaction.atomic
def publish_practice(*, practice: Practice, version: int, actor: Actor) -> Practice:
    """Everybody reads the card, in the very words that the editor has read."""
    locked = _locked(practice)
    demand(actor, DECIDE_PRACTICE, locked)
    if locked.version != version:
        raise Refused(_("The organisation has changed the card since you opened it. Read it again."))
    published_at = locked.published_at or clock.now()
    return make_move(case=locked, move="publish", actor=actor, values={"published_at": published_at})


@tried_again
@transaction.atomic
def send_back_practice(*, practice: Practice, reason: str, actor: Actor) -> Practice:
    """Ask the organisation to correct the card, with the reason that whoever proposed it reads."""
    return make_move(case=practice, move="send_back", actor=actor, reason=reason)


@tried_again
@transaction.atomic
def refuse_practice(*, practice: Practice, reason: str, actor: Actor) -> Practice:
    """Refuse the card, with the reason that whoever proposed it reads."""
    return make_move(case=practice, move="refuse", actor=actor, reason=reason)


@tried_again
@transaction.atomic
def take_down_practice(*, practice: Practice, reason: str, actor: Actor) -> Practice:
    """Take a published card off the site, with the reason that whoever proposed it reads."""
    return make_move(case=practice, move="take_down", actor=actor, reason=reason)


@tried_again
@transaction.atomic
def withdraw_practice(*, practice: Practice, actor: Actor) -> Practice:
    """The organisation takes its card back; nobody reads it any more."""
    return make_move(case=practice, move="withdraw", actor=actor)


def _held(organisation: Organisation) -> Organisation:
    """Return the organisation's standing record, locked until the act commits."""
    standing = standing_organisation(organisation) or organisation
    return Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=standing.pk)


def _locked(practice: Practice) -> Practice:
    return Practice.objects.select_for_update(no_key=True, of=("self",)).get(pk=practice.pk)


def _demand_room(organisation: Organisation) -> None:
    waiting = Practice.objects.filter(organisation=organisation, state__in=CHANGEABLE).count()
    if waiting >= MOST_WAITING:
        words = ngettext(
            "%(most)d card of your organisation waits already. Propose another one when it is decided.",
            "%(most)d cards of your organisation wait already. Propose another one when some are decided.",
            MOST_WAITING,
        )
        raise Refused(words % {"most": MOST_WAITING})


def _fields(entry: PracticeEntry) -> dict[str, object]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def _put(practice: Practice, picture: Picture, actor: Actor) -> None:
    stored = store_upload(upload=picture.upload, owner=practice, actor=actor, alt=picture.alt)
    if not stored.is_image:
        raise Refused(_("Choose a picture: JPEG or PNG."), field="file")


def _record(practice: Practice, sentence: str, actor: Actor) -> None:
    record(subject=practice, actor=actor, sentence=sentence, audience=Audience.OFFICE)
