"""Forms of the directory: they parse and validate, services save."""
