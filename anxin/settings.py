"""Django's settings. Everything that differs between machines comes from the environment or the data folder."""

import os
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from anxin.core.mail import TIMEOUT_S, read_mail_url
from anxin.core.secret import secret

django_stubs_ext.monkeypatch()

PROJECT = Path(__file__).resolve().parent
HOME = Path(os.environ.get("ANXIN_HOME") or PROJECT.parent / ".anxin").resolve()
HOST = os.environ.get("HOST", "127.0.0.1")
LOOPBACK = HOST in {"127.0.0.1", "localhost", "::1"}
TESTING = os.environ.get("ANXIN_TEST") == "1"
# The demo town brings logins that anyone can read: `anxin run` says so in ANXIN_DEMO, and never off the loopback address.
DEMO = os.environ.get("ANXIN_DEMO") == "1" and LOOPBACK
DEBUG = os.environ.get("ANXIN_DEBUG") == "1" and LOOPBACK

SECRET_KEY = os.environ.get("ANXIN_SECRET_KEY") or secret(HOME, "secret-key")
ALLOWED_HOSTS = os.environ.get("ANXIN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ANXIN_ORIGINS", "").split(",") if origin]
HTTPS = os.environ.get("ANXIN_HTTPS") == "1"

INSTALLED_APPS = [
    "anxin",
    "anxin.core",
    "anxin.people",
    "anxin.clients",
    "anxin.conversations",
    "anxin.campaigns",
    "anxin.rota",
    "anxin.desk",
    "anxin.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "anxin.core.health.RequestMetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "anxin.core.web.RefusalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "anxin.core.web.DoorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "anxin.urls"
ASGI_APPLICATION = "anxin.asgi.application"


class LoudInvalid(str):
    """In tests a template variable that does not exist is an error, not an empty place."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, missing: object) -> str:
        raise LookupError(f"template variable {missing!r} does not exist")


TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "anxin.pages.context.house",
            ],
            "string_if_invalid": LoudInvalid("%s") if TESTING else "",
        },
    }
]


def database(url: str) -> dict[str, Any]:
    """Django's form of a PostgreSQL address; connections are pooled in each process."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "anxin"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 8}, **parts},
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": f"test_anxin_{os.getpid()}"},
    }


DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://anxin@/anxin")
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts -------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "anxin.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {
    "login": "anxin.people.forms.SignInForm",
    "reauthenticate": "anxin.people.forms.AgainForm",
    "change_password": "anxin.people.forms.ChangePasswordForm",
}
# Passwords are counted by django-axes, for the API as well; "login_failed" is left for codes of the second step.
ACCOUNT_RATE_LIMITS = {"login_failed": "8/300s/key", "login": "120/m/ip"}
MFA_ADAPTER = "anxin.people.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "anxin.people.forms.CodeForm",
    "reauthenticate": "anxin.people.forms.CodeAgainForm",
    "activate_totp": "anxin.people.forms.SetUpAppForm",
    "add_webauthn": "anxin.people.forms.AddPasskeyForm",
    "edit_webauthn": "anxin.people.forms.RenamePasskeyForm",
    "authenticate_webauthn": "anxin.people.forms.PasskeyForm",
    "login_webauthn": "anxin.people.forms.PasskeyAloneForm",
    "reauthenticate_webauthn": "anxin.people.forms.PasskeyAgainForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # phones' clocks are half a minute off
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Anxin 安心"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOOPBACK and not HTTPS
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["code", "credential", "csrfmiddlewaretoken"]  # kept of a failure, but for these
AXES_LOCKOUT_CALLABLE = "anxin.people.signing_in.locked_out"
AXES_USERNAME_CALLABLE = "anxin.people.signing_in.attempted_name"
AXES_CLIENT_IP_CALLABLE = "anxin.people.signing_in.came_from"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time that we name holds
SILENCED_SYSTEM_CHECKS: list[str] = []

# The web --------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [PROJECT / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # blob: what she is about to send, on her own screen
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_FAILURE_VIEW = "anxin.core.web.stale_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 400  # more than the nine that are taken, so that a sentence can say so
FILE_UPLOAD_HANDLERS = ["anxin.core.files.uploads.Nameless"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Words and times ------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PROJECT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FIRST_DAY_OF_WEEK = 1

# Anxin's own ----------------------------------------------------------------------------------------------------------
# Addresses that stand before us and may name the visitor in X-Forwarded-For.
TRUSTED_PROXIES = int(os.environ.get("ANXIN_PROXIES", "0"))
# Many people share one address behind a carrier's NAT, so this is generous; the demo town is for load tests too.
IDENTITIES_PER_MINUTE = int(os.environ.get("ANXIN_IDENTITIES_PER_MINUTE", "60000" if DEMO else "600"))
WRITES_PER_MINUTE = int(os.environ.get("ANXIN_WRITES_PER_MINUTE", "60"))
POSTS_PER_MINUTE = int(os.environ.get("ANXIN_POSTS_PER_MINUTE", "12"))  # of a resident in rooms
STAFF_POSTS_PER_MINUTE = int(os.environ.get("ANXIN_STAFF_POSTS_PER_MINUTE", "60"))
QUESTIONS_PER_TEN_MINUTES = int(os.environ.get("ANXIN_QUESTIONS_PER_TEN_MINUTES", "10"))
FILES_PER_HOUR = int(os.environ.get("ANXIN_FILES_PER_HOUR", "30"))  # photos and voice notes of one question
FILES_PER_QUESTION = int(os.environ.get("ANXIN_FILES_PER_QUESTION", "200"))
# Threads of the solver that makes one rota, and the most seconds a coordinator can give it.
ROTA_WORKERS = int(os.environ.get("ANXIN_ROTA_WORKERS", str(min(2, os.cpu_count() or 1))))
ROTA_SECONDS = int(os.environ.get("ANXIN_ROTA_SECONDS", "300"))
METRICS_TOKEN = os.environ.get("ANXIN_METRICS_TOKEN", "")
# Where people find us, for links in mails; and whom a push service may write to.
ADDRESS = next(iter(CSRF_TRUSTED_ORIGINS), f"http://{HOST}:{os.environ.get('PORT') or 8000}")
CONTACT = os.environ.get("ANXIN_CONTACT") or "mailto:nobody@localhost"
# Mail to members, off until a server is named.
MAIL = read_mail_url(os.environ.get("ANXIN_EMAIL_URL", ""))
EMAIL_ON = MAIL is not None
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'dummy'}.EmailBackend"
EMAIL_TIMEOUT = TIMEOUT_S
if MAIL is not None:
    EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.tls, MAIL.starttls
    DEFAULT_FROM_EMAIL = MAIL.sender

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "anxin": {"level": "INFO"},
        # At WARNING Django would print the path of each refused request, which may hold a slug or an id.
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        # While the database is away it would say so several times a second.
        "psycopg.pool": {"level": "ERROR"},
    },
}
