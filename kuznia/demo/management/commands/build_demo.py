"""`manage.py build_demo`: builds the demo county once; a second call changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kuznia.demo.building import build_demo, is_built


class Command(BaseCommand):
    help = "Build the demo county, if it is not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.KUZNIA_PRODUCTION:
            raise CommandError("Production has no demo.")
        if is_built():
            self.stdout.write("The demo county is there already.")
            return
        build_demo(say=self.stdout.write)
