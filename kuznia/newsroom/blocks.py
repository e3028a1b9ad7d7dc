"""The parts that the text of an article is built of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from kuznia.newsroom.alternatives import fault_of_words

PARAGRAPH_FEATURES = ("bold", "italic", "link", "ol", "ul")


class QuoteBlock(StructBlock):  # type: ignore[misc]
    """Words of somebody, set apart."""

    text = TextBlock(label=_("quoted words"))
    who = CharBlock(label=_("who said or wrote it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "newsroom/blocks/quote.html"


class PictureBlock(StructBlock):  # type: ignore[misc]
    """A picture that says in words what it shows, or that it only decorates."""

    image = ImageChooserBlock(label=_("picture"))
    alternative = CharBlock(
        label=_("what the picture shows"),
        help_text=_("Read aloud to people who do not see the picture."),
        required=False,
        max_length=250,
    )
    is_decorative = BooleanBlock(
        label=_("it only decorates"),
        help_text=_("Nothing is read aloud, because nothing would be missed."),
        required=False,
    )
    caption = CharBlock(label=_("caption and author"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "newsroom/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        """Ask for the words before the text goes out; a draft may still lack them."""
        cleaned = super().clean(value)
        fault = fault_of_words(cleaned["alternative"], is_decorative=cleaned["is_decorative"])
        if fault and not self.is_deferred_validation:
            raise StructBlockValidationError({"alternative": ValidationError(str(fault))})
        return cleaned


class LinkBlock(StructBlock):  # type: ignore[misc]
    """One link with its own words."""

    label = CharBlock(label=_("words of the link"), max_length=150)
    url = URLBlock(label=_("address"), max_length=500)

    class Meta:
        icon = "link"
        label = _("link")


class LinksBlock(StructBlock):  # type: ignore[misc]
    """Links below one another, under a heading."""

    title = CharBlock(label=_("heading"), required=False, max_length=150)
    links = ListBlock(LinkBlock(), label=_("links"), min_num=1, max_num=30)

    class Meta:
        icon = "list-ul"
        label = _("list of links")
        template = "newsroom/blocks/links.html"


class ArticleBlock(StreamBlock):  # type: ignore[misc]
    """The text of an article."""

    heading = CharBlock(
        label=_("heading"), icon="title", max_length=150, template="newsroom/blocks/heading.html"
    )
    paragraph = RichTextBlock(
        label=_("paragraph"),
        icon="pilcrow",
        features=list(PARAGRAPH_FEATURES),
        max_length=20_000,
        template="newsroom/blocks/paragraph.html",
    )
    quote = QuoteBlock()
    picture = PictureBlock()
    links = LinksBlock()
