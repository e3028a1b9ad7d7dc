"""Words for what the apps keep of a person: exports carry short English keys, the page shows these."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kuznia.ui import dates

EMPTY = "–"
SECTIONS = {
    "account": gettext_lazy("Account"),
    "directory": gettext_lazy("Roles in organisations and offices"),
    "claims": gettext_lazy("Claims to organisations and invitations"),
    "events": gettext_lazy("Events"),
    "patronage": gettext_lazy("Requests for patronage"),
    "proposals": gettext_lazy("Proposed events that name you as the contact"),
    "inquiries": gettext_lazy("Questions to the office"),
    "messages": gettext_lazy("E-mails"),
    "newsroom": gettext_lazy("News"),
    "good_practices": gettext_lazy("Good practices"),
    "files": gettext_lazy("Files"),
    "certificates": gettext_lazy("Certificates"),
    "work": gettext_lazy("Long tasks"),
}
KEYS = {
    "name": gettext_lazy("first and last name"),
    "email": gettext_lazy("e-mail address"),
    "phone": gettext_lazy("phone"),
    "language": gettext_lazy("language of letters"),
    "joined_at": gettext_lazy("kept since"),
    "last_login": gettext_lazy("last sign-in"),
    "second_factor": gettext_lazy("second factor"),
    "consent": gettext_lazy("consent"),
    "version": gettext_lazy("version of the text"),
    "given_at": gettext_lazy("given"),
    "withdrawn_at": gettext_lazy("withdrawn"),
    "office": gettext_lazy("office"),
    "role": gettext_lazy("role"),
    "organisation": gettext_lazy("organisation"),
    "organisation_name": gettext_lazy("organisation"),
    "may_sign": gettext_lazy("may sign"),
    "may_edit": gettext_lazy("may edit"),
    "may_report": gettext_lazy("may report"),
    "function": gettext_lazy("function"),
    "mandate_until": gettext_lazy("mandate until"),
    "claim_state": gettext_lazy("state"),
    "made_at": gettext_lazy("sent"),
    "since": gettext_lazy("since"),
    "until": gettext_lazy("until"),
    "event": gettext_lazy("event"),
    "starts_at": gettext_lazy("begins"),
    "code": gettext_lazy("number of the sign-up"),
    "patronage_code": gettext_lazy("code of the request"),
    "inquiry_code": gettext_lazy("number of the question"),
    "topic": gettext_lazy("topic"),
    "question": gettext_lazy("question"),
    "replies": gettext_lazy("what was written under it"),
    "reply": gettext_lazy("text"),
    "inquiry_state": gettext_lazy("state"),
    "state": gettext_lazy("state"),
    "coming_for": gettext_lazy("comes for"),
    "allows_photos": gettext_lazy("agrees to photos"),
    "privacy_notice_version": gettext_lazy("version of the privacy notice"),
    "arrived_at": gettext_lazy("signed up"),
    "needs": gettext_lazy("needs"),
    "to": gettext_lazy("sent to"),
    "queued_at": gettext_lazy("written"),
    "sent_at": gettext_lazy("sent"),
    "letter": gettext_lazy("letter"),
    "title": gettext_lazy("title"),
    "contact_name": gettext_lazy("person named as contact"),
    "contact_email": gettext_lazy("e-mail of the contact"),
    "contact_phone": gettext_lazy("phone of the contact"),
    "contact_agreed_at": gettext_lazy("agreement to be named"),
    "proposed_at": gettext_lazy("proposed"),
    "practice_state": gettext_lazy("state"),
    "proposal_state": gettext_lazy("state"),
    "patronage_state": gettext_lazy("state"),
    "source": gettext_lazy("how the sign-up came"),
    "delegation": gettext_lazy("code of the delegation"),
    "people": gettext_lazy("people on the list"),
    "waits_for": gettext_lazy("waits for a seat in"),
    "answers": gettext_lazy("answers to the organiser’s questions"),
    "answer": gettext_lazy("answer"),
    "survey": gettext_lazy("answers to the survey"),
    "came": gettext_lazy("came"),
    "questions": gettext_lazy("questions asked in the hall"),
    "wheelchair": gettext_lazy("uses a wheelchair"),
    "interpreter": gettext_lazy("needs a sign-language interpreter"),
    "diet": gettext_lazy("diet"),
    "certificate_number": gettext_lazy("number of the certificate"),
    "certificate_code": gettext_lazy("code of the certificate"),
    "hours": gettext_lazy("number of hours"),
    "sessions": gettext_lazy("attended"),
    "issued_at": gettext_lazy("issued"),
    "revoked_at": gettext_lazy("revoked"),
    "stands_in_as": gettext_lazy("stands in as"),
    "file_name": gettext_lazy("name of the file"),
    "file_title": gettext_lazy("title"),
    "size": gettext_lazy("size"),
    "uploaded_at": gettext_lazy("sent"),
    "work": gettext_lazy("task"),
    "work_state": gettext_lazy("state"),
    "started_at": gettext_lazy("started"),
}
_ROLES = {
    "officer": gettext_lazy("officer"),
    "editor": gettext_lazy("editor"),
    "administrator": gettext_lazy("administrator"),
}
# Values that the copy gives as codes.
VALUES = {
    "language": {"pl": gettext_lazy("Polish"), "en": gettext_lazy("English")},
    "role": _ROLES,
    "stands_in_as": _ROLES,
    "source": {
        "web": gettext_lazy("on the site"),
        "delegation": gettext_lazy("in a delegation"),
        "phone": gettext_lazy("by phone"),
        "paper": gettext_lazy("on paper"),
        "door": gettext_lazy("at the door"),
    },
    "state": {
        "pending": gettext_lazy("waits for the organiser’s yes"),
        "waiting": gettext_lazy("on the waiting list"),
        "held": gettext_lazy("waits for confirmation"),
        "confirmed": gettext_lazy("seat confirmed"),
        "cancelled": gettext_lazy("cancelled"),
        "expired": gettext_lazy("not confirmed in time"),
        "refused": gettext_lazy("refused by the organiser"),
        "covered": gettext_lazy("has a sign-up of their own"),
        "covered_waiting": gettext_lazy("on the waiting list, has a sign-up of their own"),
    },
    "patronage_state": {
        "submitted": gettext_lazy("waits for the office"),
        "granted": pgettext_lazy("patronage", "granted"),
        "refused": pgettext_lazy("patronage", "refused"),
        "withdrawn": pgettext_lazy("patronage", "withdrawn"),
    },
    "work_state": {
        "waiting": pgettext_lazy("work", "waiting"),
        "running": pgettext_lazy("work", "under way"),
        "done": pgettext_lazy("work", "done"),
        "failed": pgettext_lazy("work", "not done"),
    },
    "practice_state": {
        "proposed": pgettext_lazy("practice", "waits for an editor"),
        "returned": pgettext_lazy("practice", "to be corrected"),
        "published": pgettext_lazy("practice", "published"),
        "refused": pgettext_lazy("practice", "refused"),
        "withdrawn": pgettext_lazy("practice", "withdrawn by the organisation"),
        "taken_down": pgettext_lazy("practice", "taken down"),
    },
    "proposal_state": {
        "draft": gettext_lazy("being written"),
        "submitted": gettext_lazy("waits for the office"),
        "returned": gettext_lazy("to be corrected"),
        "accepted": gettext_lazy("announced"),
        "refused": gettext_lazy("refused"),
        "withdrawn": gettext_lazy("withdrawn"),
    },
    "claim_state": {
        "waiting": gettext_lazy("waits"),
        "accepted": gettext_lazy("confirmed"),
        "refused": gettext_lazy("refused"),
        "withdrawn": gettext_lazy("withdrawn"),
    },
    "inquiry_state": {
        "new": gettext_lazy("waits"),
        "taken": gettext_lazy("somebody is working on it"),
        "answered": gettext_lazy("answered"),
        "closed": gettext_lazy("closed"),
    },
    "coming_for": {
        "organisation": gettext_lazy("a non-governmental organisation"),
        "informal_group": gettext_lazy("an informal group"),
        "office": gettext_lazy("a gmina or county office"),
        "institution": gettext_lazy("an institution"),
        "company": gettext_lazy("a company"),
        "oneself": gettext_lazy("myself"),
    },
}


def section_label(section: str) -> str:
    """Return the heading of what one app keeps."""
    return str(SECTIONS.get(section, section))


def key_label(key: str) -> str:
    """Return the words for one key; a key without words is shown as it is."""
    return str(KEYS.get(key, key.replace("_", " ")))


def kept_in_words(key: str, value: Any) -> tuple[str, str]:
    """Return the words for one key and for what is kept under it."""
    if key == "size":
        return key_label(key), filesizeformat(value)
    words = VALUES.get(key, {}).get(value) if isinstance(value, str) else None
    return key_label(key), str(words) if words else value_in_words(value)


def value_in_words(value: Any) -> str:
    """Return one kept value as a reader sees it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        # Of a letter the subject tells enough here; the copy has all of it.
        subject = value.get("subject")
        named = [": ".join(kept_in_words(key, part)) for key, part in value.items()]
        return str(subject) if subject else ", ".join(named) or EMPTY
    if isinstance(value, list | tuple):
        return ", ".join(value_in_words(part) for part in value) or EMPTY
    return _moment(str(value)) if value not in (None, "") else EMPTY


def _moment(text: str) -> str:
    try:
        instant = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        instant = None
    return text if instant is None or instant.tzinfo is None else dates.dated_moment(instant)
