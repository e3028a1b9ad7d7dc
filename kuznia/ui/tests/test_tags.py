from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

EVENING = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def _shown(template: str, **content: object) -> str:
    return Template(template).render(Context(content))


def test_icon_is_decoration_when_printed():
    assert _shown('{% icon "clock" %}') == (
        '<svg class="i" aria-hidden="true"><use href="/static/ui/icons.svg#i-clock"/></svg>'
    )


def test_icon_is_large_when_asked_for():
    assert _shown('{% icon name "l" %}', name="clock").startswith('<svg class="i i--l" aria-hidden="true">')


def test_icon_is_refused_when_nobody_drew_it():
    with pytest.raises(TemplateSyntaxError) as refused:
        _shown('{% icon "unicorn" %}')

    assert str(refused.value) == "There is no icon called unicorn; see kuznia/ui/icons/lucide.svg."


@pytest.mark.parametrize("written", ["{% icon %}", '{% icon "clock" "l" "x" %}'])
def test_icon_is_refused_when_it_is_not_one_or_two_words(written):
    with pytest.raises(TemplateSyntaxError) as refused:
        _shown(written)

    assert str(refused.value) == 'An icon is written {% icon "clock" %} or {% icon "clock" "l" %}.'


def test_icon_is_nothing_when_it_has_no_name():
    assert _shown("{% icon name %}", name="") == ""


@pytest.mark.parametrize(
    ("taken", "total", "drawn"),
    [
        (41, 60, '<svg class="meter" aria-hidden="true"><rect width="68%" height="100%"/></svg>'),
        (
            20,
            20,
            '<svg class="meter meter--full" aria-hidden="true"><rect width="100%" height="100%"/></svg>',
        ),
        (
            25,
            20,
            '<svg class="meter meter--full" aria-hidden="true"><rect width="100%" height="100%"/></svg>',
        ),
        (0, 0, '<svg class="meter meter--full" aria-hidden="true"><rect width="100%" height="100%"/></svg>'),
        (0, 20, '<svg class="meter" aria-hidden="true"><rect width="0%" height="100%"/></svg>'),
    ],
)
def test_meter_shows_the_share_when_drawn(taken, total, drawn):
    assert _shown("{% meter taken total %}", taken=taken, total=total) == drawn


def test_meter_is_an_image_when_it_has_a_label():
    drawn = _shown('{% meter 1 2 label "ok" %}', label='zajęte "1" z 2')

    assert drawn.startswith('<svg class="meter meter--ok" role="img" aria-label="zajęte &quot;1&quot; z 2">')


@pytest.mark.parametrize(
    ("written", "polish", "english"),
    [
        ("{{ at|day }}", "1 stycznia", "1 January"),
        ("{{ at|day_and_year }}", "1 stycznia 2027", "1 January 2027"),
        ("{{ at|weekday }}", "piątek", "Friday"),
        ("{{ at|weekday_and_day }}", "piątek, 1 stycznia", "Friday, 1 January"),
        ("{{ at|hour }}", "0.30", "0:30"),
        ("{{ at|moment }}", "1 stycznia, godz. 0.30", "1 January at 0:30"),
        ("{{ at|dated_moment }}", "1 stycznia 2027, godz. 0.30", "1 January 2027 at 0:30"),
        ("{{ at|full_moment }}", "piątek, 1 stycznia 2027, godz. 0.30", "Friday, 1 January 2027 at 0:30"),
    ],
)
def test_dates_are_words_in_warsaw_time_when_shown(written, polish, english):
    with override("pl"):
        in_polish = _shown(written, at=EVENING)
    with override("en"):
        in_english = _shown(written, at=EVENING)

    assert (in_polish, in_english) == (polish, english)


def test_day_stays_itself_when_it_is_a_date():
    assert _shown("{{ on|day }}", on=date(2026, 12, 3)) == "3 grudnia"


@pytest.mark.parametrize(
    "name",
    ["day", "day_and_year", "weekday", "weekday_and_day", "hour", "moment", "dated_moment", "full_moment"],
)
def test_date_is_nothing_when_it_is_missing(name):
    assert _shown(f"{{{{ at|{name} }}}}", at=None) == ""


def test_short_words_stay_with_the_next_when_tied():
    assert _shown("{{ text|hard_spaces }}", text="<b> w Pruszkowie i okolicy") == (
        "&lt;b&gt; w\u00a0Pruszkowie i\u00a0okolicy"
    )


def test_postal_code_stays_on_one_line_with_the_hyphen_that_was_typed():
    assert _shown("{{ text|postal|linebreaksbr }}", text="ul. <Leśna> 1\n05-800 Pruszków") == (
        'ul. &lt;Leśna&gt; 1<br><span class="nb">05-800</span> Pruszków'
    )


def test_postal_filter_leaves_other_numbers_alone():
    assert _shown("{{ text|postal }}", text="ul. Leśna 12-14, tel. 22-123-45-67") == (
        "ul. Leśna 12-14, tel. 22-123-45-67"
    )


def test_polling_links_htmx_when_a_page_asks_for_it():
    linked = _shown("{% polling %}")

    assert "includeIndicatorCSS" in linked
    assert 'django_htmx/htmx-4.min.js" defer></script>' in linked
