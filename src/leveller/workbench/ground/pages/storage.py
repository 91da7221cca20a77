"""Where static files stand: under names that hold their hash, once they have been collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStatic(CompressedManifestStaticFilesStorage):
    """Before `collectstatic` has run, as in tests, files are served from where they are written."""

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if name in self.hashed_files else name
