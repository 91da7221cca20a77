"""Property tests here compare with slow oracles, so they take as long as they take."""

from hypothesis import settings

settings.register_profile("measures", deadline=None, max_examples=40)
settings.load_profile("measures")
