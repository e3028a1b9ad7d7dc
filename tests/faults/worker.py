"""`manage.py run_worker` over the database of one test, in a process that the test may kill."""

import os
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    """Work until stopped."""
    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    if "TEST_FILES_DIR" in os.environ:
        settings.KUZNIA_FILES_DIR = Path(os.environ["TEST_FILES_DIR"])
    django.setup()

    from django.core.management import call_command

    call_command("run_worker")


if __name__ == "__main__":
    main()
