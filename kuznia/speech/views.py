"""Listening: the sentences of a page for the script, the sounds, and the same page for whoever has no script."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kuznia.lib.errors import Refused
from kuznia.speech.asking import asked_in
from kuznia.speech.pages import page_text
from kuznia.speech.ranges import part_of
from kuznia.speech.readings import NO_VOICE, NOTHING, pieces_of, said_sentences, words_in
from kuznia.speech.recordings import kept_recording, new_recording
from kuznia.speech.voices import VoiceFailed, server_voice
from kuznia.ui import errors
from kuznia.ui.limits import Limit, is_within

# A page is asked for once and then said sentence by sentence; only what was never said before counts as a sound.
PAGES = Limit(name="listen", per_address=60, per_network=600)
SOUNDS = Limit(name="sound", per_address=1_500, per_network=6_000)
# As long as one listens to a page: it may be somebody’s own.
KEPT_FOR = 600
JSON = "application/json"


@require_safe
@never_cache  # What is read may be somebody’s own.
def page(request: HttpRequest) -> HttpResponse:
    """Let a page be heard piece by piece without a script, or say how listening works."""
    address, voice = request.GET.get("strona", ""), server_voice()
    content = {"address": address, "has_voice": voice is not None, "no_voice": NO_VOICE}
    if address:
        if not is_within(PAGES, request):
            return errors.too_many(request, minutes=PAGES.minutes)
        heard = page_text(request, address)
        content |= {"title": heard.title, "pieces": pieces_of(heard.main) if voice else []}
    return render(request, "speech/page.html", content)


@csrf_exempt  # Kept pages carry no token; nothing is written, and no other site can read the answer.
@require_POST
def sentences(request: HttpRequest) -> HttpResponse:
    """Return the sentences of what the browser shows, as they are said, and the bar that plays them."""
    if not is_within(PAGES, request):
        return _refusal(
            request,
            _("You have listened to very many pages. Wait ten minutes."),
            HTTPStatus.TOO_MANY_REQUESTS,
        )
    try:
        said = said_sentences(request, asked_in(request.body)) if request.content_type == JSON else []
    except Refused as refusal:
        return _refusal(request, refusal.message, HTTPStatus.CONFLICT)
    if not said:
        return _refusal(request, str(NOTHING), HTTPStatus.OK)
    bar = render_to_string("speech/bar.html", {"count": len(said)}, request)
    return JsonResponse({"bar": bar, "sentences": [each.as_data() for each in said]})


@require_safe
def sound(request: HttpRequest, token: str) -> HttpResponse:
    """Return the sound of words that the house signed."""
    words, language = words_in(token)
    voice = server_voice()
    if voice is None:
        return _silence()
    recording = kept_recording(voice, words, language)
    if recording is None:
        if not is_within(SOUNDS, request):
            return errors.too_many(request, minutes=SOUNDS.minutes)
        try:
            recording = new_recording(voice, words, language)
        except VoiceFailed:
            return _silence()
    answer = part_of(recording, request.headers.get("Range", ""))
    answer["Cache-Control"] = f"private, max-age={KEPT_FOR}"
    return answer


def _refusal(request: HttpRequest, sentence: str, status: HTTPStatus) -> JsonResponse:
    bar = render_to_string("speech/refusal.html", {"sentence": sentence}, request)
    return JsonResponse({"bar": bar, "sentences": []}, status=status)


def _silence() -> HttpResponse:
    answer = HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain; charset=utf-8")
    answer["Retry-After"] = "10"
    return answer
