"""The sizes in which pictures of the news are shown, as Wagtail's filters."""

ON_LIST = "fill-480x320|format-webp"
ON_TOP = "max-1120x840|format-webp"
IN_TEXT = "max-960x1280|format-webp"
LEAD_SIZES = (ON_LIST, ON_TOP)
PUBLIC_SIZES = (*LEAD_SIZES, IN_TEXT)
