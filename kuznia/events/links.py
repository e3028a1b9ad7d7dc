"""Links instead of accounts: an address that only the e-mail's owner knows opens her sign-up (docs/adr/0015).

The key is computed and not stored: a dump of the database opens nothing, and every e-mail about the same sign-up
carries the same link.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from kuznia.events.models import (
    CalendarLink,
    Delegation,
    Event,
    PatronageRequest,
    Registration,
    SurveyInvitation,
)

KEY_LENGTH = 26


def key_of(registration: Registration) -> str:
    """Return the secret part of the link to this sign-up."""
    value = f"{registration.pk}:{registration.code}:{registration.person_id}"
    return _key("kuznia.events.registration", value)


def key_of_patronage(request: PatronageRequest) -> str:
    """Return the secret part of the link to this request for patronage."""
    return _key("kuznia.events.patronage", f"{request.pk}:{request.code}:{request.person_id}")


def fits_patronage(request: PatronageRequest, key: str) -> bool:
    """True when `key` is the secret part of the link to this request for patronage."""
    return constant_time_compare(key_of_patronage(request), key)


def patronage_url(request: PatronageRequest) -> str:
    """Return the full address of the request's own page, in the language of its person."""
    with override(request.language):
        path = reverse("events:patronage", args=[request.code, key_of_patronage(request)])
    return f"{settings.KUZNIA_BASE_URL}{path}"


def fits(registration: Registration, key: str) -> bool:
    """True when `key` is the secret part of the link to this sign-up."""
    return constant_time_compare(key_of(registration), key)


def registration_url(registration: Registration) -> str:
    """Return the full address of the sign-up's own page, in the language of its person."""
    with override(registration.language):
        path = reverse("events:registration", args=[registration.code, key_of(registration)])
    return f"{settings.KUZNIA_BASE_URL}{path}"


def survey_key_of(invitation: SurveyInvitation) -> str:
    """Return the secret part of the link by which this person answers the survey."""
    value = f"{invitation.pk}:{invitation.survey_id}:{invitation.registration_id}"
    return salted_hmac("kuznia.events.survey_invitation", value, algorithm="sha256").hexdigest()[:KEY_LENGTH]


def survey_fits(invitation: SurveyInvitation, key: str) -> bool:
    """True when `key` is the secret part of the link to this invitation."""
    return constant_time_compare(survey_key_of(invitation), key)


def survey_url(invitation: SurveyInvitation) -> str:
    """Return the full address at which this person answers, in the language of her sign-up."""
    with override(invitation.registration.language):
        path = reverse("events:survey", args=[invitation.pk, survey_key_of(invitation)])
    return f"{settings.KUZNIA_BASE_URL}{path}"


def calendar_key_of(link: CalendarLink) -> str:
    """Return the secret part of the address of this person's calendar."""
    return _key("kuznia.events.calendar_link", f"{link.pk}:{link.person_id}:{link.turn}")


def fits_calendar(link: CalendarLink, key: str) -> bool:
    """True when `key` is the secret part of the address of this person's calendar."""
    return constant_time_compare(calendar_key_of(link), key)


def delegation_key_of(delegation: Delegation) -> str:
    """Return the secret part of the link to this delegation."""
    value = f"{delegation.pk}:{delegation.code}:{delegation.contact_id}"
    return salted_hmac("kuznia.events.delegation", value, algorithm="sha256").hexdigest()[:KEY_LENGTH]


def fits_delegation(delegation: Delegation, key: str) -> bool:
    """True when `key` is the secret part of the link to this delegation."""
    return constant_time_compare(delegation_key_of(delegation), key)


def delegation_url(delegation: Delegation) -> str:
    """Return the full address of the delegation's own page, in the language of its contact."""
    with override(delegation.language):
        path = reverse("events:delegation", args=[delegation.code, delegation_key_of(delegation)])
    return f"{settings.KUZNIA_BASE_URL}{path}"


def certificates_url(delegation: Delegation) -> str:
    """Return the full address of the page with the delegation's certificates, in the language of its contact."""
    with override(delegation.language):
        path = reverse(
            "events:delegation-certificates", args=[delegation.code, delegation_key_of(delegation)]
        )
    return f"{settings.KUZNIA_BASE_URL}{path}"


def event_url(event: Event, language: str) -> str:
    """Return the full address of the event's public page."""
    with override(language):
        return f"{settings.KUZNIA_BASE_URL}{event.get_absolute_url()}"


def _key(salt: str, value: str) -> str:
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()[:KEY_LENGTH]


def questions_url(event: Event) -> str:
    """Return the full address at which the hall asks, in the language of the reader."""
    return f"{settings.KUZNIA_BASE_URL}{reverse('events:hall', args=[event.slug])}"
