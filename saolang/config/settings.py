"""Every setting, in one file. A deployment changes a few SAOLANG_… variables.

With nothing set at all the system runs on SQLite under var/, on this machine only.
"""

import secrets
import shutil
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from saolang.config import environment as env

BASE_DIR = Path(__file__).parent.parent.parent
VAR_DIR = Path(env.text("SAOLANG_VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = env.flag("SAOLANG_DEBUG", False)
DEMO = env.flag("SAOLANG_DEMO", False)
SECRET_KEY = env.secret(
    "SAOLANG_SECRET_KEY", VAR_DIR / "secret-key", secrets.token_urlsafe
)
# keys that must outlive a change of SECRET_KEY: printed codes, encrypted fields
CODE_KEY = env.secret(
    "SAOLANG_CODE_KEY", VAR_DIR / "code-key", secrets.token_hex
).encode()
FIELD_KEY = env.secret(
    "SAOLANG_FIELD_KEY", VAR_DIR / "field-key", secrets.token_hex
).encode()

PORT = env.port("PORT", 8000)
# a printed code carries this address for ever; it must not change once printed
PUBLIC_URL = env.text("SAOLANG_PUBLIC_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
# whether the day of issue is the first day of the 36 months (26/2026, article 4.3)
TERM_COUNTS_FIRST_DAY = env.flag("SAOLANG_TERM_COUNTS_FIRST_DAY", False)
ALLOWED_HOSTS = env.words("SAOLANG_HOSTS", "127.0.0.1 localhost [::1]")
CSRF_TRUSTED_ORIGINS = env.words("SAOLANG_ORIGINS", "")

DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "saolang.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "axes",
    "csp",
    "saolang.config",
    "saolang.ui",
    "saolang.audit",
    "saolang.tasks",
    "saolang.search",
    "saolang.files",
    "saolang.geography",
    "saolang.people",
    "saolang.notifications",
    "saolang.papers",
    "saolang.products",
    "saolang.evidence",
    "saolang.dossiers",
    "saolang.evaluation",
    "saolang.certificates",
    "saolang.stamps",
    "saolang.market",
    "saolang.web",
    "saolang.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "saolang.config.charset.CharsetMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "saolang.people.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "saolang.config.access.PolicyMiddleware",
    "saolang.tasks.idempotency.IdempotencyMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "saolang.config.urls"
WSGI_APPLICATION = "saolang.config.wsgi.application"

_LOADERS: list[Any] = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "saolang.web.navigation.navigation",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "saolang.ui.templatetags.ui",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", _LOADERS)],
                )
            ],
        },
    }
]
FORM_RENDERER = "saolang.ui.forms.FieldRenderer"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "saolang.people.backends.LoginBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "web:desk"
LOGOUT_REDIRECT_URL = "web:home"
PRODUCT_NEXT_URL = "dossiers:of_product"  # where a product's own page leads on to
STARS_NEXT_URL = "certificates:again"  # where a product with stars goes on
STORY_ALIKE_URL = "web:story_alike"  # where a story is held beside the others
STORY_CLIP_HOSTS = env.words(
    "SAOLANG_CLIP_HOSTS",
    "youtube.com youtu.be vimeo.com facebook.com fb.watch tiktok.com",
)
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "saolang.people.backends.who_is_meant"
AXES_LOCKOUT_TEMPLATE = "people/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "saolang" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
FORMAT_MODULE_PATH = ["saolang.config.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# turns papers that follow an office's own Word template into PDF; empty: none does
OFFICE_PROGRAM = env.text("SAOLANG_OFFICE_PROGRAM", shutil.which("soffice") or "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = [
    "saolang.files.uploads.CapHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

EMAIL_BACKEND = env.text(
    "SAOLANG_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("SAOLANG_MAIL_FROM", "sao-lang@example.vn")
# an operator's own address that turns signed JSON into text messages; empty: none
SMS_GATEWAY = env.outbound("SAOLANG_SMS_GATEWAY", "")
SMS_KEY = env.key("SAOLANG_SMS_KEY", needed=bool(SMS_GATEWAY))
# beside the list in the app, in the order people see them
CHANNELS = [
    "saolang.notifications.channels.Email",
    *(["saolang.notifications.channels.Sms"] if SMS_GATEWAY else []),
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
# TLS ends at the proxy in front; its word makes HSTS and the origin check work
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if PUBLIC_URL.startswith("https://") else None
)
SECURE_HSTS_SECONDS = 31536000 if PUBLIC_URL.startswith("https://") else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
