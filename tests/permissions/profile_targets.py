"""What stands on an organisation's page as targets of addresses."""

from __future__ import annotations

from itertools import count

from kuznia.directory.tests.profile_factories import (
    make_achievement,
    make_board_member,
    make_exchange,
    make_paper,
)
from tests.permissions.event_targets import Arguments, Target
from tests.permissions.roles import Cast

_numbers = count(1)


def _exchange(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "number": make_exchange(cast.organisation).pk}


def _achievement(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "number": make_achievement(cast.organisation).pk}


def _pictured_achievement(cast: Cast) -> Arguments:
    achievement = make_achievement(cast.organisation, with_picture=True)
    return {"slug": cast.organisation.slug, "number": achievement.pk}


def _paper(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "number": make_paper(cast.organisation).pk}


def _board_member(cast: Cast) -> Arguments:
    member = make_board_member(cast.organisation, name=f"Zofia {next(_numbers)}")
    return {"slug": cast.organisation.slug, "number": member.pk}


PROFILE_TARGETS: dict[str, Target] = {
    "exchange": _exchange,
    "achievement": _achievement,
    "pictured_achievement": _pictured_achievement,
    "paper": _paper,
    "board_member": _board_member,
}
