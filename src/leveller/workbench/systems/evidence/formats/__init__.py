"""The files that are recognised, one module a family. `recognising.recognise` is the way in.

A format looks at headings and a sample and either says what the file is, or passes. Formats of
observations come down to a layout; lookups, boundaries and metadata to drafts.
"""
