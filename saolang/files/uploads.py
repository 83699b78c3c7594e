"""Stop a file that is too big while it still streams in."""

from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from saolang.files import limits


class CapHandler(FileUploadHandler):
    """Drops what comes after the limit, so that no upload fills the disk.

    What is kept is just longer than the limit, for `services.receive` to refuse with
    a sentence while the other fields of the form arrive whole.
    """

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: Any,  # noqa: N803 Django's name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > limits.REQUEST_BYTES:
            raise RequestDataTooBig("The request is longer than any form of ours.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None if start > limits.FILE_BYTES else raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        return None
