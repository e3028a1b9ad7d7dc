"""What this app answers through the ports: which long work a person started."""

from __future__ import annotations

from typing import Any

from kuznia.jobs.models import Progress
from kuznia.jobs.services import forget_starter
from kuznia.lib.policy import System


class PersonalWork:
    """The long work that a person started; it goes after two weeks anyway."""

    section = "work"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return all the work that the person started."""
        works = Progress.objects.filter(started_by_id=person_id)
        return [
            {"work": str(work), "work_state": work.state, "started_at": work.created_at.isoformat()}
            for work in works
        ]

    def erase(self, person_id: int) -> int:
        """Forget who started the work; return how much there was."""
        return forget_starter(person_id=person_id, actor=System("jobs.erasure"))
