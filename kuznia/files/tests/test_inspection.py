from __future__ import annotations

import pytest
from django.utils import translation

from kuznia.files.inspection import kind_of
from kuznia.files.kinds import LARGEST_DOCUMENT
from kuznia.files.tests import factories
from kuznia.files.tests.evil import EVIL, SOUND
from kuznia.lib.errors import Refused

TOO_LARGE = (
    "Nagranie może mieć do 200 MB, każdy inny plik do 15 MB. Zmniejsz swój plik i wyślij go jeszcze raz."
)


@pytest.mark.parametrize(("content", "kind"), SOUND.values(), ids=SOUND.keys())
def test_kind_is_read_from_the_content_when_the_file_is_sound(tmp_path, content, kind):
    path = tmp_path / "without-ending"
    path.write_bytes(content)

    found = kind_of(path)

    assert found == kind


@pytest.mark.parametrize(("content", "sentence"), EVIL.values(), ids=EVIL.keys())
def test_kind_is_refused_in_words_when_the_file_is_evil(tmp_path, content, sentence):
    path = tmp_path / "file.pdf"
    path.write_bytes(content)

    with translation.override("pl"), pytest.raises(Refused) as refusal:
        kind_of(path)

    assert refusal.value.message == sentence


def test_document_is_refused_when_it_is_as_large_as_a_recording(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(factories.PDF + bytes(LARGEST_DOCUMENT))

    with translation.override("pl"), pytest.raises(Refused) as refusal:
        kind_of(path)

    assert refusal.value.message == TOO_LARGE


def test_recording_is_taken_when_it_is_larger_than_a_document(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(factories.mp4(sound=bytes(LARGEST_DOCUMENT)))

    assert kind_of(path) == "video/mp4"
