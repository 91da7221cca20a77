"""The mathematics. Arrays, tables and frozen dataclasses in and out; no web, no files, no clock."""
