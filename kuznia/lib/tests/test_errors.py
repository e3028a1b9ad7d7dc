import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kuznia.lib.errors import Forbidden, Refused


def test_refused_speaks_the_language_that_is_active_when_it_is_read():
    refusal = Refused(_("The amount is too large."), field="amount")

    with translation.override("pl"):
        polish = refusal.message

    assert polish == "Kwota jest za duża."
    assert refusal.field == "amount"


def test_forbidden_is_caught_where_refused_is():
    with pytest.raises(Refused):
        raise Forbidden("Not yours.")
