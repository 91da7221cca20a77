"""A limit on what may be uploaded, checked before the first byte is kept."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Refuses a request whose length says that it is too large, and one whose length lied."""

    received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  named by Django
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        self._refuse_over(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            self.upload_interrupted()  # removes what was kept so far
        self._refuse_over(self.received)
        super().receive_data_chunk(raw_data, start)

    @staticmethod
    def _refuse_over(size: int) -> None:
        if size > settings.UPLOAD_LIMIT:
            most = settings.UPLOAD_LIMIT // 1_000_000
            raise RequestDataTooBig(f"An upload may have {most} megabytes, all files together.")
