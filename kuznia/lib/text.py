"""Polish text: folding, sorting, slugs, addresses of e-mail, codes that people retype, and hard spaces."""

import re
import secrets
import unicodedata

# Letters without a decomposition, which NFD leaves as they are; the Polish ones too, so that most texts end here.
WHOLE_LETTERS = str.maketrans(
    {
        **dict(zip("ąćęńóśźż", "acenoszz", strict=True)),
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
    }
)
# The same table as the SQL function kuznia_polish_key: the order of the Polish alphabet, as ASCII code points.
_POLISH_ORDER = str.maketrans("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż", "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abc")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
# Spaces are rarer than these letters, so the search begins with them.
_AFTER_ONE_LETTER = re.compile(r" (?<=[aiouwzAIOUWZ] )(?<![^\s(„«–-]. )(?=\S)", re.DOTALL)
_CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_NAMELESS = "bez-nazwy"


def fold(text: str) -> str:
    """Return the text in lower case and without diacritics, as people type it in a hurry."""
    whole = text.lower().translate(WHOLE_LETTERS)
    if whole.isascii():
        return whole
    parted = unicodedata.normalize("NFD", whole)
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def polish_key(text: str) -> str:
    """Return the key that sorts by the Polish alphabet, equal to the SQL function kuznia_polish_key."""
    return text.lower().translate(_POLISH_ORDER)


def slug(text: str, longest: int = 60) -> str:
    """Return the text as a part of an address; never empty, cut at a word where one ends in time."""
    words = _NOT_IN_SLUG.sub("-", fold(text)).strip("-")
    if len(words) > longest:
        at_word = words[: longest + 1].rpartition("-")[0]
        words = at_word or words[:longest]
    return words or _NAMELESS


def email_key(address: str) -> str:
    """Return the form of an e-mail address under which one person is kept once."""
    # Cherokee folds to capitals; the database keeps an address only if lower() leaves it as it is.
    folded = unicodedata.normalize("NFKC", address).casefold().lower()
    return unicodedata.normalize("NFKC", folded).strip()


def mask_email(address: str) -> str:
    """Return the address so that its owner knows it and nobody else learns it: e…@przyklad.pl."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}…{at}{domain}" if at else "…"


def readable_code(length: int = 8) -> str:
    """Return a new random code without the signs that people mix up (0 and O, 1 and I)."""
    return "".join(secrets.choice(_CODE_SIGNS) for _sign in range(length))


def typed_code(text: str) -> str:
    """Return a code as it was issued, from what a person typed: capitals, no spaces, no hyphens."""
    return re.sub(r"[\s-]+", "", text).upper()


def hard_spaces(text: str) -> str:
    """Tie one-letter words (a, i, o, u, w, z) to the word that follows, so that no line ends with one."""
    return _AFTER_ONE_LETTER.sub("\u00a0", text)


# What XML 1.0 has no way to write: controls, halves of pairs, the two last of the plane.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return the text without the signs that no XML document can hold."""
    return _UNWRITABLE.sub("", text)
