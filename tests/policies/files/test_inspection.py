"""What may be attached is told by its content, and what it is called is safe."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from policies.files import MediaType, Upload, download_name, inspection, media_type_of
from policies.files.names import LONGEST, UNSAFE
from tests.attached import PDF, image, pdf

GOOD = {
    MediaType.PDF: PDF,
    MediaType.PNG: image("PNG"),
    MediaType.JPEG: image("JPEG"),
    MediaType.WEBP: image("WEBP"),
}
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize("media_type", GOOD)
def test_the_content_alone_tells_the_kind(media_type: MediaType) -> None:
    assert media_type_of(GOOD[media_type]) == media_type
    upload = Upload(GOOD[media_type], "evil.html")
    assert upload.name.endswith(media_type.suffix)
    assert upload.download_name == f"evil.html{media_type.suffix}"
    assert upload.name != Upload(GOOD[media_type], "evil.html").name


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(HTML, "kind", id="html"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind", id="svg"),
        pytest.param(b"PK\3\4" + bytes(40), "kind", id="zip"),
        pytest.param(b"GIF89a" + bytes(40), "kind", id="gif"),
        pytest.param(HTML + PDF, "kind", id="html before a pdf"),
        pytest.param(b"\n" + PDF, "kind", id="line before a pdf"),
        pytest.param(PDF[:-40], "damaged", id="cut pdf"),
        pytest.param(PDF + b"PK\3\4" + bytes(2000), "damaged", id="zip after a pdf"),
        pytest.param(b"%PDF-1.7\n%%EOF", "damaged", id="pdf of nothing"),
        pytest.param(pdf(pages=0), "no-pages", id="pdf without pages"),
        pytest.param(pdf(password="secret"), "encrypted", id="pdf with a password"),
        pytest.param(GOOD[MediaType.PNG][:-20], "damaged", id="cut png"),
        pytest.param(GOOD[MediaType.PNG] + HTML, "damaged", id="html after a png"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + HTML, "damaged", id="html in a png"),
        pytest.param(GOOD[MediaType.JPEG] + HTML, "damaged", id="html after a jpeg"),
        pytest.param(GOOD[MediaType.JPEG][:-2], "damaged", id="cut jpeg"),
        pytest.param(GOOD[MediaType.WEBP] + HTML, "damaged", id="html after a webp"),
        pytest.param(b"RIFF\4\0\0\0WEBP", "damaged", id="webp of nothing"),
    ],
)
def test_what_is_refused_and_why(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        media_type_of(content)
    assert refused.value.code == code


def test_there_is_a_limit_to_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "MOST_PAGES", 2)
    monkeypatch.setattr(inspection, "MOST_PIXELS", 16)
    assert media_type_of(pdf(pages=2))
    assert media_type_of(image(size=(4, 4)))
    for content, code in [
        (pdf(pages=3), "too-many-pages"),
        (image(size=(4, 5)), "too-many-pixels"),
        (PDF.ljust(inspection.LARGEST + 1), "too-large"),
    ]:
        with pytest.raises(ValidationError) as refused:
            media_type_of(content)
        assert refused.value.code == code


def test_an_image_that_would_fill_the_memory_is_not_read() -> None:
    wide = image().replace((2).to_bytes(4), (60_000).to_bytes(4))
    with pytest.raises(ValidationError) as refused:
        media_type_of(wide)
    assert refused.value.code in ("too-many-pixels", "damaged")


@given(st.binary(max_size=200), st.sampled_from(list(GOOD)), st.integers(0, 400))
def test_no_content_breaks_the_check(noise: bytes, media_type: MediaType, place: int) -> None:
    """Whatever stands where, a file is taken or refused with a reason."""
    good = GOOD[media_type]
    for content in (noise, good[:place] + noise, good[:place] + noise + good[place:]):
        try:
            assert media_type_of(content) in MediaType
        except ValidationError as error:
            assert error.code
            assert error.messages


@given(st.text(max_size=300), st.sampled_from(MediaType))
def test_the_name_of_a_download_is_safe(name: str, media_type: MediaType) -> None:
    found = download_name(name, media_type)
    assert found.endswith(media_type.suffix)
    assert len(found) <= LONGEST
    assert not UNSAFE & set(found)
    assert not any(unicodedata.category(char)[0] == "C" for char in found)
    assert found == found.strip(". ")
    assert "  " not in found
    assert found != media_type.suffix
    assert download_name(found, media_type) == found


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("白皮书（2023年）.PDF", "白皮书（2023年）.pdf"),
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        ("report\u202efdp.exe", "report fdp.exe.pdf"),
        ('a"b\r\nSet-Cookie: x', "a-b Set-Cookie- x.pdf"),
        ("scan.pdf.PNG", "scan.pdf"),
        (".pdf", "file.pdf"),
        ("", "file.pdf"),
    ],
)
def test_names_that_mean_harm_or_nothing(given_name: str, expected: str) -> None:
    assert download_name(given_name, MediaType.PDF) == expected
