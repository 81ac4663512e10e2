"""Settings: this file and the environment; the README has the table of variables."""

from typing import Any

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from inet3site import environment
from inet3site.environment import BASE_DIR, ConfigurationError

environment.load_env_file()

DEBUG = environment.flag("INET3_DEBUG", default=False)
ROLE = environment.choice("INET3_ROLE", ("editorial", "public"))
DESK_URL = environment.text("INET3_DESK_URL").rstrip("/")
REVIEW_REQUIRED = environment.flag("INET3_REVIEW", default=True)
SECOND_FACTOR_REQUIRED = environment.choice("INET3_MFA", ("publishers", "0")) == "publishers"
ALLOWED_HOSTS = environment.names("INET3_ALLOWED_HOSTS", "127.0.0.1,localhost" if DEBUG else "")
HTTPS = environment.flag("INET3_HTTPS", default=not DEBUG)
SECRET_KEY = environment.text("INET3_SECRET_KEY", "insecure-key-for-development" if DEBUG else "")
DATA_DIR = environment.directory("INET3_DATA_DIR", "data")
FILES_DIR = environment.directory("INET3_FILES", str(DATA_DIR / "files"))

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
if not DEBUG:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ConfigurationError("INET3_SECRET_KEY must be set to at least 50 random characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ConfigurationError("INET3_ALLOWED_HOSTS must list the host names of this site.")
    if not HTTPS and not LOOPBACK.issuperset(ALLOWED_HOSTS):
        raise ConfigurationError("INET3_HTTPS may be 0 only where all hosts are this machine.")

# Applications

INSTALLED_APPS = [
    "inet3site.publishing.apps.PublishingConfig",
    "inet3site.search",
    "inet3site.proofreading",
    "policies",
    "districts",
    "inet3site.pages",
    "inet3site.api",
    "inet3site.reports",
    "inet3site.links",
    "inet3site.desk",
    "inet3site.publishing.apps.EditorialAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
]
MIDDLEWARE = [
    "inet3site.publishing.stores.PublicStoreMiddleware",
    "inet3site.publishing.cache.AnswerCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inet3site.compression.CompressionMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "inet3site.api.middleware.SameInAllLanguagesMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "inet3site.pages.errors.FormerAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if ROLE == "editorial":  # docs/adr/0012: only here are there accounts
    INSTALLED_APPS += ["allauth.account", "allauth.mfa", "inet3site.accounts"]
    MIDDLEWARE += [
        "allauth.account.middleware.AccountMiddleware",
        "inet3site.accounts.middleware.DeskMiddleware",
    ]
ROOT_URLCONF = "inet3site.urls"
WSGI_APPLICATION = "inet3site.wsgi.application"
TEMPLATE_LOADERS = [
    "inet3site.template_loaders.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Databases: `default` is the workspace, `live` is what is published (docs/adr/0001)

SQLITE_OPTIONS: dict[str, Any] = {  # docs/adr/0003
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
READ_ONLY_OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {"timeout": 20, "init_command": "PRAGMA query_only=ON;"},
    "django.db.backends.postgresql": {"options": "-c default_transaction_read_only=on"},
}


def database(variable: str, file_name: str, *, read_only: bool = False) -> dict:
    """The database that the URL in `variable` names; a SQLite file in DATA_DIR where unset.

    Raise ConfigurationError for a URL of anything but SQLite and PostgreSQL.
    """
    url = environment.text(variable) or f"sqlite:///{DATA_DIR / file_name}"
    try:
        config = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError as error:
        raise ConfigurationError(f"{variable} is not the URL of a database.") from error
    if config["ENGINE"] not in READ_ONLY_OPTIONS:
        raise ConfigurationError(f"{variable} must name a SQLite or PostgreSQL database.")
    if read_only:
        options = READ_ONLY_OPTIONS[config["ENGINE"]]
    else:
        options = SQLITE_OPTIONS if config["ENGINE"].endswith("sqlite3") else {}
    return {**config, "OPTIONS": config.get("OPTIONS", {}) | options}


if ROLE == "public":
    DATABASES = {
        "default": {},
        "live": database("LIVE_DATABASE_URL", "live.sqlite3", read_only=True),
    }
else:
    DATABASES = {
        "default": database("DATABASE_URL", "workspace.sqlite3"),
        "live": database("LIVE_DATABASE_URL", "live.sqlite3"),
    }
    if DATABASES["default"] == DATABASES["live"]:
        raise ConfigurationError("DATABASE_URL and LIVE_DATABASE_URL must be two databases.")
DATABASE_ROUTERS = ["inet3site.publishing.stores.StoreRouter"]

# Caches: answers stand under the head of the ledger, in each process; while developing, nowhere

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "answers": {
        "BACKEND": f"django.core.cache.backends.{'dummy.Dummy' if DEBUG else 'locmem.LocMem'}Cache",
        "LOCATION": "answers",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
    "imports": {  # tables that editors have yet to confirm, and how far they are; of all processes
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "imports",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# Mail: of what failed while nobody looked; while developing it is printed

MAIL_SERVER = environment.mail_server("INET3_MAIL_URL", "smtp://localhost")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if DEBUG
    else {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": MAIL_SERVER}
}
ADMINS = environment.names("INET3_ADMINS")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("INET3_MAIL_FROM", "inet3site@localhost")

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "inet3site" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Files: those of the site, and those that editors attach

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {  # drafts' too: nothing but the site's own views may serve them
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Security

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
# The form of a document has its sections, provisions, targets and citations in one: 150 sections
# alone are 1,500 fields and, with their texts, over 2.5 MB; Django's own limits are 1,000 fields
# and 2.5 MB.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
BEHIND_PROXY = environment.flag("INET3_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Sign-in at the desk (docs/adr/0012): limits are counted by inet3site.accounts, never in a cache

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "inet3site.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "inet3site.accounts.forms.LoginForm",
    "reauthenticate": "inet3site.accounts.forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "inet3site.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "inet3site.accounts.forms.EnrolmentForm",
    "authenticate": "inet3site.accounts.forms.CodeForm",
    "reauthenticate": "inet3site.accounts.forms.CodeAgainForm",
}
MFA_TOTP_ISSUER = "Beijing Internet 3.0"
MFA_TOTP_TOLERANCE = 1  # clocks of phones may differ by half a minute

# The API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Beijing Internet 3.0",
    "DESCRIPTION": "All that this site publishes of Beijing's Internet 3.0 policy.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "SERVERS": [{"url": "/"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SORT_OPERATION_PARAMETERS": False,
    "POSTPROCESSING_HOOKS": ["inet3site.api.schema.add_shared_components"],
}

# Logging: all to standard error; a 404 is no news

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": []},
        "django.request": {"level": "ERROR"},
    },
}
