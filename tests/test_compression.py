"""Public answers are compressed as the client asks; those that may hold a secret never are."""

import gzip

import brotli
import pytest
from django.http import FileResponse, HttpResponse
from django.test import Client, RequestFactory, override_settings

from inet3site.compression import CompressionMiddleware, chosen

PAGE = "<p>北京互联网3.0政策</p>" * 50
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress}


def answer(
    response: HttpResponse, *, path: str = "/en/", accepted: str = "gzip, br"
) -> HttpResponse:
    request = RequestFactory(headers={"accept-encoding": accepted}).get(path)
    return CompressionMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip, br; q=0.000", "gzip"),
        ("GZIP", "gzip"),
        ("", None),
        ("identity", None),
        ("brx, zgzip", None),
        (";;,=,br;q=x", "br"),
    ],
)
def test_the_client_chooses(accepted: str, encoding: str | None) -> None:
    assert chosen(accepted) == encoding


@pytest.mark.parametrize("encoding", DECODERS)
def test_the_text_arrives(encoding: str) -> None:
    response = answer(HttpResponse(PAGE, headers={"ETag": '"x"'}), accepted=encoding)
    assert response["Content-Encoding"] == encoding
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"] == 'W/"x"'
    assert DECODERS[encoding](response.content).decode() == PAGE


@pytest.mark.parametrize(
    "kind", ["application/json", "application/atom+xml", "application/problem+json", "text/csv"]
)
def test_data_are_compressed_too(kind: str) -> None:
    assert "Content-Encoding" in answer(HttpResponse(PAGE, content_type=kind))


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(b"\0" * 1000, content_type="image/png"),
        HttpResponse(PAGE, headers={"Content-Encoding": "zstd"}),
        FileResponse([PAGE.encode()]),
    ],
)
def test_other_answers_stay_as_they_are(response: HttpResponse) -> None:
    before = response.get("Content-Encoding")
    assert answer(response).get("Content-Encoding") == before


@pytest.mark.parametrize("path", ["/admin/", "/preview/", "/report/"])
def test_what_may_hold_a_secret_is_not_compressed(path: str) -> None:
    assert "Content-Encoding" not in answer(HttpResponse(PAGE), path=path)
    with override_settings(ROLE="public"):
        assert "Content-Encoding" in answer(HttpResponse(PAGE), path=path)


@pytest.mark.stores
def test_a_known_answer_is_a_304(client: Client) -> None:
    asked = {"host": "localhost", "accept-encoding": "br"}
    first = client.get("/api/v1/", headers=asked)
    assert first["Content-Encoding"] == "br"
    assert first["ETag"].startswith("W/")
    again = client.get("/api/v1/", headers={**asked, "if-none-match": first["ETag"]})
    assert again.status_code == 304
