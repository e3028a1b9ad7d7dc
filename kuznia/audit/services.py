"""Writes the case history; there is no way to change or remove an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from kuznia.audit.models import Audience, CaseEntry
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, LinkHolder, System, person_id_of


@transaction.atomic(savepoint=False)
def record(
    *,
    subject: models.Model,
    actor: Actor,
    sentence: str,
    params: Mapping[str, Any] | None = None,
    audience: str = Audience.OFFICE,
    reason: str = "",
) -> CaseEntry:
    """Add one entry to the history of `subject`.

    `sentence` is an untranslated message (mark it with gettext_noop) with named places; `params` fill them: plain
    texts and numbers, or references {"person": id}, {"text": message}, {"texts": [messages]}, {"counts": [[message,
    number]]}, {"date": iso day}, {"moment": iso instant}.
    """
    return CaseEntry.objects.create(
        subject_type=subject._meta.label,
        subject_id=subject.pk,
        actor_kind=type(actor).__name__,
        person_id=person_id_of(actor),
        acted_for=_acted_for(actor),
        sentence=sentence,
        params=dict(params or {}),
        audience=audience,
        reason=reason,
    )


def _acted_for(actor: Actor) -> str:
    match actor:
        case ForAuthority():
            return actor.authority_name
        case ForOrganisation():
            return actor.organisation_name
        case LinkHolder():
            return actor.opens
        case System():
            return actor.job
        case _:
            return ""
