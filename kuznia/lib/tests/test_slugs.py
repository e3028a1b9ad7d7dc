import pytest
from django.urls import reverse
from django.utils.translation import override

from kuznia.lib.slugs import slug_address


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", ["events:event", "events:event-sign-up"])
def test_address_is_the_one_that_django_reverses_when_asked_in_either_language(language, name):
    with override(language):
        found = [slug_address(name, slug) for slug in ("piknik-2026", "zlot")]

        assert found == [reverse(name, args=[slug]) for slug in ("piknik-2026", "zlot")]
