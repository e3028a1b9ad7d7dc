"""Recordings of what was said lately: under the digest of voice and words, in memory alone, a bounded number of bytes.

A page may be somebody's own, so nothing of it is written to the disk.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Final

from kuznia.speech.voices import Voice

MOST_BYTES: Final = 16_000_000
# A longer one is made anew each time: kept, it would push out the rest.
LONGEST: Final = MOST_BYTES // 2
_kept: OrderedDict[bytes, bytes] = OrderedDict()
_one_at_a_time = Lock()


def kept_recording(voice: Voice, words: str, language: str) -> bytes | None:
    """Return the recording of these words, if this worker keeps one."""
    key = _key(voice, words, language)
    with _one_at_a_time:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def new_recording(voice: Voice, words: str, language: str) -> bytes:
    """Let the voice say the words, keep the recording and return it."""
    sound = voice.say(words, language)
    if len(sound) > LONGEST:
        return sound
    with _one_at_a_time:
        _kept[_key(voice, words, language)] = sound
        while sum(map(len, _kept.values())) > MOST_BYTES:
            _kept.popitem(last=False)
    return sound


def forget_recordings() -> None:
    """Forget all of them."""
    with _one_at_a_time:
        _kept.clear()


def _key(voice: Voice, words: str, language: str) -> bytes:
    return blake2b("\n".join((voice.name, language, words)).encode(), digest_size=20).digest()
