"""Parts of a sound: some browsers play nothing from a server that cannot give them."""

from __future__ import annotations

import re
from http import HTTPStatus

from django.http import HttpResponse

_ONE_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{1,12})?")
WAV = "audio/wav"


def part_of(recording: bytes, wanted: str) -> HttpResponse:
    """Return the whole recording, or the one part that was asked for."""
    match = _ONE_RANGE.fullmatch(wanted)
    first = int(match[1]) if match else 0
    last = min(int(match[2]) if match and match[2] else len(recording), len(recording) - 1)
    if match is None or not first <= last:
        answer = HttpResponse(recording, content_type=WAV)
    else:
        answer = HttpResponse(
            recording[first : last + 1], content_type=WAV, status=HTTPStatus.PARTIAL_CONTENT
        )
        answer["Content-Range"] = f"bytes {first}-{last}/{len(recording)}"
    answer["Accept-Ranges"] = "bytes"
    return answer
