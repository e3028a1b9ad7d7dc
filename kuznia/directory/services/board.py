"""Keeps who sits in the board of an organisation, and who sat in it before."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory.changes import changed_fields
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.models import BoardMember, Organisation
from kuznia.directory.services.keeping import demand_kept
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor

MOST_SERVING = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardEntry:
    """A person of the board as typed."""

    name: str
    function: str
    since_on: date
    until_on: date | None = None


@transaction.atomic
def add_board_member(*, organisation: Organisation, entry: BoardEntry, actor: Actor) -> BoardMember:
    """The person sits in the board from the day that was given."""
    locked = demand_kept(organisation_id=organisation.pk, actor=actor)
    _demand_begun(entry)
    if locked.board.filter(ended_on__isnull=True).count() >= MOST_SERVING:
        words = ngettext(
            "A board has %(most)d person at most here. End a function first.",
            "A board has %(most)d people at most here. End a function first.",
            MOST_SERVING,
        )
        raise Refused(words % {"most": MOST_SERVING})
    with constraints_in_words(SENTENCES):
        member = BoardMember.objects.create(organisation=locked, **asdict(entry))
    # The history can't be changed, so it names the function and not the person.
    _record(member, gettext_noop("New in the board: %(function)s, since %(day)s."), member.since_on, actor)
    return member


@transaction.atomic
def change_board_member(*, member: BoardMember, entry: BoardEntry, actor: Actor) -> BoardMember:
    """The page says of this person of the board what `entry` says, as after a slip of the pen or a new term."""
    locked = _serving(member, actor)
    _demand_begun(entry)
    if not changed_fields(locked, asdict(entry)):
        return locked
    with constraints_in_words(SENTENCES):
        locked.save()
    _record(
        locked, gettext_noop("Changed in the board: %(function)s, since %(day)s."), locked.since_on, actor
    )
    return locked


@transaction.atomic
def end_board_member(*, member: BoardMember, ended_on: date, actor: Actor) -> BoardMember:
    """The person no longer sits in the board; its own people and the office still see that she did."""
    locked = _serving(member, actor)
    if ended_on > clock.today():
        raise Refused(_("This day is still to come. End the function when it has ended."), field="ended_on")
    locked.ended_on = ended_on
    with constraints_in_words(SENTENCES):
        locked.save(update_fields=["ended_on"])
    _record(locked, gettext_noop("No longer in the board: %(function)s, until %(day)s."), ended_on, actor)
    return locked


def _serving(member: BoardMember, actor: Actor) -> BoardMember:
    """Return the person under the lock of the organisation, unless her function has ended meanwhile."""
    demand_kept(organisation_id=member.organisation_id, actor=actor)
    locked = BoardMember.objects.select_related("organisation").get(pk=member.pk)
    if locked.ended_on is not None:
        raise Refused(_("This function has already ended."))
    return locked


def _demand_begun(entry: BoardEntry) -> None:
    if entry.since_on > clock.today():
        raise Refused(_("This day is still to come. Enter the person when she has begun."), field="since_on")


def _record(member: BoardMember, sentence: str, day: date, actor: Actor) -> None:
    record(
        subject=member.organisation,
        actor=actor,
        sentence=sentence,
        params={"function": member.function, "day": {"date": day.isoformat()}},
        audience=Audience.PUBLIC,
    )
