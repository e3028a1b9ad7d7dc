"""The smallest valid people, notices and consents, and the way somebody signs in."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from kuznia.accounts.models import Consent, PrivacyNotice
from kuznia.accounts.queries import current_notice
from kuznia.accounts.services import give_consent
from kuznia.lib.policy import AsSelf, Visitor
from kuznia.notify.models import Message
from kuznia.people.models import Person
from kuznia.people.services import person_with_email

ADDRESS = "ewa@przyklad.pl"
PASSWORD = "trzy kowadła i miech"


def make_person(email: str = ADDRESS, name: str = "Ewa Iskra") -> Person:
    return person_with_email(email=email, name=name, language="pl", actor=Visitor())


def as_self(person: Person) -> AsSelf:
    return AsSelf(person_id=person.pk, name=person.name)


def make_consent(person: Person, notice: PrivacyNotice | None = None) -> Consent:
    return give_consent(person=person, notice=notice or photo_notice(), actor=as_self(person))


def photo_notice() -> PrivacyNotice:
    return current_notice("events.photos")


def last_version(purpose: str) -> int:
    return PrivacyNotice.objects.filter(purpose=purpose).latest("version").version


def letters() -> list[Message]:
    return list(Message.objects.order_by("id"))


def last_code():
    """Return the code from the newest letter."""
    facts = Message.objects.latest("id").letter["facts"]
    return next(value for _label, value in facts if re.fullmatch(r"\d{4}-\d{4}", value))


def sign_in(client: Client, email: str = ADDRESS):
    """Sign in as a person does: address, letter, code."""
    client.post(reverse("account_login"), {"login": email})
    return client.post(reverse("account_confirm_login_code"), {"code": last_code()})


def enrol(person: Person):
    """Give the person a second factor and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def factor_code(secret: str):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
