"""Gives and ends roles in the offices."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.letters.roles import post_given
from kuznia.directory.letters.stand_ins import stand_in_ended
from kuznia.directory.models import Authority, Post, Representation, StandIn
from kuznia.directory.queries.authorities import stand_ins_to_come
from kuznia.directory.services.representatives import end_representation
from kuznia.directory.services.stand_ins import close_stand_in
from kuznia.directory.states import PostRole
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, OfficeRole, demand
from kuznia.notify.services import post as mail
from kuznia.people.models import Person
from kuznia.people.services import end_sessions, person_with_email


@transaction.atomic
def appoint_officer(*, person: Person, authority: Authority, role: OfficeRole, actor: Actor) -> Post:
    """The person has the role in the office from now on; her sessions end, for she signs in anew with two factors."""
    locked = _locked(authority)
    demand(actor, "directory.manage_posts", locked)
    if not person.email:
        raise Refused(
            _("Give the person an e-mail address first: without one she can’t sign in."), field="email"
        )
    with constraints_in_words(SENTENCES):
        post = Post.objects.create(person=person, authority=locked, role=PostRole(role.value))
    _record(post, gettext_noop("%(person)s has the role %(role)s."), actor)
    end_sessions(person=person, actor=actor)
    mail(posting=post_given(post), actor=actor)
    return post


@transaction.atomic
def invite_officer(*, name: str, email: str, authority: Authority, role: OfficeRole, actor: Actor) -> Post:
    """Whoever signs in with this address has the role; a person nobody knew yet becomes a record."""
    demand(actor, "directory.manage_posts", authority)
    person = person_with_email(email=email, name=name, language="pl", actor=actor)
    return appoint_officer(person=person, authority=authority, role=role, actor=actor)


@transaction.atomic
def end_post(*, post: Post, actor: Actor) -> Post:
    """The person no longer has the role, and her sessions end; who stands in for her is told that it ended too. The
    county keeps at least one administrator."""
    authority = _locked(post.authority)
    locked = (
        Post.objects.select_for_update(no_key=True, of=("self",)).select_related("person").get(pk=post.pk)
    )
    demand(actor, "directory.manage_posts", locked)
    if locked.until_at is not None:
        raise Refused(_("This role has already ended."))
    if authority.is_county and locked.role == PostRole.ADMINISTRATOR and _is_last(locked):
        raise Refused(_("This is the last administrator. Give the role to somebody else first."))
    locked.until_at = clock.now()
    locked.save(update_fields=["until_at"])
    _record(locked, gettext_noop("%(person)s no longer has the role %(role)s."), actor)
    end_sessions(person=locked.person, actor=actor)
    for stand_in in stand_ins_to_come(locked).select_related("person", "post__authority", "post__person"):
        mail(posting=stand_in_ended(stand_in), actor=actor)
    return locked


@transaction.atomic
def end_roles_of(*, person: Person, actor: Actor) -> int:
    """The person has no role anywhere any more, as when she is erased; returns how many ended."""
    posts = list(Post.objects.filter(person=person, until_at__isnull=True).select_related("authority"))
    held = list(
        Representation.objects.filter(person=person, until_at__isnull=True).order_by("organisation_id")
    )
    standing_in = StandIn.objects.filter(person=person, ended_at__isnull=True).select_related(
        "post__authority"
    )
    for stand_in in standing_in.order_by("post__authority_id", "id"):
        close_stand_in(stand_in=stand_in, actor=actor)
    for representation in held:
        end_representation(representation=representation, actor=actor)
    for post in posts:
        end_post(post=post, actor=actor)
    return len(posts) + len(held)


def _locked(authority: Authority) -> Authority:
    return Authority.objects.select_for_update(no_key=True, of=("self",)).get(pk=authority.pk)


def _is_last(post: Post) -> bool:
    others = Post.objects.filter(
        authority_id=post.authority_id,
        role=PostRole.ADMINISTRATOR,
        until_at__isnull=True,
        person__is_active=True,
    )
    return not others.exclude(person_id=post.person_id).exists()


def _record(post: Post, sentence: str, actor: Actor) -> None:
    record(
        subject=post.authority,
        actor=actor,
        sentence=sentence,
        params={"person": {"person": post.person_id}, "role": {"text": _role_in_words(post)}},
    )


def _role_in_words(post: Post) -> str:
    words = {
        PostRole.OFFICER: gettext_noop("officer"),
        PostRole.EDITOR: gettext_noop("editor"),
        PostRole.ADMINISTRATOR: gettext_noop("administrator"),
    }
    return words[PostRole(post.role)]
