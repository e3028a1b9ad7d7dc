"""What must always hold; `manage.py verify` runs each query and expects no row."""

INVARIANTS = {
    "inquiries: somebody has every question that is taken or answered": """
        SELECT id FROM inquiries_inquiry
        WHERE (state IN ('taken', 'answered')) AND holder_id IS NULL OR state = 'new' AND holder_id IS NOT NULL""",
    "inquiries: every answered question has an answer": """
        SELECT id FROM inquiries_inquiry inquiry WHERE state = 'answered' AND forgotten_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM inquiries_reply reply
          WHERE reply.inquiry_id = inquiry.id AND reply.kind = 'answer')""",
    "inquiries: a promised day never lies before the question": """
        SELECT id FROM inquiries_inquiry
        WHERE due_on <= (arrived_at AT TIME ZONE 'Europe/Warsaw')::date""",
    "inquiries: of a forgotten question nothing is left to read": """
        SELECT inquiry.id FROM inquiries_inquiry inquiry WHERE inquiry.forgotten_at IS NOT NULL
        AND (inquiry.question <> '' OR inquiry.name <> '—' OR inquiry.state IN ('new', 'taken')
          OR EXISTS (SELECT 1 FROM inquiries_reply reply WHERE reply.inquiry_id = inquiry.id))""",
    "inquiries: the form offers a topic": """
        SELECT count(*) FROM inquiries_topic WHERE is_offered HAVING count(*) = 0""",
}
