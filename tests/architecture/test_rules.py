"""The rules bite: each is tried on a planted fault and on a sound twin."""

import ast

import pytest

from tests.architecture import code_rules, text_rules

LONG = "def f():\n" + "    x = 1\n" * 40
SOUND_SERVICE = '@transaction.atomic\ndef act(*, actor):\n    """Done."""\n'


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (code_rules.long_functions, LONG),
        (code_rules.vague_classes, "class OfferManager: ..."),
        (code_rules.clock_readings, "datetime.now(UTC)"),
        (code_rules.clock_readings, "datetime.datetime.utcnow()"),
        (code_rules.clock_readings, "at = DateTimeField(default=timezone.now)"),
        (code_rules.clock_readings, "at = DateTimeField(auto_now_add=True)"),
        (code_rules.clock_readings, "from django.db.models.functions import Lower, Now"),
        (code_rules.blind_catches, "try: f()\nexcept Exception: pass"),
        (code_rules.blind_catches, "try: f()\nexcept (ValueError, BaseException): pass"),
        (code_rules.blind_catches, "try: f()\nexcept: pass"),
        (code_rules.careless_locks, "Event.objects.select_for_update().get(pk=1)"),
        (code_rules.careless_locks, "Event.objects.select_for_update(no_key=False)"),
        (code_rules.raw_queries, "Event.objects.raw(text)"),
        (code_rules.hidden_imports, "apps.get_model('events', 'Event')"),
        (code_rules.own_signals, "@receiver(post_save)\ndef f(): ..."),
        (code_rules.loose_services, SOUND_SERVICE.replace("*, actor", "offer, *, actor")),
        (code_rules.loose_services, SOUND_SERVICE.replace("actor", "offer")),
        (code_rules.loose_services, SOUND_SERVICE.replace("actor", "actor=None")),
        (code_rules.loose_services, SOUND_SERVICE.replace("@transaction.atomic\n", "")),
        (code_rules.loose_services, SOUND_SERVICE.replace('"""Done."""', "pass")),
        (code_rules.open_forms, "class F(ModelForm):\n    class Meta:\n        fields = '__all__'"),
        (code_rules.open_forms, "class F(forms.ModelForm):\n    class Meta:\n        exclude = ['state']"),
        (code_rules.open_forms, "class F(ModelForm): ..."),
        (code_rules.long_views, LONG.replace("f()", "f(request)")),
    ],
)
def test_rule_finds_the_fault_that_was_planted(rule, planted):
    assert len(rule(ast.parse(planted))) == 1


@pytest.mark.parametrize(
    ("rule", "sound"),
    [
        (code_rules.long_functions, LONG.replace("    x = 1\n", "", 1)),
        (code_rules.vague_classes, "class Offer: ..."),
        (code_rules.clock_readings, "from kuznia.lib import clock\nclock.now()\nclock.today()"),
        (code_rules.blind_catches, "try: f()\nexcept ValueError: pass"),
        (code_rules.blind_catches, "try: f()\nexcept BaseException:\n    stop()\n    raise"),
        (code_rules.careless_locks, "Event.objects.select_for_update(no_key=True, of=('self',))"),
        (code_rules.raw_queries, "Event.objects.filter(pk=1)"),
        (code_rules.own_signals, "psycopg.connect(host=host)"),
        (code_rules.loose_services, SOUND_SERVICE + "def _private(x): ...\ndef demand_free(x): ...\n"),
        (code_rules.open_forms, "class F(ModelForm):\n    class Meta:\n        fields = ['title']"),
        (code_rules.long_views, LONG.replace("f()", "f(offer)")),
    ],
)
def test_rule_leaves_sound_code_alone(rule, sound):
    assert rule(ast.parse(sound)) == []


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (text_rules.inline_code, "<script>alert(1)</script>"),
        (text_rules.inline_code, '<script type="module">x</script>'),
        (text_rules.inline_code, '<p style="color: red">'),
        (text_rules.inline_code, "<style>p { }</style>"),
        (text_rules.inline_code, '<a onclick="go()">'),
        (text_rules.inline_code, '<a href="javascript:go()">'),
        (text_rules.unescaped, "{{ text|safe }}"),
        (text_rules.unescaped, "{% autoescape off %}"),
        (text_rules.raw_colours, ".a { color: #fff; }"),
        (text_rules.raw_colours, ".a { border: 1px solid #1a2636 }"),
        (text_rules.open_work, "# TODO: later"),
        (text_rules.addresses, "django==5.2 --hash=sha256:0\nhttps://mirror.invalid/simple"),
        (text_rules.addresses, "--index-url x"),
    ],
)
def test_rule_finds_the_fault_planted_in_a_text(rule, planted):
    assert len(rule(planted)) == 1


@pytest.mark.parametrize(
    ("rule", "sound"),
    [
        (text_rules.inline_code, '<script src="{% static "ui/kuznia.js" %}" defer></script>'),
        (text_rules.inline_code, '<script type="application/ld+json">{}</script>'),
        (text_rules.inline_code, "{# never style= here #}<p class='style'>on this = x</p>"),
        (text_rules.unescaped, "{{ text }} {# |safe #}"),
        (text_rules.raw_colours, "/* #fff */ .a { color: var(--ink); } #tresc:target { outline: 0 }"),
        (text_rules.open_work, "# TODO #12: later"),
        (text_rules.open_work, "todo_items.register(TODO)"),
        (text_rules.addresses, "django==5.2 \\\n    --hash=sha256:abc"),
    ],
)
def test_rule_leaves_a_sound_text_alone(rule, sound):
    assert rule(sound) == []


def test_references_are_found_in_every_spelling():
    template = """{% extends "ui/base.html" %}{% include 'events/_seats.html' %}<a href="{% url 'events:event' 1 %}">"""

    assert text_rules.references(template) == [
        ("extends", "ui/base.html"),
        ("include", "events/_seats.html"),
        ("url", "events:event"),
    ]
