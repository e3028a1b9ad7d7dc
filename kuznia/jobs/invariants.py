"""What must always hold of long work; `manage.py verify` runs each query and expects no row."""

INVARIANTS = {
    "jobs: work under way is in the queue, or is closed within minutes": """
        SELECT progress.id FROM jobs_progress progress
        WHERE state IN ('waiting', 'running') AND created_at < kuznia_clock() - interval '15 minutes'
          AND NOT EXISTS (
            SELECT 1 FROM procrastinate_jobs
            WHERE status IN ('todo', 'doing') AND args ->> 'progress_id' = progress.id::text)""",
    "jobs: work that runs says since when": """
        SELECT id FROM jobs_progress WHERE state IN ('running', 'done') AND started_at IS NULL""",
    "jobs: work that is over is forgotten after two weeks": """
        SELECT id FROM jobs_progress WHERE ended_at < kuznia_clock() - interval '16 days'""",
}
