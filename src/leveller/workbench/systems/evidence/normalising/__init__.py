"""From a text as a publisher wrote it to a value as the house stores it. Pure functions.

Each module parses one kind of text. Every distinct text of a column is parsed once.
"""
