"""Uploads on their way in: on disk without a name, so that a killed process leaves nothing readable behind."""

import tempfile
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

IN_MEMORY = 100_000
"""Bytes; what is larger goes to the disk."""


class Upload(UploadedFile):  # type: ignore[type-arg]  # it takes no argument when it runs
    """What came in."""

    no_room = False


class Nameless(FileUploadHandler):
    """Django's temporary files have names; these have none. Where the disk is full the file says so (`no_room`)."""

    file: IO[bytes]
    no_room: bool

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.no_room = False
        self.file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - Django closes it with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            self.file.write(raw_data)
        except OSError:
            self.no_room = True  # a refusal in place of a fault, once a view asks for the file

    def file_complete(self, file_size: int) -> "Upload":
        self.file.seek(0)
        upload = Upload(self.file, self.file_name, self.content_type, file_size, self.charset)
        upload.no_room = self.no_room
        return upload
