"""What tests of papers share."""

from hypothesis import settings

# A busy machine takes its time; what is tested here is text, not speed.
settings.register_profile("papers", deadline=None)
settings.load_profile("papers")
