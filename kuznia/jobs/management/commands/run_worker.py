"""`manage.py run_worker`: the background worker of one installation."""

from typing import Any

from django.core.management.base import BaseCommand

from kuznia.jobs.worker import run_worker


class Command(BaseCommand):
    help = "Run background work until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        run_worker()
