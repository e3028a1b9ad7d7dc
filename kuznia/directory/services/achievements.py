"""Keeps what an organisation managed to do, each with one picture at most."""

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
from kuznia.directory.models import Achievement, Organisation
from kuznia.directory.services.keeping import demand_kept
from kuznia.files.intake import Received
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file, store_upload
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor

MOST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class AchievementEntry:
    """Something that was done, as typed; the year is that of the day where a day is known."""

    title: str
    year: int
    on_day: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture taken in before, and what it shows."""

    upload: Received
    alt: str


@transaction.atomic
def add_achievement(
    *, organisation: Organisation, entry: AchievementEntry, picture: Picture | None = None, actor: Actor
) -> Achievement:
    """The organisation's page tells what it managed to do."""
    locked = demand_kept(organisation_id=organisation.pk, actor=actor)
    _demand_past(entry)
    if locked.achievements.count() >= MOST:
        words = ngettext(
            "The page tells of %(most)d achievement at most. Remove one of them first.",
            "The page tells of %(most)d achievements at most. Remove one of them first.",
            MOST,
        )
        raise Refused(words % {"most": MOST})
    with constraints_in_words(SENTENCES):
        achievement = Achievement.objects.create(organisation=locked, **asdict(entry))
    if picture is not None:
        _put(achievement, picture, actor)
    _record(achievement, gettext_noop("An achievement was added: “%(title)s”."), actor)
    return achievement


@transaction.atomic
def change_achievement(
    *, achievement: Achievement, entry: AchievementEntry, picture: Picture | None = None, actor: Actor
) -> Achievement:
    """The page tells of it what `entry` says; a new picture takes the place of the old one."""
    locked = _kept(achievement, actor)
    _demand_past(entry)
    changed = changed_fields(locked, asdict(entry))
    with constraints_in_words(SENTENCES):
        locked.save()
    if picture is not None:
        _forget_picture(locked, actor)
        _put(locked, picture, actor)
    if changed or picture is not None:
        _record(locked, gettext_noop("An achievement was changed: “%(title)s”."), actor)
    return locked


@transaction.atomic
def remove_picture(*, achievement: Achievement, actor: Actor) -> Achievement:
    """The achievement stays on the page without its picture."""
    locked = _kept(achievement, actor)
    if not files_of(locked).exists():
        raise Refused(_("Somebody took this picture off meanwhile."))
    _forget_picture(locked, actor)
    _record(locked, gettext_noop("The picture of an achievement was taken off: “%(title)s”."), actor)
    return locked


@transaction.atomic
def remove_achievement(*, achievement: Achievement, actor: Actor) -> Achievement:
    """The achievement leaves the page with its picture; that it stood there stays in the history."""
    locked = _kept(achievement, actor)
    _forget_picture(locked, actor)
    _record(locked, gettext_noop("An achievement was removed: “%(title)s”."), actor)
    locked.delete()
    return achievement


def _kept(achievement: Achievement, actor: Actor) -> Achievement:
    """Return it under the lock of its organisation, unless somebody has removed it meanwhile."""
    demand_kept(organisation_id=achievement.organisation_id, actor=actor)
    found = Achievement.objects.select_related("organisation").filter(pk=achievement.pk).first()
    if found is None:
        raise Refused(_("Somebody removed this achievement meanwhile."))
    return found


def _demand_past(entry: AchievementEntry) -> None:
    today = clock.today()
    if entry.year > today.year or (entry.on_day is not None and entry.on_day > today):
        raise Refused(_("This is still to come. Tell of it when it is done."), field="happened")


def _put(achievement: Achievement, picture: Picture, actor: Actor) -> None:
    stored = store_upload(upload=picture.upload, owner=achievement, actor=actor, alt=picture.alt)
    if not stored.is_image:
        raise Refused(_("Choose a picture: JPEG or PNG."), field="file")


def _forget_picture(achievement: Achievement, actor: Actor) -> None:
    for file in files_of(achievement):
        remove_file(file=file, actor=actor)


def _record(achievement: Achievement, sentence: str, actor: Actor) -> None:
    record(
        subject=achievement.organisation,
        actor=actor,
        sentence=sentence,
        params={"title": achievement.title},
        audience=Audience.PUBLIC,
    )
