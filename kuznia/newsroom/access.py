"""What each role gets at the addresses of the newsroom.

Everything else under /redakcja/ belongs to Wagtail and stands behind the same door as its first page.
"""

from kuznia.lib.access import Access, Outcome
from kuznia.newsroom.access_knowledge import KNOWLEDGE

ACCESS = {
    **KNOWLEDGE,
    "newsroom:news": Access.everyone(Outcome.OK),
    "newsroom:article": Access.everyone(Outcome.OK, target="published_news"),
    "newsroom:feed": Access.everyone(Outcome.OK),
    "newsroom:feed-of-subject": Access.everyone(Outcome.OK, target="news_subject"),
    "newsroom:partners": Access.everyone(Outcome.OK),
    "newsroom:embedded": Access.everyone(Outcome.OK),
    "newsroom:picture": Access.everyone(Outcome.OK, target="news_picture"),
    "wagtailadmin_home": Access(
        visitor=Outcome.SIGN_IN,
        resident=Outcome.FORBIDDEN,
        representative=Outcome.FORBIDDEN,
        officer=Outcome.OK,
        editor=Outcome.OK,
        administrator=Outcome.OK,
    ),
}
