"""Polish numerals as words: how many, and which one in turn, in the forms that sentences need."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Gender(StrEnum):
    """The gender of what is counted."""

    HE = "he"
    SHE = "she"
    IT = "it"


class Case(StrEnum):
    """The case of what is counted; the locative of numerals is their genitive."""

    PLAIN = "plain"
    OF = "of"
    TO = "to"
    WITH = "with"


class Ending(StrEnum):
    """The forms of an ordinal."""

    HE = "he"
    SHE = "she"
    IT = "it"
    OF_HIM = "of him"
    OF_HER = "of her"
    IN_HIM = "in him"
    WITH_HER = "with her"


LARGEST: Final = 10**15 - 1


def _each(words: str) -> list[str]:
    return words.split()


_ONES: Final = _each(
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście "
    "piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
)
_ONES_OF: Final = _each(
    "zera jednego dwóch trzech czterech pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu jedenastu dwunastu "
    "trzynastu czternastu piętnastu szesnastu siedemnastu osiemnastu dziewiętnastu"
)
_TENS: Final = _each(
    "_ _ dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
    "dziewięćdziesiąt"
)
_TENS_OF: Final = _each(
    "_ _ dwudziestu trzydziestu czterdziestu pięćdziesięciu sześćdziesięciu siedemdziesięciu osiemdziesięciu "
    "dziewięćdziesięciu"
)
_HUNDREDS: Final = _each("_ sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset")
_HUNDREDS_OF: Final = _each(
    "_ stu dwustu trzystu czterystu pięciuset sześciuset siedmiuset ośmiuset dziewięciuset"
)
_FIRST: Final = _each(
    "zerowy pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty jedenasty dwunasty trzynasty "
    "czternasty piętnasty szesnasty siedemnasty osiemnasty dziewiętnasty"
)
_TENTH: Final = _each(
    "_ _ dwudziesty trzydziesty czterdziesty pięćdziesiąty sześćdziesiąty siedemdziesiąty osiemdziesiąty "
    "dziewięćdziesiąty"
)
_HUNDREDTH: Final = _each(
    "_ setny dwusetny trzechsetny czterechsetny pięćsetny sześćsetny siedemsetny osiemsetny dziewięćsetny"
)
# Value, one, two to four, more, of one.
_SCALES: Final = (
    (10**12, "bilion", "biliony", "bilionów", "biliona"),
    (10**9, "miliard", "miliardy", "miliardów", "miliarda"),
    (10**6, "milion", "miliony", "milionów", "miliona"),
    (10**3, "tysiąc", "tysiące", "tysięcy", "tysiąca"),
)
_TO: Final = {"dwóch": "dwóm", "trzech": "trzem", "czterech": "czterem", "jednego": "jednemu"}
_WITH: Final = {"dwóch": "dwoma", "trzech": "trzema", "czterech": "czterema", "jednego": "jednym"}
_ONE_BY_GENDER: Final = {Gender.HE: "jeden", Gender.SHE: "jedna", Gender.IT: "jedno"}
_ENDINGS: Final = {
    "y": ("y", "a", "e", "ego", "ej", "ym", "ą"),
    "gi": ("gi", "ga", "gie", "giego", "giej", "gim", "gą"),
    "ci": ("ci", "cia", "cie", "ciego", "ciej", "cim", "cią"),
}


def is_few(number: int) -> bool:
    """Say whether what is counted stands in the plural of two, three and four."""
    return 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14


def cardinal(number: int, gender: Gender = Gender.HE, case: Case = Case.PLAIN) -> str:
    """Return how many, as words; above a thousand billions, digit by digit."""
    if number > LARGEST:
        return digits(str(number))
    if number < 20:
        return _below_twenty(number, gender, case)
    words: list[str] = []
    for value, *forms in _SCALES:
        count, number = divmod(number, value)
        if count:
            words += _scaled(count, forms, case)
    return " ".join([*words, *_below_thousand(number, gender, case)])


def ordinal(number: int, ending: Ending = Ending.HE) -> str:
    """Return which one in turn, as words; round thousands above two keep the words of how many."""
    above, rest = divmod(number, 100)
    if rest or not number:
        turn = (
            [_FIRST[rest]] if rest < 20 else [_TENTH[rest // 10], *([_FIRST[rest % 10]] if rest % 10 else [])]
        )
        before = [cardinal(above * 100)] if above else []
    else:
        before, turn = _round_ordinal(number)
    return " ".join([*before, *(_with_ending(word, ending) for word in turn)])


def combining(number: int) -> str:
    """Return the form that begins a compound: dwudniowy, dwudziestopięciolecie."""
    if number < 5:
        return ("zero", "jedno", "dwu", "trzy", "cztero")[number]
    if number > 99:
        return cardinal(number, case=Case.OF).replace(" ", "")
    ten, one = (number - number % 10, number % 10) if number >= 20 else (number, 0)
    first = cardinal(ten, case=Case.OF).removesuffix("u") + "o" if ten else ""
    return first + (combining(one) if one else "")


def digits(text: str) -> str:
    """Return the digits one by one, with a breath after each three."""
    words = [_ONES[int(sign)] for sign in text if sign.isdigit()]
    return ", ".join(" ".join(words[start : start + 3]) for start in range(0, len(words), 3))


def group(text: str) -> str:
    """Return one group of a longer number: zeros first, then the number."""
    rest = text.lstrip("0")
    zeros = ["zero"] * (len(text) - len(rest))
    return " ".join([*zeros, cardinal(int(rest))] if rest else zeros)


def _below_twenty(number: int, gender: Gender, case: Case) -> str:
    if case is Case.PLAIN:
        if number == 1:
            return _ONE_BY_GENDER[gender]
        return "dwie" if number == 2 and gender is Gender.SHE else _ONES[number]
    if number == 1 and gender is Gender.SHE:
        return "jedną" if case is Case.WITH else "jednej"
    return _cased(_ONES_OF[number], case)


def _cased(word: str, case: Case) -> str:
    return (_TO if case is Case.TO else _WITH if case is Case.WITH else {}).get(word, word)


def _scaled(count: int, forms: list[str], case: Case) -> list[str]:
    one, few, many, of_one = forms
    if count == 1:
        return [one if case is Case.PLAIN else of_one]
    unit = few if case is Case.PLAIN and is_few(count) else many
    return [*_below_thousand(count, Gender.HE, case if case is Case.PLAIN else Case.OF), unit]


def _below_thousand(number: int, gender: Gender, case: Case) -> list[str]:
    hundred, rest = divmod(number, 100)
    hundreds, tens = (_HUNDREDS, _TENS) if case is Case.PLAIN else (_HUNDREDS_OF, _TENS_OF)
    words = [hundreds[hundred]] if hundred else []
    if rest >= 20:
        words.append(tens[rest // 10])
        rest %= 10
    if rest == 1:
        # The one at the end of a longer number never changes: dwadzieścia jeden osób.
        words.append(_ONES[1])
    elif rest:
        words.append(_below_twenty(rest, gender, case))
    return words


def _round_ordinal(number: int) -> tuple[list[str], list[str]]:
    thousands, hundred = divmod(number // 100, 10)
    if hundred:
        return ([cardinal(thousands * 1000)] if thousands else []), [_HUNDREDTH[hundred]]
    known = {1: ["tysięczny"], 2: ["dwutysięczny"]}.get(thousands)
    return ([], known) if known else ([cardinal(number)], [])


def _with_ending(word: str, ending: Ending) -> str:
    stem = next(last for last in ("gi", "ci", "y") if word.endswith(last))
    return word.removesuffix(stem) + _ENDINGS[stem][list(Ending).index(ending)]
