"""What tests of pages share."""

from hypothesis import settings

# A machine that does other work meanwhile is no fault of the code.
settings.register_profile("pages", deadline=None)
settings.load_profile("pages")
