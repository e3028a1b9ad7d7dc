"""Forms of the newsroom's own pages."""
