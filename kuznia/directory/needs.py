"""What people come with, in their own words, and the spheres whose organisations may help them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Need:
    """An everyday need: its key in addresses, its words, and the codes of the spheres."""

    key: str
    words: str | Promise
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """Needs that are shown together."""

    name: str | Promise
    needs: tuple[Need, ...]


NEED_GROUPS = (
    NeedGroup(
        _("Health and care"),
        (
            Need("opieka-nad-starsza-osoba", _("care of an older person"), ("10", "1", "6")),
            Need("niepelnosprawnosc", _("life with a disability"), ("7",)),
            Need("choroba", _("illness and recovery"), ("6",)),
            Need("uzaleznienie", _("addiction, mine or of somebody near"), ("32",)),
            Need("kryzys", _("a hard time, mourning, loneliness"), ("1", "6", "3")),
        ),
    ),
    NeedGroup(
        _("A hard situation"),
        (
            Need("bieda", _("food, clothes, money for a while"), ("3", "1")),
            Need("bezdomnosc", _("homelessness, no place to live"), ("1", "1aa", "3")),
            Need("przemoc", _("violence at home"), ("1", "32", "31", "9")),
            Need("porada-prawna", _("free legal advice"), ("1b", "22a")),
            Need("dlugi", _("debts, a quarrel with a shop or a bank"), ("25", "22a", "1b")),
            Need("praca", _("looking for work"), ("8", "2", "34")),
            Need("pozar-i-powodz", _("fire, flood, storm"), ("24", "23")),
            Need("z-zagranicy", _("I have come from another country"), ("5a", "5")),
        ),
    ),
    NeedGroup(
        _("Children and family"),
        (
            Need("zajecia-dla-dzieci", _("activities for children"), ("15", "14", "17")),
            Need("lekcje", _("help with school"), ("14", "15")),
            Need("rodzina", _("support for parents"), ("31", "1a")),
            Need("piecza-zastepcza", _("foster care and adoption"), ("1a",)),
            Need("wakacje", _("holidays and camps"), ("15", "19")),
        ),
    ),
    NeedGroup(
        _("Free time"),
        (
            Need("zajecia-dla-seniorow", _("activities for older people"), ("10", "16", "14")),
            Need("sport", _("sport and movement"), ("17",)),
            Need("kultura", _("music, theatre, painting"), ("16",)),
            Need("historia", _("local history and traditions"), ("4", "16")),
            Need("wycieczki", _("trips and walks"), ("19",)),
            Need("nauka", _("learning something new as an adult"), ("14", "12", "8")),
        ),
    ),
    NeedGroup(
        _("The place where I live"),
        (
            Need("zwierzeta", _("an animal in need"), ("18",)),
            Need("zielen", _("trees, greenery, clean air"), ("18", "32a")),
            Need("sasiedzi", _("something to do with neighbours"), ("13",)),
            Need("bezpieczenstwo", _("safety and first aid"), ("23", "20")),
            Need("wolontariat", _("I want to help"), ("27", "3")),
            Need("wlasna-organizacja", _("starting an organisation"), ("33", "13")),
        ),
    ),
)
_BY_KEY = {need.key: need for group in NEED_GROUPS for need in group.needs}


def need_of(key: str) -> Need | None:
    """Return the need of this key."""
    return _BY_KEY.get(key)
