"""What must always hold of the outbox; `manage.py verify` runs each query and expects no row."""

INVARIANTS = {
    "notify: what was sent was tried": """
        SELECT id FROM notify_message WHERE state = 'sent' AND (attempts = 0 OR tried_at IS NULL)""",
    "notify: what was given up says why": """
        SELECT id FROM notify_message WHERE state = 'undelivered' AND last_answer = '' AND letter <> '{}'""",
    "notify: what is on its way still has its letter": """
        SELECT id FROM notify_message WHERE state IN ('waiting', 'failed') AND letter = '{}'""",
    "notify: every message has a Message-ID of one line": """
        SELECT id FROM notify_message WHERE message_id !~ '^<[^<>@[:space:]]+@[^<>@[:space:]]+>$'""",
}
