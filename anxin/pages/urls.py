"""Pages."""

from django.urls import URLPattern, URLResolver, include, path

from anxin.pages import styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anxin.pages.resident.urls")),
    *styleguide.urlpatterns,
]
