from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kuznia.lib import money

AMOUNTS = st.decimals(min_value=0, max_value=money.LARGEST, places=2)
WEIGHTS = st.lists(st.decimals(min_value=0, max_value=10_000, places=3), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,50 zł", "1234.50"),
        ("1\u00a0234,50\u00a0zł", "1234.50"),
        ("1\u202f234,50 PLN", "1234.50"),
        ("  1234.5 ", "1234.50"),
        ("1 234.50", "1234.50"),
        ("200.000,00", "200000.00"),
        ("200.000", "200000.00"),
        ("1.234.567,8zł.", "1234567.80"),
        ("200 000 zl", "200000.00"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("999 999 999 999,99", "999999999999.99"),
    ],
)
def test_parse_pln_reads_what_people_type(typed, amount):
    parsed = money.parse_pln(typed)

    assert str(parsed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "zł", "abc", "1 23", "12 34 567", "1,234", "1,234.50", "1.234.5", "1.234 567", "1  234", ",50", "5,", "1e3",
     "NaN", "5²", "٣٤", "12\n34", "=1+1", "1 234,50 zł zł", "1 234,50 EUR", "10,505"],
)  # fmt: skip
def test_parse_pln_is_refused_when_the_text_has_no_single_meaning(typed):
    with pytest.raises(money.UnreadableAmount) as refusal, translation.override("pl"):
        money.parse_pln(typed)

    assert str(refusal.value) == "Wpisz kwotę cyframi, na przykład 1 234,50."


@pytest.mark.parametrize("typed", ["-5", "\u22125,00 zł", "– 5"])
def test_parse_pln_is_refused_when_the_amount_is_below_zero(typed):
    with pytest.raises(money.AmountOutOfRange) as refusal, translation.override("pl"):
        money.parse_pln(typed)

    assert str(refusal.value) == "Kwota nie może być mniejsza od zera."


@pytest.mark.parametrize("typed", ["1 000 000 000 000", "9" * 10_000])
def test_parse_pln_is_refused_when_the_amount_is_too_large(typed):
    with pytest.raises(money.AmountOutOfRange) as refusal, translation.override("pl"):
        money.parse_pln(typed)

    assert str(refusal.value) == "Kwota jest za duża."


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("1234.5", "1\u00a0234,50\u00a0zł"),
        ("200000", "200\u00a0000\u00a0zł"),
        ("200000.00", "200\u00a0000\u00a0zł"),
        ("0", "0\u00a0zł"),
        ("0.05", "0,05\u00a0zł"),
        ("-12345678.9", "\u221212\u00a0345\u00a0678,90\u00a0zł"),
    ],
)
def test_format_pln_prints_hard_spaces_and_no_zero_grosze(amount, printed):
    assert money.format_pln(Decimal(amount)) == printed


@pytest.mark.parametrize("amount", ["0.005", "NaN", "Infinity"])
def test_format_pln_is_refused_when_the_amount_is_not_in_grosze(amount):
    with pytest.raises(ValueError, match=r"^Money has at most two decimal places\.$"):
        money.format_pln(Decimal(amount))


def test_format_pln_is_refused_when_the_amount_is_a_float():
    with pytest.raises(TypeError, match=r"^Money is a Decimal\.$"):
        money.format_pln(1.5)  # type: ignore[arg-type]


@given(AMOUNTS)
def test_parse_pln_undoes_format_pln(amount):
    assert money.parse_pln(money.format_pln(amount)) == amount


@given(st.text(max_size=40))
def test_parse_pln_returns_grosze_or_refuses_whatever_is_typed(typed):
    try:
        amount = money.parse_pln(typed)
    except money.AmountError:
        return

    assert amount.as_tuple().exponent == -2
    assert 0 <= amount <= money.LARGEST


def test_largest_remainder_gives_the_odd_grosz_to_the_largest_remainder():
    parts = money.largest_remainder(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])

    assert [str(part) for part in parts] == ["33.34", "33.33", "33.33"]


@pytest.mark.parametrize(
    ("total", "weights"), [("-1", ["1"]), ("1", []), ("1", ["0", "0"]), ("1", ["2", "-1"])]
)
def test_largest_remainder_is_refused_when_nothing_can_be_split(total, weights):
    with pytest.raises(ValueError, match=r"^A split needs a total from zero up and weights"):
        money.largest_remainder(Decimal(total), [Decimal(weight) for weight in weights])


@given(AMOUNTS, WEIGHTS.filter(any))
def test_largest_remainder_adds_up_and_stays_within_a_grosz(total, weights):
    parts = money.largest_remainder(total, weights)

    exact = [total * weight / sum(weights) for weight in weights]
    assert sum(parts) == total
    assert all(abs(part - fair) < money.GROSZ for part, fair in zip(parts, exact, strict=True))
