"""A worker's share of one delivery, in a process of its own that a test may kill: database, number of the message."""

import sys

import django
from django.conf import settings


def main(database: str, number: str) -> None:
    """Deliver one message from the test's database."""
    settings.DATABASES["default"]["NAME"] = database
    django.setup()

    from kuznia.lib.policy import System
    from kuznia.notify.services import deliver

    deliver(pk=int(number), actor=System("notify.deliver"))


if __name__ == "__main__":
    main(*sys.argv[1:])
