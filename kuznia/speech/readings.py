"""What is read aloud: sentences in the browser's voice, or in the server's where they stand on the page asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Final

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.speech.asking import TOO_LONG, Asked
from kuznia.speech.page_text import Paragraph
from kuznia.speech.pages import page_text
from kuznia.speech.sentences import Sentence, sentences_of, voiced
from kuznia.speech.voices import server_voice

NOTHING = _("There is no text to read here.")
NO_VOICE = _(
    "This browser has no voice for this language, and the county’s server has none either. Voices are added in the "
    "settings of the computer or the phone, under speech or accessibility; then open this page again."
)
NOT_HERE = _(
    "The county’s voice reads only what stands on the pages of this site. Select a text on the page itself."
)
MOST_SENTENCES: Final = 1_500
# Pieces of a page without a script: long enough for some sentences in a row, short enough to begin at once.
PIECE: Final = 700
MOST_PIECES: Final = 60
# Days after its own on which an address still sounds: a page may stay open over midnight. For ever, it would be the
# county's voice for whatever a page once showed.
MOST_DAYS: Final = 1
# Says that the house itself put these words together from one of its pages; the words are in the address anyway.
_signer = Signer(salt="kuznia.speech")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a paragraph, and where its sound is if the server says it."""

    paragraph: int
    sentence: Sentence
    sound: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return what the script in the browser needs."""
        return {
            "paragraph": self.paragraph,
            "text": self.sentence.text,
            "spoken": self.sentence.spoken,
            "language": self.sentence.language,
            "sound": self.sound,
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """Some paragraphs of a page with one recording."""

    language: str
    paragraphs: list[str]
    sound: str


def said_sentences(request: HttpRequest, asked: Asked) -> list[Said]:
    """Return the sentences in order; refuse, in words, where there are some and none of them can be said."""
    every = (
        Said(number, sentence)
        for number, paragraph in enumerate(asked.paragraphs)
        for sentence in sentences_of(paragraph.text, paragraph.language)
    )
    said = list(islice(every, MOST_SENTENCES + 1))
    if len(said) > MOST_SENTENCES:
        raise Refused(TOO_LONG)
    if all(each.sentence.language in asked.own_voices for each in said):
        return said
    heard = _with_sounds(request, asked, said)
    if not heard:
        raise Refused(NOT_HERE if server_voice() else NO_VOICE)
    return heard


def _with_sounds(request: HttpRequest, asked: Asked, said: Sequence[Said]) -> list[Said]:
    """Return what the browser says itself, and with its sound what the server says; no other sentence."""
    is_own = {each: each.sentence.language in asked.own_voices for each in said}
    if server_voice() is None:
        return [each for each in said if is_own[each]]
    try:
        page = page_text(request, asked.address)
    except Http404:
        return [each for each in said if is_own[each]]
    today = clock.today()
    return [
        each
        if is_own[each]
        else replace(each, sound=sound_address(each.sentence.spoken, each.sentence.language, today))
        for each in said
        if is_own[each] or page.holds(each.sentence.text)
    ]


def pieces_of(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Return the paragraphs in pieces of one language, each with the address of its sound."""
    today = clock.today()
    return list(
        islice((piece for group in _grouped(paragraphs) for piece in _said(group, today)), MOST_PIECES)
    )


def _said(group: Sequence[Paragraph], today: date) -> Iterator[Piece]:
    spoken = " ".join(filter(None, (_in_words(paragraph) for paragraph in group)))
    if spoken:
        language = group[0].language
        sound = sound_address(spoken, voiced(language), today)
        yield Piece(language, [each.text for each in group], sound)


def _in_words(paragraph: Paragraph) -> str:
    """Return a paragraph as it is said; after a heading there is a breath too."""
    words = " ".join(sentence.spoken for sentence in sentences_of(paragraph.text, paragraph.language))
    return words if not words or words[-1] in ".!?…:" else f"{words}."


def _grouped(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    group: list[Paragraph] = []
    for paragraph in _short(paragraphs):
        length = sum(len(each.text) for each in group)
        if group and (group[0].language != paragraph.language or length + len(paragraph.text) > PIECE):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _short(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Part a paragraph that is longer than a piece at its sentences."""
    for paragraph in paragraphs:
        if len(paragraph.text) <= PIECE:
            yield paragraph
        else:
            for sentence in sentences_of(paragraph.text, paragraph.language):
                yield Paragraph(paragraph.language, sentence.text)


def sound_address(spoken: str, language: str, today: date) -> str:
    """Return where these words can be heard today and tomorrow; only the house can make such an address."""
    return reverse("speech:sound", kwargs={"token": token_of(spoken, language, today)})


def token_of(spoken: str, language: str, today: date) -> str:
    """Return the words with their day, signed; on one day the same words have one address."""
    return _signer.sign_object([language, spoken, today.toordinal()], compress=True)


def words_in(token: str) -> tuple[str, str]:
    """Return words and language of a token that the house made lately; 404 for any other."""
    try:
        language, spoken, day = _signer.unsign_object(token)
    except (BadSignature, ValueError):
        raise Http404 from None
    if not 0 <= clock.today().toordinal() - day <= MOST_DAYS:
        raise Http404
    return spoken, language
