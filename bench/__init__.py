"""`make bench`: pages, sign-ups and a storm, measured beside the floor in one run."""
