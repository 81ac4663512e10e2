"""What an authenticator app does: a key becomes the code of a moment (RFC 6238)."""

import hashlib
import hmac
import struct
import time
from base64 import b32decode

PERIOD = 30


def code_of(secret: str, *, after: int = 0) -> str:
    """The code of now, or of so many periods later."""
    count = struct.pack(">Q", int(time.time()) // PERIOD + after)
    digest = hmac.new(b32decode(secret), count, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
