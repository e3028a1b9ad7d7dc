"""`manage.py run_worker`: the background worker of one installation."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from kuznia.jobs.worker import run_worker
from kuznia.lib.fitness import demand_fit_database


class Command(BaseCommand):
    help = "Run background work until stopped."

    # A page must answer in 15 s, which the serving role enforces; the nightly check of everything may take longer.
    STATEMENTS = "-c statement_timeout=10min"

    def handle(self, *args: Any, **options: Any) -> None:
        # libpq reads it at the first connection, which is not made yet.
        os.environ.setdefault("PGOPTIONS", self.STATEMENTS)
        demand_fit_database()
        run_worker()
