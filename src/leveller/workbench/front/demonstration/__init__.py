"""The demonstration region: a fictional country, made by a documented model from one seed.

`ensure()` in `ensure.py` brings it into an empty store. The model's modules are pure: arrays and
frozen dataclasses in and out, no clock, no database. `docs/demonstration.md` states its equations.
"""
