"""Who may write the county's news, and who lets them out."""

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, declare_rule, is_editor, is_system
from kuznia.newsroom.writers import is_writer

ENTER = "newsroom.enter"
PUBLISH_NEWS = "newsroom.publish_news"
PROPOSE_NEWS = "newsroom.propose_news"
PUBLISH_DUE = "newsroom.publish_due"


def may_write_news(actor: Actor, _subject: object) -> bool:
    """True for the county's editors and for the officers of its own office, who write for them."""
    return is_writer(actor)


def may_publish_news(actor: Actor, _subject: object) -> bool:
    """True for the county's editors and administrators."""
    return is_editor(actor)


def may_publish_due(actor: Actor, _subject: object) -> bool:
    """True for the house's own jobs."""
    return is_system(actor)


declare_rule(ENTER, may_write_news, _("Only officers and editors of the county office enter the newsroom."))
declare_rule(
    PROPOSE_NEWS, may_write_news, _("Only officers and editors of the county office write its news.")
)
declare_rule(PUBLISH_NEWS, may_publish_news, _("Only editors of the county’s news publish it."))
declare_rule(PUBLISH_DUE, may_publish_due, _("The house itself publishes what is due."))
