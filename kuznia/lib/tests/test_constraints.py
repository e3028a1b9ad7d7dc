import pytest
from django.db import IntegrityError, connection

from kuznia.lib.constraints import Sentence, constraints_in_words
from kuznia.lib.errors import Refused

pytestmark = pytest.mark.django_db
SENTENCES = {"shelf_not_negative": Sentence("There are no more.", field="amount")}


@pytest.fixture
def shelf():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE shelf (amount int CONSTRAINT shelf_not_negative CHECK (amount >= 0), "
            "place int CONSTRAINT shelf_place_once UNIQUE) ON COMMIT DROP"
        )
        yield cursor


def test_broken_constraint_is_refused_in_words_at_its_field(shelf):
    with pytest.raises(Refused) as refusal, constraints_in_words(SENTENCES):
        shelf.execute("INSERT INTO shelf (amount) VALUES (-1)")

    assert refusal.value.message == "There are no more."
    assert refusal.value.field == "amount"


def test_transaction_goes_on_after_a_refusal(shelf):
    with pytest.raises(Refused), constraints_in_words(SENTENCES):
        shelf.execute("INSERT INTO shelf (amount) VALUES (-1)")

    shelf.execute("SELECT count(*) FROM shelf")
    assert shelf.fetchone() == (0,)


def test_broken_constraint_crashes_when_no_sentence_names_it(shelf):
    with pytest.raises(IntegrityError), constraints_in_words(SENTENCES):
        shelf.execute("INSERT INTO shelf (place) VALUES (1), (1)")


def test_broken_rule_of_no_database_crashes():
    with pytest.raises(IntegrityError, match=r"^not from the database$"), constraints_in_words(SENTENCES):
        raise IntegrityError("not from the database")


def test_nothing_happens_when_nothing_breaks(shelf):
    with constraints_in_words(SENTENCES):
        shelf.execute("INSERT INTO shelf (amount) VALUES (1)")

    shelf.execute("SELECT amount FROM shelf")
    assert shelf.fetchone() == (1,)
