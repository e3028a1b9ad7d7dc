"""Makes the index of public texts anew: `manage.py reindex`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kuznia.lib.policy import System
from kuznia.search.services import start_reindexing


class Command(BaseCommand):
    """Queue the making of the index; the worker does it and shows how far it is."""

    help = "Make the index of public texts anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue it and say so."""
        progress = start_reindexing(actor=System("reindex"))
        self.stdout.write(f"The worker makes the index anew: work {progress.key}.")
