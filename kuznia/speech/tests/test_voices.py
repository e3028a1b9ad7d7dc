"""The voice of the server, with real bytes: eSpeak NG comes with the locked requirements."""

from __future__ import annotations

import io
import stat
import sys
import wave

import pytest

from kuznia.speech import espeak_process, recordings, voices
from kuznia.speech.recordings import kept_recording, new_recording
from kuznia.speech.voices import EspeakVoice, Voice, VoiceFailed, server_voice

GREETING = "Dzień dobry, zapraszamy na kongres."


@pytest.fixture
def voice() -> Voice:
    """The voice that this machine has; without one the test fails."""
    found = server_voice()
    assert found is not None
    return found


def seconds(sound: bytes):
    with wave.open(io.BytesIO(sound)) as recording:
        return recording.getnframes() / recording.getframerate()


def test_voice_says_polish_words_as_a_sound_of_their_length(voice):
    short, long = (voice.say(words, "pl") for words in ("Tak.", GREETING * 3))

    assert short.startswith(b"RIFF")
    assert 0.2 < seconds(short) < 2 < seconds(long)


def test_voice_says_the_same_words_differently_when_the_language_differs(voice):
    assert voice.say("Powiat", "pl") != voice.say("Powiat", "en")


def test_voice_says_the_same_bytes_when_asked_again(voice):
    assert voice.say(GREETING, "pl") == voice.say(GREETING, "pl")


def test_words_are_no_command_when_they_look_like_one(voice):
    assert seconds(voice.say("--version; <voice> [[x]] \0 $(reboot)", "pl")) > 0.5


def test_voice_refuses_when_the_words_are_too_many(voice):
    with pytest.raises(VoiceFailed, match="too long"):
        voice.say("a" * (voices.MOST_SIGNS + 1), "pl")


def test_voice_fails_when_all_its_places_are_taken(voice, monkeypatch):
    monkeypatch.setattr(voices, "WAIT", 0.01)

    with voices._places, voices._places, pytest.raises(VoiceFailed, match="busy"):
        voice.say("Tak.", "pl")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ((sys.executable, "-c", "import time; time.sleep(60)"), "no answer"),
        (("/nowhere/espeak",), "no answer"),
        ((sys.executable, "-c", "print('not a sound')"), "no sound"),
        ((sys.executable, "-c", "import os; os.abort()"), "no sound"),
    ],
)
def test_voice_fails_in_words_when_its_process_does(monkeypatch, command, why):
    monkeypatch.setattr(voices, "SECONDS", 0.5)

    with pytest.raises(VoiceFailed, match=why):
        EspeakVoice("broken", command).say("Tak.", "pl")


def test_no_voice_is_there_when_it_is_turned_off(settings):
    settings.KUZNIA_SPEECH = False

    assert server_voice() is None


def test_system_program_speaks_when_there_is_no_wheel(monkeypatch, tmp_path):
    program = tmp_path / "espeak-ng"
    sound = espeak_process.wav(b"\0\1" * 5_000, 22_050)
    program.write_text(f"#!{sys.executable}\nimport sys\nsys.stdout.buffer.write({sound!r})\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(voices, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    found = voices._from_wheel() or voices._from_system()

    assert found is not None
    assert (found.name, found.say("Tak.", "pl")) == ("espeak-ng-system", sound)


def test_system_program_reads_brackets_as_text(tmp_path):
    program = tmp_path / "espeak-ng"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint('x' * 44 + sys.stdin.read(), end='')\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)

    sound = espeak_process.from_program(str(program), "pl", b"[[[k@ts]] ")

    assert sound[44:] == b"(((k@ts]] "


def test_no_voice_is_found_when_there_is_neither_wheel_nor_program(monkeypatch, tmp_path):
    monkeypatch.setattr(voices, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert voices._found.__wrapped__() is None


def test_recording_is_kept_for_its_words_and_language_alone(voice):
    sound = new_recording(voice, "Tak.", "pl")

    assert kept_recording(voice, "Tak.", "pl") == sound
    assert kept_recording(voice, "Tak.", "en") is None
    assert kept_recording(voice, "Nie.", "pl") is None


def test_oldest_recordings_are_forgotten_when_there_are_too_many(voice, monkeypatch):
    sounds = [new_recording(voice, words, "pl") for words in ("Raz.", "Dwa.")]
    monkeypatch.setattr(recordings, "MOST_BYTES", sum(map(len, sounds)) + 1)
    kept_recording(voice, "Raz.", "pl")

    new_recording(voice, "Tak.", "pl")

    assert [kept_recording(voice, words, "pl") is None for words in ("Raz.", "Dwa.", "Tak.")] == [
        False,
        True,
        False,
    ]


def test_other_recordings_stay_when_a_very_long_one_is_made(voice, monkeypatch):
    short = new_recording(voice, "Raz.", "pl")
    monkeypatch.setattr(recordings, "LONGEST", len(short))

    new_recording(voice, GREETING, "pl")

    assert kept_recording(voice, "Raz.", "pl") == short
    assert kept_recording(voice, GREETING, "pl") is None
