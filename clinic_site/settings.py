"""The site's settings. This file alone reads the environment, and this is all it reads:

| variable       | default                     | what it does                                                        |
|----------------|-----------------------------|---------------------------------------------------------------------|
| `PORT`         | `8000`                      | the port gunicorn listens on, at 127.0.0.1                          |
| `SITE_URL`     | `http://127.0.0.1:$PORT`    | the only source of absolute addresses; `https://...` also switches  |
|                |                             | on secure cookies, the redirect to https and HSTS                   |
| `DATA_DIR`     | `var/` beside `manage.py`   | database, static files, private key; never in git                   |
| `DATABASE_URL` | SQLite in `DATA_DIR`        | `postgres://user:password@host/name` for PostgreSQL                 |
| `WEB_WORKERS`  | `2`                         | gunicorn's processes, twelve threads each                           |
| `DEMO`         | off                         | `1`: every page says that the clinic is invented, and is `noindex`  |
| `DEBUG`        | off                         | `1`: Django's error pages; never on a public machine                |
"""

import os
import re
import zoneinfo
from contextlib import contextmanager, suppress
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / "var").resolve()
DEMO_MARK = DATA_DIR / "demo-content"
DEMO = env.bool("DEMO", default=False) or DEMO_MARK.exists()
DEBUG = env.bool("DEBUG", default=False)


def whole_number(name, default):
    """A variable of the environment as a number, refusing anything else."""
    try:
        return env.int(name, default=default)
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from problem


def site_address(url):
    """The scheme and host of SITE_URL, refusing what can't be the start of an address."""
    match = re.fullmatch(r"(https?)://(\[[0-9a-f:]+\]|[\w.-]+)(:[0-9]{1,5})?/?", url.lower())
    if not match:
        raise ImproperlyConfigured(
            f"SITE_URL is {url!r}. It must look like https://www.example.com, without a path."
        )
    scheme, host, port = match.groups(default="")
    return f"{scheme}://{host}{port}", host


def private_key(folder):
    """The key that signs sessions and one-time links: made once, readable by its owner alone.

    A file without a key in it is what a crash or a full disk left: another is made. Two processes that
    start together agree on one key, for each waits for the other. Raises ImproperlyConfigured.
    """
    path = folder / "private-key"
    try:
        # Others may pass, for a web server reads the pages and pictures below, but not look around.
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        if key := _key_in(path):
            return key
        with _locked(folder):
            if not _key_in(path):
                aside = folder / "private-key.new"
                aside.unlink(missing_ok=True)
                with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                    file.write(get_random_secret_key())
                    file.flush()
                    os.fsync(file.fileno())  # a power cut must not leave it empty
                aside.replace(path)
        return _key_in(path)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"the data folder {folder} can’t be used ({problem.strerror}). "
            "Set DATA_DIR to a folder you can write to."
        ) from problem


def _key_in(path):
    """The key that a file holds; empty if there is no file, or something else in it, such as zeros."""
    text = path.read_bytes().decode(errors="replace").strip() if path.exists() else ""
    return text if re.fullmatch("[!-~]{32,}", text) else ""


@contextmanager
def _locked(folder):
    """Wait until no other process of this machine holds the folder; on Windows nobody waits."""
    if os.name != "posix":
        yield
        return
    import fcntl

    holder = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(holder, fcntl.LOCK_EX)
        yield
        os.fsync(holder)  # the file's name too
    finally:
        os.close(holder)


def keep_private(folder):
    """Let nobody but their owner read the key and the database in `folder`, whoever made it, and how.

    What belongs to another user stays as it is: it isn't ours to change.
    """
    # The database's journal, which holds its rows too, is named like it.
    for path in [folder / "private-key", *folder.glob("site.sqlite3*")]:
        with suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)


# Pages, pictures and static files are for all to read, a web server of another user too, whatever the
# machine is used to. What isn't says so: the key here, the database in `manage.py migrate`.
os.umask(0o022)

# How many requests Django works on at a time in each of gunicorn's processes. These have more threads:
# the rest is for patients.
SEATS = 8

# Who read which page is not written down: gunicorn's log of requests, which the privacy page speaks of.
ACCESS_LOG = None

PORT = whole_number("PORT", 8000)
WEB_WORKERS = whole_number("WEB_WORKERS", 2)
SITE_URL, SITE_HOST = site_address(env.str("SITE_URL", default="") or f"http://127.0.0.1:{PORT}")
HTTPS = SITE_URL.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

SECRET_KEY = private_key(DATA_DIR)
keep_private(DATA_DIR)
# Patients get pages from the published folder; whoever works on the templates, from Django. The
# folder is switched by a symbolic link under a file lock, which Windows doesn't have.
BAKE = not DEBUG and os.name == "posix"
ALLOWED_HOSTS = [SITE_HOST] + (LOOPBACK if SITE_HOST in LOOPBACK else [])

INSTALLED_APPS = [
    "services",
    "clinic_site.apps.StaffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "services.http.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After it is known who asks; nothing above reads what was sent (the check for forgeries does so
    # once all of these have been passed).
    "services.http.limits.limited_size",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "clinic_site.urls"
WSGI_APPLICATION = "clinic_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

if database_url := env.str("DATABASE_URL", default=""):
    DATABASES = {"default": env.db_url_config(database_url)}
    if DATABASES["default"].get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host/name."
        )
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # Staff are told after seconds, not minutes, that the database is away, or that it hangs. All but the
    # first are in milliseconds.
    for _name, _value in {
        "connect_timeout": 5,
        "tcp_user_timeout": 20_000,
        "options": "-c statement_timeout=20000",
    }.items():
        DATABASES["default"].setdefault("OPTIONS", {}).setdefault(_name, _value)
else:
    SQLITE_FILE = DATA_DIR / "site.sqlite3"
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            # Never begun by whoever reads or writes first: a file that is away isn't a new clinic.
            # `manage.py migrate` begins it.
            "NAME": f"{SQLITE_FILE.as_uri()}?mode=rw",
            # A writer takes the lock when its transaction begins, and waits its turn: two who save
            # at once both succeed. No WAL: SQLite before 3.51.3 can corrupt a database when the
            # log is reset.
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    }

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "services.http.static_files.StaticFiles"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Addresses without a hash are left out: nothing links to them.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# They are for our own pages: no other site may read them.
WHITENOISE_ALLOW_ALL_ORIGINS = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en"
# One language as yet. All words go through gettext: with a translation, this is the switch. Until
# then looking each word up would be a fifth of the time that a page takes to make.
USE_I18N = False
# Times are stored in UTC; days begin and end in the clinic's own time zone (`ClinicContent.zone`).
TIME_ZONE = "UTC"
USE_TZ = True
# Clocks go by the tzdata package alone: what a machine has may be years old, and an hour wrong.
zoneinfo.reset_tzpath(to=())

# A form with a picture that is too large is still read, so that its words aren't lost; one that is
# larger than this in bytes is not.
LARGEST_REQUEST = 64 * 1024 * 1024
# The same for whoever isn't signed in. The largest form is that of a review: a note of 4,000 letters, of
# which each takes 12 bytes at most.
LARGEST_WITHOUT_SESSION = 64 * 1024
# A page has 100 parts of a kind at most, each with half a dozen fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# Cookies are the staff's alone: browsers don't even send them to a public page.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SECURE_SSL_HOST = SITE_URL.partition("://")[2]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# HSTS speaks for this host alone: whether the clinic's other addresses (mail, booking) have https,
# and whether it wants to be in the browsers' preload list, is not ours to declare.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Whoever reads about a treatment is not told to the site they go on to.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Errors only: an address that doesn't exist is no news, and may say what somebody looked for;
    # nor is a machine that tries other hosts' names or made-up parameters.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
}
