"""The voice of the server: one small interface, answered by eSpeak NG in a process of its own where it is installed."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore
from typing import Protocol

from django.conf import settings

from kuznia.speech.sentences import LONGEST

logger = logging.getLogger(__name__)
CHILD = Path(__file__).with_name("espeak_process.py")
SECONDS = 10
WAIT = 3
# A piece of a page is a few sentences; its numbers are much longer in words.
MOST_SIGNS = 20 * LONGEST
MOST_BYTES = 20_000_000
AT_ONCE = 2
LANGUAGES = {"pl": "pl", "en": "en"}
_places = BoundedSemaphore(AT_ONCE)


class VoiceFailed(Exception):
    """The voice did not say it: it was busy, too slow, or broken."""


class Voice(Protocol):
    """Says words aloud."""

    @property
    def name(self) -> str:
        """What tells its recordings from those of another voice."""
        ...

    def say(self, words: str, language: str) -> bytes:
        """Return the words as a WAV file; VoiceFailed where that does not work now."""
        ...


class EspeakVoice:
    """eSpeak NG, run anew for each piece, so that nothing of it lives in the house's own processes."""

    def __init__(self, name: str, command: tuple[str, ...]) -> None:
        self.name = name
        self._command = command

    def say(self, words: str, language: str) -> bytes:
        """Return the words as a WAV file; text goes in as data and never onto the command line."""
        if len(words) > MOST_SIGNS:
            raise VoiceFailed("too long")
        if not _places.acquire(timeout=WAIT):
            raise VoiceFailed("busy")
        try:
            return self._run(words.replace("\0", " "), LANGUAGES[language])
        finally:
            _places.release()

    def _run(self, words: str, voice: str) -> bytes:
        command = [*self._command, voice]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                command, input=words.encode(), capture_output=True, timeout=SECONDS, check=False, env={}
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            logger.warning("The voice did not answer: %s", error)
            raise VoiceFailed("no answer") from error
        if done.returncode or not done.stdout.startswith(b"RIFF") or len(done.stdout) > MOST_BYTES:
            logger.warning(
                "The voice failed with %s: %s", done.returncode, done.stderr.decode(errors="replace")[:500]
            )
            raise VoiceFailed("no sound")
        return done.stdout


def server_voice() -> Voice | None:
    """Return the voice of this server, or nothing where none is installed or it is turned off."""
    return _found() if settings.KUZNIA_SPEECH else None


@lru_cache(maxsize=1)
def _found() -> Voice | None:
    return _from_wheel() or _from_system()


def _from_wheel() -> Voice | None:
    """Return the voice of the wheel espeakng-loader: its folder is looked up, its code is never loaded here."""
    wheel = find_spec("espeakng_loader")
    folder = Path(wheel.origin).parent if wheel and wheel.origin else None
    library = next(iter(sorted(folder.glob("*espeak-ng.*"))), None) if folder else None
    if library is None:
        return None
    # Isolated and without site packages: it starts in hundredths of a second.
    return EspeakVoice("espeak-ng-wheel", (sys.executable, "-I", "-S", str(CHILD), str(library)))


def _from_system() -> Voice | None:
    """Return the voice of the system's own package, for machines without a wheel."""
    program = shutil.which("espeak-ng")
    return (
        EspeakVoice("espeak-ng-system", (sys.executable, "-I", "-S", str(CHILD), program))
        if program
        else None
    )
