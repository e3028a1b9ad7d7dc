"""Names as people copy them from sentences and lists: in another case, with the address behind, with odd quotes."""

from __future__ import annotations

import re

from kuznia.directory.states import LegalForm, OrganisationKind
from kuznia.lib.text import fold

# The words a name begins with, in the nominative, then in every other case in which a sentence may have them.
DECLENSIONS = tuple(
    tuple(forms.split("|"))
    for forms in (
        "ochotnicza straż pożarna|ochotniczej straży pożarnej|ochotniczą straż pożarną|ochotniczą strażą pożarną",
        (
            "uczniowski klub sportowy|uczniowskiego klubu sportowego|uczniowskiemu klubowi sportowemu"
            "|uczniowskim klubem sportowym|uczniowskim klubie sportowym"
        ),
        (
            "ludowy klub sportowy|ludowego klubu sportowego|ludowemu klubowi sportowemu|ludowym klubem sportowym"
            "|ludowym klubie sportowym"
        ),
        (
            "miejski klub sportowy|miejskiego klubu sportowego|miejskiemu klubowi sportowemu|miejskim klubem sportowym"
            "|miejskim klubie sportowym"
        ),
        (
            "parafialny klub sportowy|parafialnego klubu sportowego|parafialnym klubem sportowym"
            "|parafialnym klubie sportowym"
        ),
        "gminny klub sportowy|gminnego klubu sportowego|gminnym klubem sportowym|gminnym klubie sportowym",
        "klub sportowy|klubu sportowego|klubowi sportowemu|klubem sportowym|klubie sportowym",
        (
            "stowarzyszenie zwykłe|stowarzyszenia zwykłego|stowarzyszeniu zwykłemu|stowarzyszeniem zwykłym"
            "|stowarzyszeniu zwykłym"
        ),
        "spółdzielnia socjalna|spółdzielni socjalnej|spółdzielnię socjalną|spółdzielnią socjalną",
        "polski związek|polskiego związku|polskiemu związkowi|polskim związkiem|polskim związku",
        "polskie towarzystwo|polskiego towarzystwa|polskiemu towarzystwu|polskim towarzystwem|polskim towarzystwie",
        (
            "polskie stowarzyszenie|polskiego stowarzyszenia|polskiemu stowarzyszeniu|polskim stowarzyszeniem"
            "|polskim stowarzyszeniu"
        ),
        (
            "uniwersytet trzeciego wieku|uniwersytetu trzeciego wieku|uniwersytetowi trzeciego wieku"
            "|uniwersytetem trzeciego wieku|uniwersytecie trzeciego wieku"
        ),
        "grupa nieformalna|grupy nieformalnej|grupie nieformalnej|grupę nieformalną|grupą nieformalną",
        "fundacja|fundacji|fundację|fundacją|fundacjo",
        "stowarzyszenie|stowarzyszenia|stowarzyszeniu|stowarzyszeniem",
        "towarzystwo|towarzystwa|towarzystwu|towarzystwem|towarzystwie",
        "koło|koła|kołu|kołem|kole",
        "klub|klubu|klubowi|klubem|klubie",
        "związek|związku|związkowi|związkiem",
        "federacja|federacji|federację|federacją",
        "zrzeszenie|zrzeszenia|zrzeszeniu|zrzeszeniem",
        "spółdzielnia|spółdzielni|spółdzielnię|spółdzielnią",
        "organizacja|organizacji|organizację|organizacją",
        "hufiec|hufca|hufcowi|hufcem|hufcu",
        "chorągiew|chorągwi|chorągwią",
        "zespół|zespołu|zespołowi|zespołem|zespole",
        "chór|chóru|chórowi|chórem|chórze",
        "grupa|grupy|grupie|grupę|grupą",
        "parafia|parafii|parafię|parafią",
        "biblioteka|biblioteki|bibliotece|bibliotekę|biblioteką",
        "akademia|akademii|akademię|akademią",
        "liga|ligi|lidze|ligę|ligą",
        "rada|rady|radzie|radę|radą",
        "komitet|komitetu|komitetowi|komitetem|komitecie",
        "ognisko|ogniska|ognisku|ogniskiem",
        "orkiestra|orkiestry|orkiestrze|orkiestrę|orkiestrą",
        "instytut|instytutu|instytutowi|instytutem|instytucie",
        "ośrodek|ośrodka|ośrodkowi|ośrodkiem|ośrodku",
        "ruch|ruchu|ruchowi|ruchem",
        "uczelnia|uczelni|uczelnię|uczelnią",
    )
)
_NOMINATIVES = {fold(form): forms[0] for forms in reversed(DECLENSIONS) for form in forms}
_LONGEST_START = 3

# Which words tell the legal form; the first that fits, so the longer ones stand first.
_LEGAL_FORMS = (
    ("zwiazek stowarzyszen", LegalForm.UNION_OF_ASSOCIATIONS),
    ("stowarzyszenie zwykle", LegalForm.ORDINARY_ASSOCIATION),
    ("stowarzyszenie gmin", LegalForm.UNION_OF_MUNICIPALITIES),
    ("stowarzyszenie jednostek samorzadu", LegalForm.UNION_OF_MUNICIPALITIES),
    ("spoldzielnia socjalna", LegalForm.SOCIAL_COOPERATIVE),
    ("ochotnicza straz pozarna", LegalForm.FIRE_BRIGADE),
    ("osp", LegalForm.FIRE_BRIGADE),
    ("kolo gospodyn", LegalForm.RURAL_WOMEN_CIRCLE),
    ("kgw", LegalForm.RURAL_WOMEN_CIRCLE),
    ("fundacja", LegalForm.FOUNDATION),
    ("parafia", LegalForm.CHURCH_BODY),
    ("caritas", LegalForm.CHURCH_BODY),
    ("zgromadzenie", LegalForm.CHURCH_BODY),
    ("klub sportowy", LegalForm.SPORTS_CLUB),
    ("klub pilkarski", LegalForm.SPORTS_CLUB),
    ("uks", LegalForm.SPORTS_CLUB),
    ("lks", LegalForm.SPORTS_CLUB),
    ("gks", LegalForm.SPORTS_CLUB),
    ("mks", LegalForm.SPORTS_CLUB),
    ("ks", LegalForm.SPORTS_CLUB),
    ("non profit", LegalForm.NON_PROFIT_COMPANY),
    ("stowarzyszenie", LegalForm.ASSOCIATION),
    ("towarzystwo", LegalForm.ASSOCIATION),
    ("zwiazek", LegalForm.ASSOCIATION),
    ("federacja", LegalForm.UNION_OF_ASSOCIATIONS),
)
_GROUPS = ("grupa nieformalna", "nieformalna grupa")
_INSTITUTIONS = (
    "biblioteka",
    "dom kultury",
    "osrodek kultury",
    "centrum kultury",
    "osrodek pomocy spolecznej",
    "szkola",
    "zespol szkol",
    "przedszkole",
    "zlobek",
    "liceum",
    "technikum",
    "muzeum",
    "urzad",
    "starostwo",
    "osrodek sportu",
)
_COMPANIES = ("sp z o o", "spolka z o o", "spolka z ograniczona", "spolka akcyjna", "spolka jawna", "s a")

_STREET = r"(?:ul|al|pl|os)\.\s*\S|(?:ulica|aleja|aleje|plac|osiedle|adres)\b:?\s+\S.*\d"
_POSTCODE = re.compile(r"\b\d{2}-\d{3}\b")
_ADDRESS_AT = re.compile(
    rf"(?:\s*[,;(]\s*|\s+[–—-]\s+)(?={_STREET}|\d{{2}}-\d{{3}}\b)|\s+(?=(?:ul|al|pl)\.\s*\S|\d{{2}}-\d{{3}}\s)",
    re.IGNORECASE,
)
_SAID_ADDRESS = re.compile(r"^adres\b:?\s*", re.IGNORECASE)
_HOUSE_NUMBER = re.compile(r"\d+\s?[a-zA-Z]?(?:\s?(?:/|m\.)\s?\d+[a-zA-Z]?)?$")
_NOT_LETTERS = re.compile(r"[^0-9a-z]+")
_OPENING, _CLOSING = "„", "”"
_QUOTES = re.compile('["„“”‟«»″＂]')
# A quote at the beginning of a word opens, any other one closes.
_OPENS = re.compile(r"(?<![^\s(–—-])[\"„“”‟«»″＂](?=\S)")


def name_key(name: str) -> str:
    """Return what a name is recognised by: its letters and digits, without case, diacritics and signs."""
    return _NOT_LETTERS.sub(" ", fold(name)).strip()


def in_nominative(name: str) -> str:
    """Return the name with its first words in the nominative: “Fundacją Iskra” is “Fundacja Iskra”."""
    words = name.split(" ")
    for count in range(min(_LONGEST_START, len(words)), 0, -1):
        start = words[:count]
        nominative = _NOMINATIVES.get(fold(" ".join(start)))
        if nominative is not None:
            written = [_as_written(new, old) for new, old in zip(nominative.split(), start, strict=True)]
            first = written[0][:1].upper() + written[0][1:]
            return " ".join([first, *written[1:], *words[count:]])
    return name


def without_address(name: str) -> tuple[str, str]:
    """Return the name and the address that somebody wrote behind it, if there is one."""
    found = _ADDRESS_AT.search(name)
    if found is None or not found.start():
        return name, ""
    bare, address = name[: found.start()], name[found.end() :]
    # “Fundacja Iskra, Długa 5, 05-800 Pruszków”: the street has no sign of its own before the postcode.
    before, comma, street = bare.rpartition(",")
    if comma and before and _POSTCODE.match(address) and _HOUSE_NUMBER.search(street.strip()):
        bare, address = before, f"{street.strip()}, {address}"
    if address.endswith(")") and "(" not in address:
        address = address.removesuffix(")")
    return bare.rstrip(" ,;(–—-"), _SAID_ADDRESS.sub("", address).strip()


def with_polish_quotes(name: str) -> str:
    """Return the name with its quotes as printed in Polish; one that nobody closed is closed."""
    bare = name.replace(",,", _OPENING).replace("''", _CLOSING)
    signs = _QUOTES.findall(bare)
    if not signs:
        return name
    if _is_wrapped(bare):
        bare = bare[1:-1].strip()
    opened = _OPENS.sub(_OPENING, bare)
    quoted = _QUOTES.sub(lambda sign: sign[0] if sign[0] == _OPENING else _CLOSING, opened)
    missing = quoted.count(_OPENING) - quoted.count(_CLOSING)
    for _extra in range(-missing):
        quoted = "".join(quoted.rsplit(_CLOSING, 1))
    return re.sub(rf"\s*{_OPENING}\s*{_CLOSING}", "", quoted + _CLOSING * missing).strip()


def kind_and_form(name: str) -> tuple[str, str]:
    """Return the kind of organisation and its legal form, as far as the name tells them."""
    key = f" {name_key(name)} "
    if any(f" {each} " in key for each in _GROUPS):
        return OrganisationKind.INFORMAL_GROUP, ""
    told = [form for start, form in _LEGAL_FORMS if key.startswith(f" {start} ")]
    inside = [form for start, form in _LEGAL_FORMS if f" {start} " in key]
    if told:
        return OrganisationKind.NGO, told[0]
    if any(key.startswith(f" {each} ") or f" {each} " in key for each in _INSTITUTIONS) and not inside:
        return OrganisationKind.INSTITUTION, ""
    if any(f" {each} " in key for each in _COMPANIES) and LegalForm.NON_PROFIT_COMPANY not in inside:
        return OrganisationKind.COMPANY, ""
    return OrganisationKind.NGO, inside[0] if inside else LegalForm.OTHER


def _is_wrapped(name: str) -> bool:
    """Say whether the quotes stand round the whole name: more of them follow inside, or none do."""
    if len(name) < len(_OPENING + _CLOSING) or not (_QUOTES.match(name) and _QUOTES.match(name[-1])):
        return False
    inside = name[1:-1]
    first, opens = _QUOTES.search(inside), _OPENS.search(inside)
    return first is None or (opens is not None and opens.start() == first.start())


def _as_written(word: str, before: str) -> str:
    """Return the word with the capitals of the one that it replaces, or that one where only they differ."""
    if before.lower() == word:
        return before
    if before.isupper() and len(before) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if before[:1].isupper() else word
