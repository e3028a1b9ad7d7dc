"""Names who acts in a post while its holder is away; it ends by itself after its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.letters.stand_ins import stand_in_ended, stand_in_named
from kuznia.directory.models import Authority, Post, StandIn
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.notify.services import post as mail
from kuznia.people.models import Person
from kuznia.people.services import end_sessions, person_with_email


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The first and the last day on which the holder of a post is away."""

    since_on: date
    until_on: date


@transaction.atomic
def name_stand_in(*, post: Post, person: Person, away: Away, actor: Actor) -> StandIn:
    """The person may act in the post on these days and is told so; her sessions end, for she signs in anew with two
    factors."""
    locked = _locked(post)
    demand(actor, "directory.manage_posts", locked)
    _check(locked, person, away)
    stand_in = StandIn.objects.create(
        post=locked, person=person, since_on=away.since_on, until_on=away.until_on
    )
    _record(stand_in, gettext_noop("%(person)s stands in for %(holder)s from %(since)s to %(until)s."), actor)
    end_sessions(person=person, actor=actor)
    mail(posting=stand_in_named(stand_in), actor=actor)
    return stand_in


@transaction.atomic
def invite_stand_in(*, post: Post, name: str, email: str, away: Away, actor: Actor) -> StandIn:
    """Whoever signs in with this address stands in; a person nobody knew yet becomes a record."""
    demand(actor, "directory.manage_posts", post)
    person = person_with_email(email=email, name=name, language="pl", actor=actor)
    return name_stand_in(post=post, person=person, away=away, actor=actor)


@transaction.atomic
def end_stand_in(*, stand_in: StandIn, actor: Actor) -> StandIn:
    """The person stands in no longer and is told so, unless her last day has passed."""
    ended = close_stand_in(stand_in=stand_in, actor=actor)
    if ended.until_on >= clock.today():
        mail(posting=stand_in_ended(ended), actor=actor)
    return ended


@transaction.atomic
def close_stand_in(*, stand_in: StandIn, actor: Actor) -> StandIn:
    """The person stands in no longer, and her sessions end; she is not written to, as when she is erased."""
    demand(actor, "directory.manage_posts", stand_in.post)
    _locked(stand_in.post)
    rows = StandIn.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("person", "post__authority", "post__person").get(pk=stand_in.pk)
    if locked.ended_at is not None:
        raise Refused(_("This has already ended."))
    locked.ended_at = clock.now()
    locked.save(update_fields=["ended_at"])
    _record(locked, gettext_noop("%(person)s no longer stands in for %(holder)s."), actor)
    end_sessions(person=locked.person, actor=actor)
    return locked


def _locked(post: Post) -> Post:
    """Hold the office first, as whoever gives or ends a role in it does, so that no two name somebody at once."""
    Authority.objects.select_for_update(no_key=True, of=("self",)).get(pk=post.authority_id)
    return Post.objects.select_related("authority", "person").get(pk=post.pk)


def _check(post: Post, person: Person, away: Away) -> None:
    if post.until_at is not None:
        raise Refused(_("This role has already ended."))
    if not person.email:
        raise Refused(
            _("Give the person an e-mail address first: without one she can’t sign in."), field="email"
        )
    if person.pk == post.person_id:
        raise Refused(_("A person can’t stand in for herself or himself."), field="email")
    if away.since_on < clock.today():
        raise Refused(_("The first day has passed. Choose today or a later day."), field="since_on")
    if away.until_on < away.since_on:
        raise Refused(_("The last day is before the first one."), field="until_on")
    _refuse_second(post, away)


def _refuse_second(post: Post, away: Away) -> None:
    meanwhile = StandIn.objects.filter(
        post=post, ended_at__isnull=True, since_on__lte=away.until_on, until_on__gte=away.since_on
    )
    other = meanwhile.select_related("person").first()
    if other is not None:
        raise Refused(
            _("%(person)s stands in on some of these days already. Choose other days or end that first.")
            % {"person": other.person.name},
            field="since_on",
        )


def _record(stand_in: StandIn, sentence: str, actor: Actor) -> None:
    record(
        subject=stand_in.post.authority,
        actor=actor,
        sentence=sentence,
        params={
            "person": {"person": stand_in.person_id},
            "holder": {"person": stand_in.post.person_id},
            "since": {"date": stand_in.since_on.isoformat()},
            "until": {"date": stand_in.until_on.isoformat()},
        },
    )
