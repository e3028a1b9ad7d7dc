"""Who may write the county's news."""

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, declare_rule, is_editor

ENTER = "newsroom.enter"
PUBLISH_NEWS = "newsroom.publish_news"


def may_write_news(actor: Actor, _subject: object) -> bool:
    """True for the county's editors and administrators."""
    return is_editor(actor)


declare_rule(ENTER, may_write_news, _("Only editors of the county’s news enter the newsroom."))
declare_rule(PUBLISH_NEWS, may_write_news, _("Only editors of the county’s news publish it."))
