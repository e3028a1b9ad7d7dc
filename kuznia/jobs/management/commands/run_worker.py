"""`manage.py run_worker`: the background worker of one installation."""

from typing import Any

from django.core.management.base import BaseCommand

from kuznia.jobs.worker import run_worker
from kuznia.lib.fitness import demand_fit_database


class Command(BaseCommand):
    help = "Run background work until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        demand_fit_database()
        run_worker()
