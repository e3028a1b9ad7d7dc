"""A delegation as its contact sees it: opened by the link from an e-mail, or by the contact signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.events.announcement import choices_announcement
from kuznia.events.forms.questions import answered_keys
from kuznia.events.forms.sign_up import MemberChangeForm, present_values
from kuznia.events.links import delegation_key_of, fits_delegation
from kuznia.events.models import Delegation
from kuznia.events.queries import (
    Member,
    SignUp,
    answers_of,
    asked_questions,
    certificates_of_delegation,
    delegation_with_code,
    held_until,
    link_to_delegation,
    members_of,
    sign_up_state,
)
from kuznia.events.services import delegating, registrations
from kuznia.events.states import QuestionPurpose, RegistrationState
from kuznia.events.views.delegating import left_out_words, waiting_words
from kuznia.events.views.reading import SeeOther
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, LinkHolder, person_id_of


@require_safe
@never_cache
def delegation(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Show the people of the delegation and what can be done; opening the page changes nothing."""
    if _must_sign_in(request, key):
        return redirect_to_login(request.get_full_path())
    found, _actor = _found(request, code, key)
    return render(request, "events/delegation.html", _content(found, key, clock.now()))


@require_POST
@never_cache
def confirm(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Make the held seats of everybody sure, or take freed ones again; a second click changes nothing."""
    if _must_sign_in(request, key):
        return redirect_to_login(_address("delegation", code, key))
    found, actor = _found(request, code, key)
    try:
        delegating.confirm_delegation(delegation=found, actor=actor)
    except Refused as refused:
        messages.warning(request, refused.message)
    return SeeOther(_address("delegation", code, key))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cancel(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Ask whether to cancel the sign-up of everybody, or cancel it; a second click changes nothing."""
    if _must_sign_in(request, key):
        return redirect_to_login(_address("delegation-cancel", code, key))
    found, actor = _found(request, code, key)
    if request.method == "POST":
        delegating.cancel_delegation(delegation=found, actor=actor)
        return SeeOther(_address("delegation", code, key))
    return render(request, "events/delegation_cancel.html", _content(found, key, clock.now()))


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_member(request: HttpRequest, code: str, member: str, key: str = "") -> HttpResponse:
    """Show the form that changes a person's name, sessions and needs, or keep what was changed."""
    if _must_sign_in(request, key):
        return redirect_to_login(_address("delegation", code, key))
    found, actor = _found(request, code, key)
    content = _content(found, key, clock.now())
    person = _member(content, member)
    if request.method != "POST" and not (content["may_change"] and person.may_be_changed):
        return SeeOther(content["page_url"])
    form = _change_form(request, found, person)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(form, person, actor, arrived_at(request))
        except Refused as refused:
            form = _change_form(request, found, person)
            form.add_refusal(refused)
        else:
            messages.success(request, _("The list was changed."))
            return SeeOther(content["page_url"])
    return render(request, "events/delegation_change.html", content | {"form": form, "member": person})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove_member(request: HttpRequest, code: str, member: str, key: str = "") -> HttpResponse:
    """Ask whether to take a person off the list, or take her off; a second click changes nothing."""
    if _must_sign_in(request, key):
        return redirect_to_login(_address("delegation", code, key))
    found, actor = _found(request, code, key)
    content = _content(found, key, clock.now())
    person = _member(content, member)
    if request.method == "POST":
        registrations.cancel_registration(registration=person.registration, actor=actor)
        said = (
            _("%(name)s no longer waits.")
            if person.is_waiting
            else _("%(name)s is off the list; the seat is free.")
        )
        messages.success(request, said % {"name": person.registration.name})
        return SeeOther(content["page_url"])
    return render(request, "events/delegation_remove.html", content | {"member": person})


def _must_sign_in(request: HttpRequest, key: str) -> bool:
    """True for a visitor without a link: nothing is looked up for her."""
    return not key and person_id_of(actor_of(request)) is None


def _found(request: HttpRequest, code: str, key: str) -> tuple[Delegation, Actor]:
    """Return the delegation and who opens it: the holder of its link, or its contact signed in; nobody else."""
    found = delegation_with_code(code)
    if found is None:
        raise Http404
    if key:
        if not fits_delegation(found, key):
            raise Http404
        return found, LinkHolder(opens=link_to_delegation(found))
    if person_id_of(actor_of(request)) != found.contact_id:
        raise Http404
    return found, actor_of(request)


def _address(name: str, code: str, key: str, *rest: str) -> str:
    """Return a page of the same delegation, opened in the same way as this one."""
    if key:
        return reverse(f"events:{name}", args=[code, key, *rest])
    return reverse(f"events:my-{name}", args=[code, *rest])


def _content(found: Delegation, key: str, at: datetime) -> dict[str, Any]:
    event, members = found.event, members_of(found)
    state = sign_up_state(event, at)
    states = {member.state for member in members}
    is_coming = state not in {SignUp.OVER, SignUp.CANCELLED} and any(not each.has_ended for each in members)
    may_change = is_coming and state == SignUp.OPEN
    has_no_seat = all(each.has_ended or each.is_waiting for each in members)
    is_expired = has_no_seat and any(each.may_return for each in members)
    return {
        "delegation": found,
        "event": event,
        "members": [_line(found, key, member, may_change=may_change) for member in members],
        "page_url": _address("delegation", found.code, key),
        "confirm_url": _address("delegation-confirm", found.code, key),
        "cancel_url": _address("delegation-cancel", found.code, key),
        "certificates_url": _certificates_url(found) if state == SignUp.OVER else "",
        "held_until": held_until(members),
        "left_out": left_out_words(found.asked - len(members)),
        "waiting": waiting_words(sum(each.is_waiting for each in members)) if is_coming else "",
        "is_over": state == SignUp.OVER,
        "is_event_cancelled": state == SignUp.CANCELLED,
        "is_held": is_coming and RegistrationState.HELD in states,
        "is_pending": is_coming and RegistrationState.PENDING in states,
        "is_confirmed": is_coming and RegistrationState.CONFIRMED in states,
        "is_offered": all(each.was_offered for each in members if each.held_until),
        "is_expired": is_expired,
        "is_waiting": is_coming and has_no_seat and not is_expired,
        "is_lapsed": has_no_seat and RegistrationState.EXPIRED in states,
        "is_coming": is_coming,
        "may_change": may_change,
        "may_return": is_expired and state == SignUp.OPEN,
        "may_sign_up_again": state == SignUp.OPEN and (event.free != 0 or event.lets_wait),
    }


def _certificates_url(found: Delegation) -> str:
    if not certificates_of_delegation(found).exists():
        return ""
    return reverse("events:delegation-certificates", args=[found.code, delegation_key_of(found)])


def _line(found: Delegation, key: str, member: Member, *, may_change: bool) -> dict[str, Any]:
    code = member.registration.code
    change_url = _address("delegation-change", found.code, key, code)
    return {
        "member": member,
        "kind": _KINDS.get(member.state, ""),
        "change_url": change_url if may_change and member.may_be_changed else "",
        "remove_url": _address("delegation-remove", found.code, key, code),
    }


_KINDS = {
    RegistrationState.CONFIRMED: "ok",
    RegistrationState.HELD: "warn",
    RegistrationState.PENDING: "info",
    RegistrationState.WAITING: "info",
}


def _member(content: dict[str, Any], code: str) -> Member:
    for line in content["members"]:
        member: Member = line["member"]
        if member.registration.code == code:
            return member
    raise Http404


def _keep(form: MemberChangeForm, person: Member, actor: Actor, arrived: datetime) -> None:
    registrations.change_registration(
        registration=person.registration,
        actor=actor,
        arrived_at=arrived,
        name=form.cleaned_data["name"],
        session_ids=form.session_ids,
        needs=form.needs_entry,
        answers=form.answers,
    )


def _change_form(request: HttpRequest, found: Delegation, person: Member) -> MemberChangeForm:
    page = choices_announcement(found.event, clock.now())
    chosen = {session.block or 0: session.pk for session in person.sessions}
    answers = answers_of(person.registration)
    return MemberChangeForm(
        request.POST if request.method == "POST" else None,
        event=found.event,
        blocks=page.choices,
        chosen=chosen,
        questions=asked_questions(found.event, QuestionPurpose.SIGN_UP),
        answered=answered_keys(answers),
        initial=present_values(person.registration, chosen, answers),
    )
