"""The settings of the tests: the site's own, in an environment that no developer's `.env` changes.

DATABASE_URL and LIVE_DATABASE_URL choose the server; each test run makes databases of its own
there. On SQLite they are files, as threads can't share what is in memory as they share a file; each
process has its own, so that two runs don't meet.
"""

import os

os.environ.update(
    INET3_ENV_FILE=os.devnull,
    INET3_DEBUG="0",
    INET3_ROLE="editorial",
    INET3_SECRET_KEY="the-secret-key-of-the-tests-is-no-secret-at-all-0123456789",
    INET3_ALLOWED_HOSTS="127.0.0.1,localhost",
    INET3_HTTPS="0",
    INET3_REVIEW="0",
    INET3_MFA="0",
    INET3_DATA_DIR="data/tests",
)

from inet3site.settings import *  # noqa: F403  (reads the environment above)
from inet3site.settings import CACHES, DATA_DIR, DATABASES, STORAGES

for alias, config in DATABASES.items():
    config["TEST"] = {"DEPENDENCIES": []}
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["TEST"]["NAME"] = str(DATA_DIR / f"{alias}-{os.getpid()}.sqlite3")
# Tests begin at the same place in the ledger, each with content of its own.
CACHES = {**CACHES, "answers": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "attachments": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
