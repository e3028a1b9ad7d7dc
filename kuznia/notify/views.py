from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kuznia.lib.acting import actor_of
from kuznia.lib.policy import decide
from kuznia.notify import queries, services
from kuznia.notify.letters import one_line
from kuznia.notify.mail import text_twin
from kuznia.notify.models import Message
from kuznia.ui.doors import behind

A_PAGE = 30


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the letters that stay on the site, newest first."""
    _demand_mailbox(request)
    address = one_line(request.GET.get("do", ""))
    page = Paginator(queries.mailbox(to=address), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notify/mailbox.html", {"page": page, "address": address})


@require_safe
def mailbox_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter, and its plain-text twin."""
    message = _in_mailbox(request, pk)
    letter = message.content
    twin = text_twin(letter, language=message.language) if letter else ""
    return render(request, "notify/message.html", {"message": message, "letter": letter, "twin": twin})


@require_safe
def mailbox_attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give one attachment of a letter, to be saved."""
    letter = _in_mailbox(request, pk).content
    if letter is None or not 0 < number <= len(letter.attachments):
        raise Http404
    attachment = letter.attachments[number - 1]
    response = HttpResponse(attachment.text, content_type=f"{attachment.content_type}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, attachment.filename) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@behind("notify.may_mend")
def undelivered(request: HttpRequest) -> HttpResponse:
    """Show the officer what was not delivered and how the queue stands."""
    actor = actor_of(request)
    waiting = queries.undelivered_to_mend(actor)
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notify/undelivered.html", {"page": page, "queue": queries.queue_state(actor)})


@require_POST
@behind("notify.may_mend")
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one message tried again."""
    actor = actor_of(request)
    message = get_object_or_404(queries.mended_by(actor), pk=pk)
    services.try_again(message=message, actor=actor)
    messages.success(request, _("We are sending the e-mail to %(address)s again.") % {"address": message.to})
    return redirect("notify:undelivered")


def _in_mailbox(request: HttpRequest, pk: int) -> Message:
    _demand_mailbox(request)
    return get_object_or_404(Message, pk=pk)


def _demand_mailbox(request: HttpRequest) -> None:
    if not decide(actor_of(request), "notify.may_open_mailbox").allowed:
        raise Http404
