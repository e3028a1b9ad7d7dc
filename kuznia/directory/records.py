"""Two records side by side: where they differ, which values stay, and how the old ones come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kuznia.directory.models import Municipality, Organisation, Sphere
from kuznia.directory.services.organisations import LABELS, SPHERES, WORKS_IN, OrganisationRecord
from kuznia.lib.identifiers import format_account

NOTHING = "–"
NAMES = tuple(field.name for field in fields(OrganisationRecord))


class Side(TextChoices):
    """Whose value a field of the joined record has."""

    KEPT = "kept", "kept"
    GONE = "gone", "gone"
    BOTH = "both", "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two records differ, with both values as people read them, and which one is proposed."""

    field: str
    label: str
    kept: str
    gone: str
    proposed: Side
    is_list: bool


def differences(kept: OrganisationRecord, gone: OrganisationRecord) -> list[Difference]:
    """Return the fields in which the records differ, in their order; an empty value yields to a full one."""
    return [
        Difference(
            field=name,
            label=_label(name),
            kept=_spoken(name, getattr(kept, name)),
            gone=_spoken(name, getattr(gone, name)),
            proposed=_proposed(getattr(kept, name), getattr(gone, name)),
            is_list=isinstance(getattr(kept, name), tuple),
        )
        for name in NAMES
        if _plain(getattr(kept, name)) != _plain(getattr(gone, name))
    ]


def chosen_record(
    kept: OrganisationRecord, gone: OrganisationRecord, choices: Mapping[str, Side]
) -> OrganisationRecord:
    """Return the record of which each field has the value of the chosen side; without a choice the kept one's."""
    values = {name: _chosen(getattr(kept, name), getattr(gone, name), side) for name, side in choices.items()}
    return replace(kept, **values)


def plain_values(before: OrganisationRecord, after: OrganisationRecord) -> dict[str, list[Any]]:
    """Return the fields that changed, each with its value before and after, as JSON keeps them."""
    pairs = {name: [_plain(getattr(before, name)), _plain(getattr(after, name))] for name in NAMES}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def restored_record(now: OrganisationRecord, values: Mapping[str, list[Any]]) -> OrganisationRecord:
    """Return the record with the old values of the fields that nobody has changed since."""
    old = {
        name: _from_plain(name, before)
        for name, (before, after) in values.items()
        if _plain(getattr(now, name)) == after
    }
    return replace(now, **old)


def _chosen(kept: Any, gone: Any, side: Side) -> Any:
    if side == Side.BOTH and isinstance(kept, tuple):
        return tuple(dict.fromkeys([*kept, *gone]))
    return gone if side == Side.GONE else kept


def _proposed(kept: Any, gone: Any) -> Side:
    if isinstance(kept, tuple):
        return Side.BOTH
    return Side.KEPT if kept or not gone else Side.GONE


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return sorted(value)
    return value.pk if isinstance(value, Model) else value


def _from_plain(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if name == "municipality":
        return Municipality.objects.filter(pk=value).first()
    return Organisation._meta.get_field(name).to_python(value)  # type: ignore[union-attr]


def _label(name: str) -> str:
    label = _(LABELS.get(name) or {"spheres": SPHERES, "works_in": WORKS_IN}.get(name, name))
    return label[:1].upper() + label[1:]


def _spoken(name: str, value: Any) -> str:
    if name == "spheres":
        return ", ".join(sphere.tag for sphere in Sphere.objects.filter(code__in=value)) or NOTHING
    if name == "works_in":
        return ", ".join(gmina.name for gmina in Municipality.objects.filter(teryt6__in=value)) or NOTHING
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if name == "account" and value:
        return format_account(value)
    choices = dict(Organisation._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value) or NOTHING) if value else NOTHING
