"""Reads notices, consents, and what the house keeps of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from string import Template
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from kuznia.accounts.labels import kept_in_words, section_label
from kuznia.accounts.models import Consent, PrivacyNotice
from kuznia.lib import clock
from kuznia.lib.policy import Actor, person_id_of
from kuznia.lib.ports import county, personal_data
from kuznia.lib.prepared import WORD, Prepared
from kuznia.people.models import Person

MISSING = "—"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a notice, ready to print: a heading, a paragraph or a list."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What one app keeps of a person, as rows of named values."""

    name: str
    rows: tuple[dict[str, Any], ...]

    @property
    def label(self) -> str:
        """The heading of the section on the page."""
        return section_label(self.name)

    @property
    def shown_rows(self) -> list[list[tuple[str, str]]]:
        """The rows in words, for the page."""
        return [[kept_in_words(key, value) for key, value in row.items()] for row in self.rows]


def current_notice(purpose: str, at: datetime | None = None) -> PrivacyNotice:
    """Return the newest notice of the purpose that was valid at the instant (now, if none is given).

    Before the first version became valid the first one is returned: a form is never shown without a notice.
    """
    at = at or clock.now()
    notices = _NOTICES.rows(purpose)
    valid = [notice for notice in notices if notice.valid_from <= at]
    if not notices:
        raise PrivacyNotice.DoesNotExist
    return valid[-1] if valid else notices[0]


_NOTICES = Prepared(lambda purpose: PrivacyNotice.objects.filter(purpose=purpose).order_by("version"), WORD)


def notice_version(purpose: str, version: int) -> PrivacyNotice:
    """Return that version of the notice, or raise DoesNotExist."""
    return PrivacyNotice.objects.get(purpose=purpose, version=version)


def current_notices() -> list[PrivacyNotice]:
    """Return the notice that is valid now for each purpose, in the order of purposes."""
    valid = PrivacyNotice.objects.filter(valid_from__lte=clock.now())
    return list(valid.order_by("purpose", "-version").distinct("purpose"))


def blocks_of(notice: PrivacyNotice) -> list[Block]:
    """Return the text of the notice in the language of the page, with the county's contact in its places."""
    info = county()
    contact = {
        "county": info.name,
        "address": ", ".join(line.strip() for line in info.address.splitlines() if line.strip()) or MISSING,
        "email": info.email or MISSING,
        "phone": info.phone or MISSING,
        "officer": info.data_protection_officer or info.email or MISSING,
    }
    text = Template(notice.body).safe_substitute(contact)
    return [_block(part.strip()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _block(part: str) -> Block:
    lines = tuple(line.strip() for line in part.splitlines())
    if part.startswith("## "):
        return Block("heading", (" ".join(lines)[3:],))
    if all(line.startswith("- ") for line in lines):
        return Block("list", tuple(line[2:] for line in lines))
    return Block("paragraph", (" ".join(lines),))


def consents_visible_to(actor: Actor) -> QuerySet[Consent]:
    """Return the consents of the person who acts; nobody sees another's here."""
    person_id = person_id_of(actor)
    return (
        Consent.objects.filter(person_id=person_id).select_related("notice")
        if person_id
        else Consent.objects.none()
    )


def holds_consent(person: Person, purpose: str) -> bool:
    """True while the person's consent for the purpose holds."""
    return Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).exists()


def kept_data(person_id: int) -> list[Section]:
    """Return what every app keeps of the person, app by app; apps that keep nothing are left out."""
    sections = [Section(answer.section, tuple(answer.export(person_id))) for answer in personal_data]
    # The account itself first, then the apps from the bottom of the house to its top.
    return sorted(
        (section for section in sections if section.rows), key=lambda section: section.name != "account"
    )


def has_second_factor(person_id: int) -> bool:
    """True while an application that gives codes is set up for the person."""
    return bool(Authenticator.objects.filter(user_id=person_id, type=Authenticator.Type.TOTP).exists())


def account_rows(person_id: int) -> list[dict[str, Any]]:
    """Return the person's account as one row of named values."""
    person = Person.objects.get(pk=person_id)
    return [
        {
            "name": person.name,
            "email": person.email or "",
            "phone": person.phone,
            "language": person.language,
            "joined_at": person.joined_at.isoformat(),
            "last_login": person.last_login.isoformat() if person.last_login else None,
            "second_factor": has_second_factor(person_id),
        }
    ]


def consent_rows(person_id: int) -> list[dict[str, Any]]:
    """Return the person's consents as rows of named values."""
    consents = Consent.objects.filter(person_id=person_id).select_related("notice")
    return [
        {
            "consent": consent.notice.title,
            "version": consent.notice.version,
            "given_at": consent.given_at.isoformat(),
            "withdrawn_at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
        }
        for consent in consents
    ]
