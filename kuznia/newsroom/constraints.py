"""What each constraint of the newsroom's tables says to people, and at which field."""

from django.utils.translation import gettext_lazy as _

from kuznia.lib.constraints import Sentence

SENTENCES = {
    "practice_slug_once": Sentence(
        _("Somebody has just proposed a card of this title. Send it once more."), "title"
    ),
}
