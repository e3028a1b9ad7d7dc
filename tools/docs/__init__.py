"""Makes the pages of docs/generated: what can be read from the code is never written by hand."""
