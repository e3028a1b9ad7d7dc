import os
import subprocess
import sys

import pytest

from kuznia.config.environment import ROOT, read_environment, unsafe_settings

SAFE = {
    "KUZNIA_PRODUCTION": "1",
    "KUZNIA_SECRET_KEY": "k" * 50,
    "KUZNIA_BASE_URL": "https://kuznia.powiat.example",
    "KUZNIA_ALLOWED_HOSTS": "kuznia.powiat.example",
    "KUZNIA_SMTP_URL": "smtps://mail.powiat.example",
    "KUZNIA_MAIL_FROM": "Kuźnia <kuznia@powiat.example>",
}
UNSAFE = [
    ({"KUZNIA_DEMO": "1"}, "KUZNIA_DEMO=1: the demo lets anybody sign in as anybody."),
    ({"KUZNIA_SECRET_KEY": "k" * 49}, "KUZNIA_SECRET_KEY is missing or shorter than 50 characters."),
    ({"KUZNIA_SECRET_KEY": ""}, "KUZNIA_SECRET_KEY is missing or shorter than 50 characters."),
    ({"KUZNIA_BASE_URL": "http://kuznia.powiat.example"}, "KUZNIA_BASE_URL must begin with https://."),
    ({"KUZNIA_ALLOWED_HOSTS": "kuznia.powiat.example,*"}, "KUZNIA_ALLOWED_HOSTS may not contain *."),
    ({"KUZNIA_ALLOWED_HOSTS": "inny.example"}, "KUZNIA_ALLOWED_HOSTS must name the site's own host."),
    ({"KUZNIA_LIMITS": "0"}, "KUZNIA_LIMITS=0: robots could try without end."),
    ({"KUZNIA_SMTP_URL": ""}, "KUZNIA_SMTP_URL is missing: nobody would get the e-mails."),
    ({"KUZNIA_MAIL_FROM": ""}, "KUZNIA_MAIL_FROM is still the default sender."),
]


def test_production_starts_when_every_setting_is_safe():
    assert unsafe_settings(read_environment(SAFE)) == []


@pytest.mark.parametrize(("change", "sentence"), UNSAFE)
def test_production_refuses_the_setting_with_its_sentence(change, sentence):
    assert unsafe_settings(read_environment(SAFE | change)) == [sentence]


def test_demo_starts_with_what_production_refuses():
    changes = {name: value for change, _sentence in UNSAFE for name, value in change.items()}

    assert unsafe_settings(read_environment(changes | {"KUZNIA_PRODUCTION": "0"})) == []


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_flag_is_refused_when_it_is_neither_nought_nor_one(value):
    with pytest.raises(ValueError, match="KUZNIA_DEMO is 0 or 1"):
        read_environment({"KUZNIA_DEMO": value})


@pytest.mark.parametrize(("value", "is_on"), [("", True), ("auto", True), ("off", False)])
def test_speech_is_on_unless_it_is_turned_off(value, is_on):
    assert read_environment({"KUZNIA_SPEECH": value}).speech is is_on


def test_speech_is_refused_when_it_is_neither_auto_nor_off():
    with pytest.raises(ValueError, match="KUZNIA_SPEECH is auto or off, not '1'"):
        read_environment({"KUZNIA_SPEECH": "1"})


def test_django_does_not_start_in_production_with_an_unsafe_setting():
    environment = {**os.environ, **SAFE, "KUZNIA_DEMO": "1"}
    command = [sys.executable, "-c", "import kuznia.config.settings"]

    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr.rstrip().endswith(UNSAFE[0][1])
