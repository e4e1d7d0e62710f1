"""Where everything is."""

from django.urls import include, path

from anxin.api import api
from anxin.core import health

urlpatterns = [
    path("api/", api.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("anxin.people.sign_in_urls")),
    path("", include("anxin.people.urls")),
    path("", include("anxin.rota.urls")),
    path("", include("anxin.desk.urls")),
    path("", include("anxin.pages.day.urls")),
    path("", include("anxin.pages.urls")),
    *health.urlpatterns,
]
