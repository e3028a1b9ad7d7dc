"""The words that a cell may use for a gmina, a sphere, a kind or a legal form, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

from kuznia.directory.models import Municipality, Sphere
from kuznia.directory.states import LegalForm, MunicipalityKind, OrganisationKind, RepresentationRule
from kuznia.lib.errors import Refused
from kuznia.lib.text import fold

LANGUAGES = ("pl", "en")
CHOICES: dict[str, type[Choices]] = {
    "kind": OrganisationKind,
    "legal_form": LegalForm,
    "representation_rule": RepresentationRule,
}
TERYT6 = 6
# How people shorten what the closed lists spell out, folded.
SHORTER = {
    "kind": {
        "ngo": "ngo",
        "organizacja pozarzadowa": "ngo",
        "organizacja": "ngo",
        "grupa": "informal_group",
        "instytucja kultury": "institution",
        "firma": "company",
        "przedsiebiorstwo": "company",
    },
    "legal_form": {
        "stowarzyszenie rejestrowe": "association",
        "klub sportowy": "sports_club",
        "uks": "sports_club",
        "uczniowski klub sportowy": "sports_club",
        "osp": "fire_brigade",
        "ochotnicza straz pozarna": "fire_brigade",
        "kgw": "rural_women_circle",
        "kolo gospodyn wiejskich": "rural_women_circle",
        "koscielna jednostka organizacyjna": "church_body",
        "spolka non profit": "non_profit_company",
    },
    "representation_rule": {"jednoosobowa": "one", "dwuosobowa": "two_together", "laczna": "two_together"},
}
_OFFICE_WORDS = re.compile(r"^(?:gmina i miasto|miasto i gmina|gmina|miasto|gm\.?|m\.)\s+")
_CODE = re.compile(r"^(?:pkt\.?|p\.)?\s*(\d{1,2}[a-z]{0,2})(?:[).:\s–-].*)?$")
_BETWEEN = re.compile(r"[;|\n/]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words mean in this county."""

    by_gmina: dict[str, str]
    by_sphere: dict[str, str]
    choices: dict[str, dict[str, str]]

    def meant(self, field: str, text: str, notes: list[str]) -> str | tuple[str, ...]:
        """Return what the words mean in this field."""
        if field == "municipality":
            return self.gmina(text)
        if field == "works_in":
            return self.gminas(text, notes)
        if field == "spheres":
            return self.spheres_of(text, notes)
        return self.choice(field, text, notes)

    def gmina(self, text: str) -> str:
        """Return the TERYT code of the gmina, or refuse one that is not in the county."""
        code = self._gmina(text)
        if not code:
            raise Refused(_("There is no gmina “%(name)s” in this county.") % {"name": text[:60]})
        return code

    def gminas(self, text: str, notes: list[str]) -> tuple[str, ...]:
        """Return the gminas of a list; unknown ones are left out and noted."""
        return tuple(sorted(_listed(text, self._gmina, notes)))

    def spheres_of(self, text: str, notes: list[str]) -> tuple[str, ...]:
        """Return the codes of the spheres of a list; unknown ones are left out and noted."""
        return tuple(sorted(_listed(text, self._sphere, notes), key=_in_order_of_the_act))

    def choice(self, field: str, text: str, notes: list[str]) -> str:
        """Return the value of the closed list; an unknown word is left out and noted."""
        found = self.choices[field].get(fold(text).strip(" ."), "")
        if not found:
            notes.append(_("Left out, because we don’t know it: %(text)s.") % {"text": text[:60]})
        return found

    def _gmina(self, text: str) -> str:
        digits = text.strip()
        if digits.isdigit():
            return self.by_gmina.get(digits[:TERYT6], "")
        word = fold(text).strip(" .,")
        return self.by_gmina.get(word) or self.by_gmina.get(_OFFICE_WORDS.sub("", word), "")

    def _sphere(self, text: str) -> str:
        word = fold(text).strip(" .,;")
        found = self.by_sphere.get(word)
        coded = None if found else _CODE.match(word)
        if found or coded:
            return found or self.by_sphere.get(coded[1] if coded else "", "")
        # “Kultura” is enough where only one sphere begins so.
        begun = {code for known, code in self.by_sphere.items() if known.startswith((f"{word} ", f"{word},"))}
        return begun.pop() if word and len(begun) == 1 else ""


def vocabulary_of_county() -> Vocabulary:
    """Return the words of this county: its gminas, the spheres of the act and the closed lists."""
    return Vocabulary(
        by_gmina=_gmina_words(Municipality.objects.all()),
        by_sphere=_sphere_words(Sphere.objects.all()),
        choices={field: _choice_words(field, choices) for field, choices in CHOICES.items()},
    )


def _gmina_words(gminas: Iterable[Municipality]) -> dict[str, str]:
    words: dict[str, str] = {}
    for gmina in gminas:
        name = fold(gmina.name)
        words[name] = words[gmina.teryt6] = gmina.teryt6
        bare = name.removesuffix(" (miasto)").removesuffix(" (gmina)")
        if bare != name:
            # A town and the villages round it share the name: only the word before it tells them apart.
            is_town = gmina.kind == MunicipalityKind.URBAN
            for word in ("miasto", "m.") if is_town else ("gmina", "gm."):
                words[f"{word} {bare}"] = gmina.teryt6
    return words


def _sphere_words(spheres: Iterable[Sphere]) -> dict[str, str]:
    words: dict[str, str] = {}
    for sphere in spheres:
        for word in (sphere.code, sphere.name_pl, sphere.name_en, sphere.tag_pl):
            words.setdefault(fold(word), sphere.code)
    return words


def _choice_words(field: str, choices: type[Choices]) -> dict[str, str]:
    words = dict(SHORTER[field])
    for language in LANGUAGES:
        with translation.override(language):
            words |= {fold(str(label)): value for value, label in choices.choices}
    return words | {str(value): str(value) for value in choices.values}


def _listed(text: str, find: Callable[[str], str], notes: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for part in _BETWEEN.split(text):
        # A name may hold commas itself, so the whole part is tried first.
        pieces = [part] if find(part) else part.split(",")
        for piece in filter(str.strip, pieces):
            code = find(piece)
            if code:
                found.append(code)
            else:
                notes.append(
                    _("Left out, because we don’t know it: %(text)s.") % {"text": piece.strip()[:60]}
                )
    return tuple(dict.fromkeys(found))


def _in_order_of_the_act(code: str) -> tuple[int, str]:
    """Return where a sphere stands: 1, 1a, 1aa, 2."""
    digits = code.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits), code[len(digits) :]
