"""Says what stands on its input as a WAV file on its output: `python espeak_process.py LIBRARY-OR-PROGRAM VOICE`.

A program of its own that imports nothing of the house: eSpeak NG (GPL-3.0-or-later) is loaded here and nowhere else,
and whatever a text does to it ends with this process.
"""

from __future__ import annotations

import ctypes
import struct
import subprocess
import sys
from pathlib import Path

SECONDS = 8
MEMORY = 512 * 1024 * 1024
# As eSpeak NG's own header names them: sound to a function, text in UTF-8, no exit of its own.
SYNCHRONOUS, UTF_8, NO_EXIT, CHARACTERS, PACE_PARAMETER = 2, 1, 0x8000, 1, 1
MOST_SAMPLES = 9_000_000
# Words a minute; 175 is its own and hurried.
PACE = 150
_SAMPLES = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def main(tool: str, voice: str) -> int:
    """Writes the sound and returns 0, or returns what the library answered."""
    bound()
    words = sys.stdin.buffer.read()
    make = from_library if is_library(tool) else from_program
    sys.stdout.buffer.write(make(tool, voice, words))
    return 0


def is_library(tool: str) -> bool:
    """Whether this is a shared library and not a program."""
    return Path(tool).suffix in {".so", ".dylib", ".dll"}


def bound() -> None:
    """Takes only so much of the machine; systems without these limits rely on the parent's clock."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def from_library(library: str, voice: str, words: bytes) -> bytes:
    """Returns the sound that the library makes of the words."""
    espeak, samples = ctypes.CDLL(library), bytearray()
    rate = espeak.espeak_Initialize(SYNCHRONOUS, 0, str(Path(library).parent).encode(), NO_EXIT)
    if rate <= 0 or espeak.espeak_SetVoiceByName(voice.encode()):
        raise SystemExit("The voice is not there.")

    def keep(wave: int | None, count: int, _events: object) -> int:
        if wave and count:
            samples.extend(ctypes.string_at(wave, 2 * count))
        return int(len(samples) > 2 * MOST_SAMPLES)

    kept = _SAMPLES(keep)
    espeak.espeak_SetSynthCallback(kept)
    espeak.espeak_SetParameter(PACE_PARAMETER, PACE, 0)
    text = words + b"\0"
    if espeak.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, CHARACTERS, 0, UTF_8, None, None):
        raise SystemExit("The words were not said.")
    espeak.espeak_Synchronize()
    return wav(bytes(samples), rate)


def from_program(program: str, voice: str, words: bytes) -> bytes:
    """Returns the sound that the system's program makes of the words; it leaves the lengths of a stream open."""
    command = [program, "-v", voice, "-s", str(PACE), "-b", "1", "--stdin", "--stdout"]
    # The program, unlike the library, takes what stands in double brackets for sounds and not for words.
    plain = words.replace(b"[", b"(")
    made = subprocess.run(  # noqa: S603 - the program that the parent found
        command, input=plain, capture_output=True, timeout=SECONDS, check=True
    ).stdout
    rate = struct.unpack_from("<I", made, 24)[0]
    return wav(made[44:], rate)


def wav(samples: bytes, rate: int) -> bytes:
    """Returns samples of sixteen bits, one channel, as a WAV file."""
    about = struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(samples))
        + b"WAVEfmt "
        + about
        + b"data"
        + struct.pack("<I", len(samples))
        + samples
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
