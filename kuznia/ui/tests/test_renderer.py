import pytest
from django.utils.translation import override

from kuznia.ui.samples import SampleForm


@pytest.fixture
def wrong():
    with override("pl"):
        form = SampleForm({"name": "Ewa <Iskra>", "starts_at_0": "2026-12-12", "starts_at_1": ""})
        form.is_valid()
        yield form


def test_error_stands_over_the_input_when_a_field_is_wrong(wrong):
    assert wrong["email"].as_field_group().replace("\n", "") == (
        '<div class="field field--err"><label for="id_email">E-mail</label>'
        '<p class="hint" id="id_email_helptext">Tam przyjdzie potwierdzenie</p>'
        '<div id="id_email_error"><p class="err"><svg class="i" aria-hidden="true">'
        '<use href="/static/ui/icons.svg#i-circle-alert"/></svg> '
        '<span><span class="vh">Błąd: </span>Uzupełnij pole „E-mail”.</span></p></div>'
        '<input type="email" name="email" autocomplete="email" spellcheck="false" aria-invalid="true" '
        'aria-describedby="id_email_helptext id_email_error" class="in" id="id_email"></div>'
    )


def test_what_was_typed_stays_escaped_when_the_form_is_wrong(wrong):
    assert 'value="Ewa &lt;Iskra&gt;"' in wrong["name"].as_field_group()


def test_optional_field_says_so_when_printed(wrong):
    assert '<span class="opt">(nieobowiązkowe)</span></label>' in wrong["question"].as_field_group()


def test_group_is_a_fieldset_with_its_error_when_no_answer_is_chosen(wrong):
    group = wrong["meal"].as_field_group()

    assert group.startswith(
        '<fieldset class="field field--err" aria-describedby="id_meal_error"><legend>Posiłek</legend>'
    )
    assert '<label class="check" for="id_meal_0"><input type="radio" name="meal" value="any"' in group


def test_single_box_has_its_label_beside_when_printed(wrong):
    box = wrong["consent"].as_field_group()

    assert '<label class="check" for="id_consent"><input type="checkbox" name="consent"' in box
    assert "</span></label></div>" in box


def test_moment_has_two_labelled_parts_when_printed(wrong):
    parts = wrong["starts_at"].as_field_group()

    assert (
        '<label for="id_starts_at_0">Dzień</label><input type="date" name="starts_at_0" value="2026-12-12"'
        in parts
    )
    assert '<label for="id_starts_at_1">Godzina</label><input type="time"' in parts


def test_summary_leads_to_the_hour_when_the_hour_is_missing(wrong):
    assert wrong["starts_at"].first_id == "id_starts_at_1"


def test_browser_asks_for_nothing_when_the_form_is_printed(wrong):
    assert " required" not in str(wrong)
    assert "maxlength" not in str(wrong)
