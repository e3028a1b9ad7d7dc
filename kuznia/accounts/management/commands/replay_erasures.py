"""Erases again whom a restore brought back: `manage.py replay_erasures --since 2026-11-25T03:00:00+01:00`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from kuznia.accounts.journal import noted_erasures
from kuznia.accounts.services import erase_again
from kuznia.lib.policy import System


class Command(BaseCommand):
    """Replay the journal of erasures on a restored database."""

    help = "Erase again the people who were erased after the backup was made."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask when the backup was made."""
        parser.add_argument("--since", required=True, type=datetime.fromisoformat, help="with its offset")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase them and say how many there were, or that nobody knows."""
        if not settings.KUZNIA_ERASURE_JOURNAL.exists():
            self.stdout.write(
                f"Nobody is erased again: there is no journal in {settings.KUZNIA_ERASURE_JOURNAL}."
            )
            return
        actor = System("accounts.replay_erasures")
        since = sorted(noted_erasures(options["since"]))
        again = sum(erase_again(person_id=person_id, actor=actor) for person_id in since)
        self.stdout.write(f"People erased again: {again}.")
