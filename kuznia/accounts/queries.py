"""Reads notices, consents, and what the house keeps of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from string import Template
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from kuznia.accounts.labels import kept_in_words, section_label
from kuznia.accounts.models import Consent, PrivacyNotice
from kuznia.accounts.states import NoticePurpose, NoticeStanding
from kuznia.audit.queries import HistoryLine, latest_act_on
from kuznia.lib import clock
from kuznia.lib.policy import Actor, person_id_of
from kuznia.lib.ports import county, personal_data
from kuznia.lib.prepared import WORD, Prepared
from kuznia.people.models import Person

MISSING = "—"
# What stands in a text for the county's present contact.
PLACES = ("county", "address", "email", "phone", "officer")


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


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """One version of a notice: how it stands now, and the act that published it (none where Kuźnia brought it)."""

    notice: PrivacyNotice
    standing: NoticeStanding
    published: HistoryLine | None

    @property
    def is_in_force(self) -> bool:
        """Whether forms show this version now."""
        return self.standing == NoticeStanding.IN_FORCE


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice with its versions, the newest first."""

    purpose: str
    versions: tuple[NoticeVersion, ...]

    @property
    def label(self) -> str:
        """What the notice is about; a kind that only its code names is called by its title."""
        return purpose_label(self.versions[0].notice)


def purpose_label(notice: PrivacyNotice) -> str:
    """Return what the notice is about, in words."""
    known = dict(NoticePurpose.choices)
    return str(known.get(notice.purpose, notice.title))


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


def latest_notice(purpose: str) -> PrivacyNotice | None:
    """Return the version of the notice that came out last, valid already or not, or nothing."""
    return PrivacyNotice.objects.filter(purpose=purpose).order_by("-version").first()


def versions_of(purpose: str) -> list[NoticeVersion]:
    """Return every version of the notice, the newest first."""
    return _told(list(PrivacyNotice.objects.filter(purpose=purpose)))


def kinds_of_notices() -> list[NoticeKind]:
    """Return every kind of notice with its versions, the newest first, in a number of queries that does not grow."""
    told = groupby(_told(list(PrivacyNotice.objects.all())), key=lambda version: version.notice.purpose)
    return [NoticeKind(purpose, tuple(versions)) for purpose, versions in told]


def _told(notices: list[PrivacyNotice]) -> list[NoticeVersion]:
    """Return notices read purpose by purpose, the newest first, with how each stands now and who published it."""
    now, acts = clock.now(), latest_act_on(PrivacyNotice, [notice.pk for notice in notices])
    in_force: dict[str, int] = {}
    for notice in notices:
        if notice.valid_from <= now:
            in_force.setdefault(notice.purpose, notice.version)
    return [
        NoticeVersion(notice, _standing(notice, in_force.get(notice.purpose, 1)), acts.get(notice.pk))
        for notice in notices
    ]


def _standing(notice: PrivacyNotice, in_force: int) -> NoticeStanding:
    if notice.version == in_force:
        return NoticeStanding.IN_FORCE
    return NoticeStanding.REPLACED if notice.version < in_force else NoticeStanding.COMING


def current_notices() -> list[PrivacyNotice]:
    """Return the notice that is valid now for each purpose, in the order of purposes."""
    valid = PrivacyNotice.objects.filter(valid_from__lte=clock.now())
    return list(valid.order_by("purpose", "-version").distinct("purpose"))


def blocks_of(notice: PrivacyNotice) -> list[Block]:
    """Return the text of the notice in the language of the page, with the county's contact in its places."""
    return blocks_in(notice.body)


def blocks_in(body: str) -> list[Block]:
    """Return the text of a notice as blocks, with the county's contact in its places."""
    info = county()
    contact = {
        "county": info.name,
        "address": ", ".join(line.strip() for line in info.address.splitlines() if line.strip()) or MISSING,
        "email": info.email or MISSING,
        "phone": info.phone or MISSING,
        "officer": info.data_protection_officer or info.email or MISSING,
    }
    text = Template(body).safe_substitute(contact)
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
