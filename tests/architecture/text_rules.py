"""The rules of the house for templates, styles and lock files, each a function from a text to what is wrong in it."""

import re

BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
# A script element without an address; data blocks (JSON-LD) are not scripts and no policy stops them.
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\b(?:src\s*=|type\s*=\s*[\"']application/(?:ld\+)?json))[^>]*>", re.IGNORECASE
)
INLINE_STYLE = re.compile(r"<style\b|(?<=[\s\"'])style\s*=\s*[\"']", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"(?<=[\s\"'])on[a-z]{3,}\s*=\s*[\"']|javascript:|hx-on\b", re.IGNORECASE)
UNESCAPED = re.compile(r"\|\s*(?:safe|safeseq)\b|\{%\s*autoescape\s+off")
RAW_COLOUR = re.compile(r":[^;{}]*(#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4}))\b(?![\w-])", re.IGNORECASE)
# A word in a comment; a name such as TODO = ... is none.
OPEN_WORK = re.compile(r"(?:#|//|/\*|<!--|^\s*\*|^[-*]).*\b(?:TODO|FIXME|XXX|HACK)\b(?! ?#\d+)")
ADDRESS = re.compile(r"https?://|file://|git\+|--(?:extra-)?index-url|--find-links|^-i ", re.MULTILINE)
REFERENCE = re.compile(r"\{%-?\s*(extends|include|url)\s+[\"']([^\"']+)[\"']")


def inline_code(template: str) -> list[str]:
    """Return the scripts, styles and handlers that stand in the page itself, which our CSP refuses."""
    bare = TEMPLATE_COMMENT.sub("", template)
    return [
        match[0] for rule in (INLINE_SCRIPT, INLINE_STYLE, INLINE_HANDLER) for match in rule.finditer(bare)
    ]


def unescaped(template: str) -> list[str]:
    """Return the places where a template prints a text as markup."""
    return [match[0] for match in UNESCAPED.finditer(TEMPLATE_COMMENT.sub("", template))]


def raw_colours(style: str) -> list[str]:
    """Return the colours that are written as hex instead of a token."""
    return RAW_COLOUR.findall(BLOCK_COMMENT.sub("", style))


def urgent_styles(style: str) -> int:
    """Return how many declarations are !important."""
    return BLOCK_COMMENT.sub("", style).count("!important")


def open_work(text: str) -> list[str]:
    """Return the notes about work to do that name no issue."""
    return [line.strip() for line in text.splitlines() if OPEN_WORK.search(line)]


def addresses(lock: str) -> list[str]:
    """Return what would tie a lock file to one index or one machine."""
    return ADDRESS.findall(lock)


def references(template: str) -> list[tuple[str, str]]:
    """Return what a template extends, includes and links, as (tag, name)."""
    return REFERENCE.findall(TEMPLATE_COMMENT.sub("", template))
