"""What the loader makes of templates: the same pages from fewer nodes."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Engine
from django.template.base import Node
from django.utils.safestring import mark_safe
from django.utils.translation import override

from kuznia.ui.loading import Named, Printed, Settled, forget_texts

WORDS = '<p>{% translate "Home page" %}: {% url "ui:appearance" %} {% icon "clock" %}</p>'
LIBRARIES = [
    "kuznia.ui.templatetags.ui",
    "django.templatetags.i18n",
    "django.template.defaulttags",
    "django.template.defaultfilters",
]


class _Count(Node):
    """Prints how many times it was asked."""

    asked = 0

    def render(self, context: Context) -> str:
        self.asked += 1
        return str(self.asked)


def _loaded(written: str, *, loader: str = "kuznia.ui.loading.Loader"):
    files = ("django.template.loaders.locmem.Loader", {"page.html": written})
    return Engine(loaders=[(loader, [files])], builtins=LIBRARIES).get_template("page.html")


def _kinds(written: str) -> list[str]:
    return [type(node).__name__ for node in _loaded(written).nodelist]


@pytest.mark.parametrize(
    "written",
    [
        WORDS,
        "{{ title }} {{ markup }} {{ number }} {{ day }} {{ nobody }}",
        "{{ facts.place }} {{ facts.items }} {{ facts.nothing }} {{ day.year }} {{ day.nothing }} {{ words.1 }}",
        "{% if facts.place and not facts.nothing %}{{ title.upper }}{% endif %}{{ day.isoformat }}",
        "{% with place=facts.place %}{% for word in words %}{{ forloop.counter }}{{ place }}{% endfor %}{% endwith %}",
        "{% autoescape off %}{{ title }}{% translate 'Home page' %}{% endautoescape %}",
        '{% translate "Home page" as word %}<b>{{ word }}</b>{% translate word %}',
        '{% translate "cancelled" context "event" %}{% translate "Home page" noop %}',
        "{% blocktranslate %}Home page{% endblocktranslate %}",
        "{% blocktranslate %}100% {{ title }}{% endblocktranslate %}",
        "{% if number %}{% translate 'Home page' %}{% else %}{% translate 'Contact' %}{% endif %}",
        "{% for sign in title %}{% icon 'clock' %}{{ sign }}{% empty %}{% translate 'Contact' %}{% endfor %}",
    ],
)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_page_is_the_one_that_django_prints_when_it_is_settled(site, language, written):
    content = {
        "title": "<Róża & 'bez'>",
        "markup": mark_safe("<i>"),
        "number": 5,
        "day": date(2026, 12, 3),
        "words": ["a", "b"],
        "facts": {"place": "Brwinów"},
    }
    plain = _loaded(written, loader="django.template.loaders.cached.Loader")
    settled = _loaded(written)

    with override(language):
        printed = [page.render(Context(content)) for page in (plain, settled, settled)]

    assert printed == [printed[0]] * 3


def test_what_the_language_decides_is_one_node_when_it_stands_together():
    assert _kinds(WORDS) == ["Settled"]


def test_text_is_left_alone_when_nothing_stands_beside_it():
    assert _kinds("<p>") == ["TextNode"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("{{ title }}", Printed),
        ('{% translate "Home page" as word %}', Named),
        ('{% translate "Home page" %}', Settled),
    ],
)
def test_node_is_quicker_when_it_says_one_thing(written, kind):
    [node] = _loaded(written).nodelist

    assert type(node) is kind


@pytest.mark.parametrize(
    "written",
    [
        "{% translate title %}",
        '{% translate "Home page"|upper %}',
        "{% icon title %}",
        '{% icon "clock" title %}',
        '{% url "ui:appearance" title %}',
        "{% url title %}",
        "{% blocktranslate %}Home page {{ title }}{% endblocktranslate %}",
    ],
)
def test_node_is_left_as_it_is_when_the_reader_decides_it(written):
    [node] = _loaded(written).nodelist

    assert not isinstance(node, Settled)


def test_settled_text_is_written_anew_when_it_is_forgotten():
    node = Settled([_Count()])
    kept = [node.render(Context()), node.render(Context())]

    forget_texts()

    assert (kept, node.render(Context())) == (["1", "1"], "2")
