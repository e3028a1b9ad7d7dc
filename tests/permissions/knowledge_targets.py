"""Guides and good practices as targets of addresses."""

from __future__ import annotations

from itertools import count

from kuznia.directory.tests.factories import representative_actor
from kuznia.lib.access import Role
from kuznia.newsroom.models import Practice
from kuznia.newsroom.tests.factories import make_editor
from kuznia.newsroom.tests.practice_factories import make_guide, make_practice, make_published_practice
from tests.permissions.event_targets import Arguments, Target
from tests.permissions.roles import Cast

_numbers = count(1)


def _guide(cast: Cast) -> Arguments:
    return {"slug": make_guide(make_editor(cast.county), f"poradnik-{next(_numbers)}").slug}


def _published(cast: Cast) -> Arguments:
    return {"slug": make_published_practice(cast.organisation, make_editor(cast.county)).slug}


def _proposed(cast: Cast) -> Arguments:
    return {"number": _waiting(cast).pk}


def _own(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "number": _waiting(cast).pk}


def _waiting(cast: Cast) -> Practice:
    # Those of earlier addresses would fill the queue of the one organisation.
    Practice.objects.filter(organisation=cast.organisation, state="proposed").update(state="withdrawn")
    actor = representative_actor(cast.organisation, person=cast.people[Role.REPRESENTATIVE])
    return make_practice(cast.organisation, actor=actor)


KNOWLEDGE_TARGETS: dict[str, Target] = {
    "published_guide": _guide,
    "published_practice": _published,
    "proposed_practice": _proposed,
    "own_practice": _own,
}
