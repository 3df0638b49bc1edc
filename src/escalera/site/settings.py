"""One settings file. What differs between places comes from environment variables (docs/operating.md)."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

HOME = Path(os.environ.get("ESCALERA_HOME", ".data")).absolute()
# One machine, plain HTTP, loopback or a village network.
LOCAL = os.environ.get("ESCALERA_PUBLIC_HOST", "") == ""

DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'escalera.sqlite3'}")
try:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
    DATABASES["default"]["ENGINE"]  # missing where the URL is empty
except (ValueError, KeyError) as error:
    raise ImproperlyConfigured(
        "DATABASE_URL can't be read. Write postgres://user:password@host:5432/name or sqlite:///folder/file.sqlite3."
    ) from error
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }


def secret_key() -> str:
    if key := os.environ.get("SECRET_KEY"):
        return key
    file = HOME / "secret_key"
    if file.exists():
        return file.read_text()
    if not LOCAL:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to 50 random characters, and keep it: `escalera doctor` makes one."
        )
    from django.core.management.utils import get_random_secret_key

    HOME.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(get_random_secret_key())
    return file.read_text()


SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ESCALERA_PUBLIC_HOST", "localhost,127.0.0.1,[::1],testserver").split(",")
ROOT_URLCONF = "escalera.site.urls"
WSGI_APPLICATION = "escalera.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "escalera.reference",
    "escalera.ledger",
    "escalera.people",
    "escalera.skills",
    "escalera.programmes",
    "escalera.tasks",
    "escalera.tasks.authoring",
    "escalera.learning",
    "escalera.earnings",
    "escalera.jobs",
    "escalera.jobs.breakdowns",
    "escalera.paths",
    "escalera.credit",
    "escalera.circles",
    "escalera.coaching",
    "escalera.rights",
    "escalera.connectors",
    "escalera.look",
    "escalera.web.public",
    "escalera.web.worker",
    "escalera.web.account",
    "escalera.web.coordinator",
    "escalera.web.author",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "escalera.site.permissions.WithoutSensors",
    "escalera.site.hostile.WithoutFloods",
    "escalera.site.hostile.WithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "escalera.people.presence.PersonMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "escalera.look.templatetags.look",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = []  # PINs: rules of our own in people.actions
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_CLIENT_IP_CALLABLE = "escalera.people.presence.no_address"
AXES_LOCKOUT_CALLABLE = "escalera.web.account.lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
# axes counts by username since addresses are not kept; task frames are pages of our own (frame-ancestors 'self').
SILENCED_SYSTEM_CHECKS = ["axes.W003", "axes.W006", "security.W019"]

LANGUAGE_CODE = "es-mx"
LANGUAGES = [("es-mx", _("Spanish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "America/Mexico_City"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_MAX_AGE = 31536000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

SESSION_COOKIE_AGE = 60 * 60 * 24 * 180
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not LOCAL
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
if os.environ.get("ESCALERA_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "escalera.web.public.errors.form_expired"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# Logs say what happened, never to whom: no address, no name, no query string.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ESCALERA_LOG_LEVEL", "WARNING")},
}
