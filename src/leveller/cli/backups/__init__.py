"""Backups: the database first, then every file that it names, each checked by its hash.

A folder of backups holds one folder a backup, named by its time, with the database and a
manifest; and `files/`, which they share, since a release never changes. What the database doesn't
name is not kept. Secrets are not in it: keep them elsewhere, or nobody can use what is encrypted.
"""
