"""Where a resident's pages are."""

from django.urls import path

from anxin.pages.resident.views import code, home, poster, question

urlpatterns = [
    path("c/<slug:slug>", home.home, name="resident_home"),
    path("c/<slug:slug>/", home.with_slash, name="resident_home_slash"),
    path("c/<slug:slug>/ask", home.ask, name="resident_ask"),
    path("c/<slug:slug>/q/<uuid:id>", question.question, name="resident_question"),
    path("c/<slug:slug>/q/<uuid:id>/thread", question.question_thread, name="resident_thread"),
    path("c/<slug:slug>/q/<uuid:id>/say", question.say, name="resident_say"),
    path("c/<slug:slug>/code", code.code, name="resident_code"),
    path("c/<slug:slug>/back", code.back, name="resident_back"),
    path("c/<slug:slug>/qr.svg", poster.qr, name="resident_qr"),
    path("c/<slug:slug>/poster", poster.poster, name="resident_poster"),
    path("c/<slug:slug>/manifest.webmanifest", poster.manifest, name="resident_manifest"),
]
