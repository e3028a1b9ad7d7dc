"""What the addresses of listening are about."""

from __future__ import annotations

from kuznia.lib import clock
from kuznia.speech.readings import token_of
from kuznia.speech.recordings import new_recording
from kuznia.speech.voices import server_voice
from tests.permissions.event_targets import Arguments, Target
from tests.permissions.roles import Cast

WORDS = "Dzień dobry."


def _recording(_cast: Cast) -> Arguments:
    """A sentence that was said before: only a new one counts against the limit."""
    voice = server_voice()
    assert voice is not None
    new_recording(voice, WORDS, "pl")
    return {"token": token_of(WORDS, "pl", clock.today())}


SPEECH_TARGETS: dict[str, Target] = {"recording": _recording}
