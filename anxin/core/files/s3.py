"""A store that speaks S3: Amazon's, MinIO, Ceph, and those of the clouds in China."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from anxin.core.files.store import Gone, StoreAway

TIMEOUT = timedelta(seconds=10)
CONNECT = timedelta(seconds=3)
TRIES: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=8)}


class Bucket:
    """`s3://bucket/prefix?endpoint=https://…&region=…`, with the keys of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        said = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.bucket, self.prefix, self.endpoint = parts.netloc, parts.path.strip("/"), said.get("endpoint", "")
        more: dict[str, Any] = {"endpoint": self.endpoint} if self.endpoint else {}
        # Clouds that give each bucket a name of its own say style=virtual; MinIO and most others want it in the path.
        more["virtual_hosted_style_request"] = said.get("style") == "virtual"
        self.store = S3Store(
            self.bucket,
            prefix=self.prefix or None,
            region=said.get("region") or os.environ.get("AWS_REGION") or "us-east-1",
            client_options={
                "timeout": TIMEOUT, "connect_timeout": CONNECT, "allow_http": self.endpoint.startswith("http://"),
            },
            retry_config=TRIES,
            **more,
        )  # fmt: skip

    def put(self, place: str, data: bytes) -> None:
        try:
            self.store.put(place, data, use_multipart=False)  # one request: all of it or nothing
        except (BaseError, OSError) as error:
            raise StoreAway(_short(error)) from error

    def get(self, place: str) -> bytes:
        try:
            return bytes(self.store.get(place).bytes())
        except (NotFoundError, FileNotFoundError) as error:
            raise Gone(place) from error
        except (BaseError, OSError) as error:
            raise StoreAway(_short(error)) from error

    def remove(self, place: str) -> None:
        try:
            self.store.delete(place)
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            raise StoreAway(_short(error)) from error

    def places(self) -> Iterator[tuple[str, datetime]]:
        try:
            for page in self.store.list(chunk_size=1000):
                for each in page:
                    yield each["path"], each["last_modified"]
        except (BaseError, OSError) as error:
            raise StoreAway(_short(error)) from error

    def free(self) -> int | None:
        return None

    def where(self) -> str:
        return f"the bucket {self.bucket}" + (f" at {self.endpoint}" if self.endpoint else "")


def _short(error: Exception) -> str:
    """The first line of what went wrong; the rest may hold the signed request."""
    return type(error).__name__
