import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kuznia.lib import identifiers

ACCOUNT = "61109010140000071219812874"
NIP_WRONG = "To nie jest NIP: sprawdź 10 cyfr, któraś jest błędna albo jej brakuje."
REGON_WRONG = "To nie jest REGON: sprawdź 9 lub 14 cyfr, któraś jest błędna albo jej brakuje."
ACCOUNT_WRONG = "To nie jest numer rachunku: sprawdź 26 cyfr, któraś jest błędna albo jej brakuje."
KRS_WRONG = "Numer KRS ma 10 cyfr, na przykład 0000123456."
NO_KRS = "Nie ma takiego numeru KRS: żaden nie składa się z samych zer. Sprawdź cyfry."


@pytest.mark.parametrize(
    ("clean", "typed", "digits"),
    [
        (identifiers.clean_krs, "123456", "0000123456"),
        (identifiers.clean_krs, "0000 123 456", "0000123456"),
        (identifiers.clean_nip, "123-456-32-18", "1234563218"),
        (identifiers.clean_nip, "PL 1234563218", "1234563218"),
        (identifiers.clean_regon, "123456785", "123456785"),
        (identifiers.clean_regon, "100000050", "100000050"),
        (identifiers.clean_regon, "12345678500010", "12345678500010"),
        (identifiers.clean_account, "61 1090 1014 0000 0712 1981 2874", ACCOUNT),
        (identifiers.clean_account, f"PL{ACCOUNT}", ACCOUNT),
    ],
)
def test_number_is_cleaned_when_its_check_digits_are_right(clean, typed, digits):
    assert clean(typed) == digits


@pytest.mark.parametrize(
    ("clean", "typed", "wrong", "message"),
    [
        (identifiers.clean_krs, "", identifiers.InvalidKrs, KRS_WRONG),
        (identifiers.clean_krs, "00000", identifiers.InvalidKrs, NO_KRS),
        (identifiers.clean_krs, "12345678901", identifiers.InvalidKrs, KRS_WRONG),
        (identifiers.clean_krs, "١٢٣٤٥٦٧٨٩٠", identifiers.InvalidKrs, KRS_WRONG),
        (identifiers.clean_nip, "1234563219", identifiers.InvalidNip, NIP_WRONG),
        (identifiers.clean_nip, "1234563030", identifiers.InvalidNip, NIP_WRONG),
        (identifiers.clean_nip, "0000000000", identifiers.InvalidNip, NIP_WRONG),
        (identifiers.clean_regon, "123456784", identifiers.InvalidRegon, REGON_WRONG),
        (identifiers.clean_regon, "12345678400010", identifiers.InvalidRegon, REGON_WRONG),
        (identifiers.clean_regon, "000000000", identifiers.InvalidRegon, REGON_WRONG),
        (identifiers.clean_account, "62109010140000071219812874", identifiers.InvalidAccount, ACCOUNT_WRONG),
        (identifiers.clean_account, "DE89370400440532013000", identifiers.InvalidAccount, ACCOUNT_WRONG),
        (identifiers.clean_account, "", identifiers.InvalidAccount, ACCOUNT_WRONG),
    ],
)
def test_number_is_refused_when_its_register_cannot_have_issued_it(clean, typed, wrong, message):
    with pytest.raises(wrong) as refusal, translation.override("pl"):
        clean(typed)

    assert str(refusal.value) == message


@given(st.integers(min_value=0, max_value=9), st.integers(min_value=0, max_value=25))
def test_account_is_refused_when_one_digit_is_mistyped(digit, place):
    mistyped = f"{ACCOUNT[:place]}{digit}{ACCOUNT[place + 1 :]}"
    if mistyped == ACCOUNT:
        return

    with pytest.raises(identifiers.InvalidAccount):
        identifiers.clean_account(mistyped)


@given(st.text(max_size=40))
def test_number_is_digits_or_refused_whatever_is_typed(typed):
    for clean in (
        identifiers.clean_krs,
        identifiers.clean_nip,
        identifiers.clean_regon,
        identifiers.clean_account,
    ):
        try:
            assert clean(typed).isascii()
        except identifiers.IdentifierError:
            continue


def test_format_nip_prints_hyphens():
    assert identifiers.format_nip("1234563218") == "123-456-32-18"


def test_format_account_prints_groups_of_four():
    assert identifiers.format_account(ACCOUNT) == "61 1090 1014 0000 0712 1981 2874".replace(" ", "\u00a0")
