"""Pages."""

from django.urls import URLPattern, URLResolver, include, path

from anxin.pages import landing, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    *landing.urlpatterns,
    path("", include("anxin.pages.resident.urls")),
    path("", include("anxin.pages.joining.urls")),
    *styleguide.urlpatterns,
]
