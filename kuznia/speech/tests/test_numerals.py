import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuznia.speech.numerals import LARGEST, Case, Ending, Gender, cardinal, combining, digits, group, ordinal

NUMBERS = st.integers(min_value=0, max_value=10**18)


@pytest.mark.parametrize(
    ("number", "case", "words"),
    [
        (2, Case.TO, "dwóm"),
        (2, Case.WITH, "dwoma"),
        (12, Case.OF, "dwunastu"),
        (121, Case.OF, "stu dwudziestu jeden"),
        (1_000, Case.OF, "tysiąca"),
        (2_004, Case.WITH, "dwóch tysięcy czterema"),
        (5_000_000, Case.OF, "pięciu milionów"),
        (1_000_000_000_001, Case.PLAIN, "bilion jeden"),
    ],
)
def test_cardinal_stands_in_its_case(number, case, words):
    assert cardinal(number, case=case) == words


@pytest.mark.parametrize(
    ("number", "gender", "words"),
    [
        (1, Gender.SHE, "jedna"),
        (1, Gender.IT, "jedno"),
        (2, Gender.SHE, "dwie"),
        (102, Gender.SHE, "sto dwie"),
        (31, Gender.SHE, "trzydzieści jeden"),
    ],
)
def test_cardinal_has_the_gender_of_what_is_counted(number, gender, words):
    assert cardinal(number, gender) == words


@pytest.mark.parametrize(("case", "words"), [(Case.OF, "jednej"), (Case.TO, "jednej"), (Case.WITH, "jedną")])
def test_one_changes_with_case_when_she_is_counted(case, words):
    assert cardinal(1, Gender.SHE, case) == words


@pytest.mark.parametrize(
    ("number", "ending", "words"),
    [
        (0, Ending.HE, "zerowy"),
        (2, Ending.SHE, "druga"),
        (3, Ending.OF_HIM, "trzeciego"),
        (23, Ending.IN_HIM, "dwudziestym trzecim"),
        (40, Ending.WITH_HER, "czterdziestą"),
        (100, Ending.IT, "setne"),
        (1_000, Ending.HE, "tysięczny"),
        (1_900, Ending.OF_HIM, "tysiąc dziewięćsetnego"),
        (2_000, Ending.IN_HIM, "dwutysięcznym"),
        (3_000, Ending.HE, "trzy tysiące"),
        (2_012, Ending.OF_HER, "dwa tysiące dwunastej"),
    ],
)
def test_ordinal_has_its_ending(number, ending, words):
    assert ordinal(number, ending) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (4, "cztero"), (10, "dziesięcio"), (25, "dwudziestopięcio"), (100, "stu")],
)
def test_combining_form_begins_a_compound(number, words):
    assert combining(number) == words


def test_digits_have_a_breath_after_three():
    assert digits("0012 3") == "zero zero jeden, dwa trzy"


@pytest.mark.parametrize(
    ("written", "words"), [("007", "zero zero siedem"), ("00", "zero zero"), ("48", "czterdzieści osiem")]
)
def test_group_says_its_zeros(written, words):
    assert group(written) == words


@given(NUMBERS, st.sampled_from(Gender), st.sampled_from(Case))
def test_cardinal_is_words_whatever_the_number(number, gender, case):
    words = cardinal(number, gender, case)

    assert words.replace(" ", "").replace(",", "").isalpha()


@given(st.integers(min_value=0, max_value=LARGEST), st.sampled_from(Ending))
def test_ordinal_is_words_whatever_the_number(number, ending):
    assert ordinal(number, ending).replace(" ", "").isalpha()
