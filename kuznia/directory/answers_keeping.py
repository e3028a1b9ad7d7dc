"""What the pages of organisations answer at the ports: who reads their files, whose mandates end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.directory.models import Achievement, BoardMember, Paper
from kuznia.directory.queries import ending_mandates, organisations_visible_to
from kuznia.lib import clock
from kuznia.lib.clock import WARSAW
from kuznia.lib.policy import Actor
from kuznia.lib.ports import TodoItem, file_owners, todo_items


class AchievementFiles:
    """The picture of an achievement: seen by whoever sees the organisation."""

    owner_label = "directory.Achievement"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        """True for who may open the organisation's page."""
        seen = organisations_visible_to(actor)
        return Achievement.objects.filter(pk=owner_id, organisation__in=seen).exists()


class PaperFiles:
    """A document of an organisation: read by whoever sees the organisation."""

    owner_label = "directory.Paper"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        """True for who may open the organisation's page."""
        seen = organisations_visible_to(actor)
        return Paper.objects.filter(pk=owner_id, organisation__in=seen).exists()


class BoardTodo:
    """Mandates in boards that end soon or have ended, for the organisation's own people and the office."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for each mandate, until the board is changed."""
        today = clock.today()
        for member in ending_mandates(actor, today=today):
            until_on = member.until_on or today
            yield _ending(member, until_on, is_late=until_on < today)


def _ending(member: BoardMember, until_on: date, *, is_late: bool) -> TodoItem:
    words = _("The mandate has ended: %(function)s") if is_late else _("A mandate ends: %(function)s")
    return TodoItem(
        title=words % {"function": member.function},
        detail=_("%(organisation)s. Enter the new term or end the function.")
        % {"organisation": member.organisation.name},
        url=reverse("directory:board", args=[member.organisation.slug]),
        due_at=datetime.combine(until_on, time(23, 59), tzinfo=WARSAW),
        late=is_late,
        icon="users",
    )


def register_keeping() -> None:
    """Put the answers at their ports."""
    file_owners.register(ACHIEVEMENT_FILES)
    file_owners.register(PAPER_FILES)
    todo_items.register(BOARD_TODO)


ACHIEVEMENT_FILES, PAPER_FILES, BOARD_TODO = AchievementFiles(), PaperFiles(), BoardTodo()
