"""From bytes to tables of text with row numbers, whatever the file was saved as.

`opening.open_file` is the way in. Nothing here knows what the figures mean.
"""
