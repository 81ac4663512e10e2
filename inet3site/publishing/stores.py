"""The two stores: `default` is the workspace, `live` is what is published.

The store that answers is chosen once, for a whole request or command, in a context variable;
no query names a store. A public request reads `live` and can reach nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.http import FileResponse, HttpRequest

WORKSPACE = "default"
LIVE = "live"

EDITORIAL_PATHS = ("/admin/", "/preview/", "/report/")
"""Requests under these paths work in the workspace, and may write there; all others are public."""

LIVE_MODELS = frozenset({"applied", "publicedition", "publicslug"})
"""Models of `publishing` that stand in `live`; its other models stand in the workspace."""

_store: ContextVar[str] = ContextVar("store", default=WORKSPACE)
_read_only: ContextVar[bool] = ContextVar("read_only", default=False)


class StoreError(RuntimeError):
    """A query went to a store that the present context does not open."""


def is_content(app_label: str) -> bool:
    """Whether the models of this app are content, which stands in both stores."""
    return getattr(apps.get_app_config(app_label), "is_content", False)


def is_derived(app_label: str) -> bool:
    """Whether the models of this app are derived from what is live, and stand in `live` alone."""
    return getattr(apps.get_app_config(app_label), "is_derived", False)


def stores_of(app_label: str, model_name: str | None) -> frozenset[str]:
    """The stores in which this model has a table."""
    if is_content(app_label):
        return frozenset({WORKSPACE, LIVE})
    if is_derived(app_label) or (app_label == "publishing" and model_name in LIVE_MODELS):
        return frozenset({LIVE})
    return frozenset({WORKSPACE})


class StoreRouter:
    """Send each model to its store, and content to the store of the present context."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        stores = stores_of(model._meta.app_label, model._meta.model_name)
        if len(stores) == 1:
            return next(iter(stores))
        return _store.get()

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        store = self.db_for_read(model, **hints)
        if _read_only.get():
            raise StoreError(f"A public request may not write {model._meta.label}.")
        return store

    def allow_relation(self, obj1: models.Model, obj2: models.Model, **hints: Any) -> bool:
        return obj1._state.db == obj2._state.db or None in (obj1._state.db, obj2._state.db)

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool:
        if app_label == "publishing" and model_name is None:
            return True
        return db in stores_of(app_label, model_name)


def _refuse(*args: Any) -> NoReturn:
    raise StoreError("A public request may not query the workspace.")


def _refuse_writes(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    if not sql.lstrip("( \n").upper().startswith(("SELECT", "WITH", "EXPLAIN")):
        raise StoreError("A public request may not write.")
    return execute(sql, params, many, context)


@contextmanager
def live_store() -> Iterator[None]:
    """Read and write content in `live`: for the projector alone."""
    token = _store.set(LIVE)
    try:
        yield
    finally:
        _store.reset(token)


@contextmanager
def public_store() -> Iterator[None]:
    """Read content from `live`; raise StoreError for any write and any query of the workspace."""
    read_only = _read_only.set(True)
    try:
        with (
            live_store(),
            connections[WORKSPACE].execute_wrapper(_refuse),
            connections[LIVE].execute_wrapper(_refuse_writes),
        ):
            yield
    finally:
        _read_only.reset(read_only)


def is_editorial(request: HttpRequest) -> bool:
    """Whether this request is answered from the workspace."""
    return settings.ROLE == "editorial" and request.path_info.startswith(EDITORIAL_PATHS)


def in_public_store(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an answer that is made while it is sent, each of them from `live` alone."""
    remaining = iter(pieces)
    while True:
        with public_store():
            piece = next(remaining, None)
        if piece is None:
            return
        yield piece


class PublicStoreMiddleware:
    """Answer every public request, its rendering included, from `live` alone."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if is_editorial(request):
            return self.get_response(request)
        with public_store():
            response = self.get_response(request)
        if response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = in_public_store(response.streaming_content)
        return response
