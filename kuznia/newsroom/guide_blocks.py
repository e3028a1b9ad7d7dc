"""The parts of a guide: those of an article, and steps in their order."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock

from kuznia.newsroom.blocks import PARAGRAPH_FEATURES, ArticleBlock


class StepBlock(StructBlock):  # type: ignore[misc]
    """One thing to do."""

    title = CharBlock(label=_("what to do"), max_length=150)
    text = RichTextBlock(label=_("how"), features=list(PARAGRAPH_FEATURES), max_length=5_000)

    class Meta:
        icon = "check"
        label = _("step")


class GuideBlock(ArticleBlock):
    """The text of a guide."""

    steps = ListBlock(
        StepBlock(),
        label=_("steps, one after another"),
        icon="list-ol",
        min_num=2,
        max_num=20,
        template="newsroom/blocks/steps.html",
    )
