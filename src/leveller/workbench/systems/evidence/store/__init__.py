"""The store of releases: immutable Parquet files, read a few row groups at a time.

A release lies in `releases/<sha256>/`. Its `observations.parquet` is sorted, so that the figures
of one indicator at one place lie together; its `summary.parquet` holds the latest of everything at
every place, sorted by place. A read decodes only the row groups that can hold an answer and keeps
the last ones decoded in memory. Nothing here knows who may see what: `queries` decides that.
"""
