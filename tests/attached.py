"""Files to attach: small ones of each kind, and how they are stored without a form."""

from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfWriter

from policies.files import attachments


def pdf(*, pages: int = 1, title: str = "", password: str = "") -> bytes:
    """A PDF of blank pages, which its title tells from others."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=72, height=72)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def image(kind: str = "PNG", *, size: tuple[int, int] = (2, 2)) -> bytes:
    """An image of one colour, in a format as Pillow names it."""
    content = BytesIO()
    Image.new("RGB", size, "white").save(content, kind)
    return content.getvalue()


PDF = pdf()
SHA256 = sha256(PDF).hexdigest()


def stored(name: str, content: bytes = PDF) -> str:
    """The name under which this content is stored from now on."""
    if not attachments().exists(name):
        attachments().save(name, ContentFile(content))
    return name


def a_pdf(content: bytes = PDF, name: str = "document.pdf") -> dict[str, Any]:
    """The fields of an attachment that has this PDF, stored under a name of its own."""
    return {
        "file": stored(f"{uuid4().hex}.pdf", content),
        "name": name,
        "media_type": "application/pdf",
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
    }
