"""Reads tables of organisations as people keep them, cleans their rows and compares them with the directory.

Nothing here writes: `services.imports` does. The way of a row: `csv_reader` or `xlsx_reader` give cells, `sheets` finds
the headings, `columns` says what stands where, `rows` cleans one row, `comparing` says what it would change.
"""
