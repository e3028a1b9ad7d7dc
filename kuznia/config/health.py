"""The health page: 200 while the house and its database answer."""

from django.http import HttpRequest, HttpResponse

from kuznia.lib import clock


def health(request: HttpRequest) -> HttpResponse:
    """Ask the database for the time and say so."""
    return HttpResponse(f"ok {clock.now().isoformat()}\n", content_type="text/plain; charset=utf-8")
