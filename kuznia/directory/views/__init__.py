"""Pages of the directory: the public ones, the office's, and those of an organisation's own people."""
