"""Signs people up and stores files without pause, in a process of its own; what was acknowledged is printed.

Each line is the number of a sign-up and the SHA-256 of a file: both were committed before it was printed.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

import django

LARGEST_WORK = 400


def main(stop: Path) -> None:
    """Work until the file `stop` is there, at most so long that a forgotten client ends."""
    django.setup()

    from django.core.files.uploadedfile import SimpleUploadedFile

    from kuznia.events.tests.factories import make_event, make_registration
    from kuznia.files.services import store_upload
    from kuznia.files.tests.factories import PDF
    from kuznia.lib import clock
    from kuznia.lib.policy import System

    starts_at = clock.now() + timedelta(days=30)
    name = f"pisze-{os.getpid()}"
    event = make_event(slug=name, starts_at=starts_at, ends_at=starts_at + timedelta(hours=6))
    for number in range(LARGEST_WORK):
        if stop.exists():
            break
        registration = make_registration(event, email=f"{name}-{number}@example.org")
        upload = SimpleUploadedFile("plik.pdf", PDF + f"%{name} {number}".encode())
        file = store_upload(upload=upload, owner=event, actor=System("tests"))
        sys.stdout.write(f"{registration.pk} {file.sha256}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
