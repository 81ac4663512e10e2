"""Public answers are sent compressed, by Brotli or else gzip.

An attack such as BREACH needs a secret beside text that the attacker chooses. Public answers hold
no secret; those of the editorial paths hold form tokens, so they are sent as they are.
"""

import gzip
import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from .publishing.stores import is_editorial

SMALLEST = 200
"""Bytes below which compressing gains nothing."""

SMALL = 100_000
"""Bytes up to which an answer is worth the best of compression, as most pages are."""

QUALITY, QUALITY_OF_SMALL = 5, 10
"""Of Brotli's 0 to 11. Beyond 5 each further percent costs several times the processor time: for a
small answer 10 ms, once an edition."""

TEXT = re.compile(r"text/|[\w/.+-]*(?:json|xml)\b")
REFUSED = re.compile(r";\s*q=0(?:\.0*)?\s*$")


def brotli_of(content: bytes) -> bytes:
    """The content in Brotli, the smaller it is the better."""
    quality = QUALITY_OF_SMALL if len(content) <= SMALL else QUALITY
    return brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality)


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli_of,
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}
"""The encodings that we know, the one that we like best first."""


class CompressionMiddleware:
    """Compress the text of public answers as the client accepts it (RFC 9110, section 12.5.3)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_editorial(request) and is_compressible(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if encoding := chosen(request.headers.get("Accept-Encoding", "")):
                compress(response, encoding)
        return response


def is_compressible(response: HttpResponse) -> bool:
    """Whether this is text that is not compressed yet."""
    if response.streaming or "Content-Encoding" in response:
        return False
    is_text = TEXT.match(response.get("Content-Type", ""))
    return bool(is_text) and len(response.content) >= SMALLEST


def chosen(accepted: str) -> str | None:
    """The encoding of ours that an Accept-Encoding header names; None where it names none."""
    allowed = (each for each in accepted.lower().split(",") if not REFUSED.search(each))
    names = {each.partition(";")[0].strip() for each in allowed}
    return next((name for name in ENCODERS if name in names), None)


def compress(response: HttpResponse, encoding: str) -> None:
    """Encode the content; its entity tag is weak from now on, as others have other bytes."""
    response.content = ENCODERS[encoding](response.content)
    response["Content-Encoding"] = encoding
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))
    if response.get("ETag", "").startswith('"'):
        response["ETag"] = f"W/{response['ETag']}"
