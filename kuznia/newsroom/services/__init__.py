"""The only writers of the newsroom."""

from kuznia.newsroom.services.editors import EDITORS, admit_editor, dismiss_editor
from kuznia.newsroom.services.news import Part, publish_news

__all__ = ["EDITORS", "Part", "admit_editor", "dismiss_editor", "publish_news"]
