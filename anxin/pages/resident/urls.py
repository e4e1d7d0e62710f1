"""Where a resident's pages are."""

from django.urls import path

from anxin.pages.resident.views import attach, code, common, home, poster, question, rooms, there, typing

urlpatterns = [
    path("c/<slug:slug>", home.home, name="resident_home"),
    path("c/<slug:slug>/", home.with_slash, name="resident_home_slash"),
    path("c/<slug:slug>/ask", home.ask, name="resident_ask"),
    path("c/<slug:slug>/q/<uuid:id>", question.question, name="resident_question"),
    path("c/<slug:slug>/q/<uuid:id>/thread", question.question_thread, name="resident_thread"),
    path("c/<slug:slug>/q/<uuid:id>/say", question.say, name="resident_say"),
    path("c/<slug:slug>/q/<uuid:id>/attach", attach.attach, name="resident_attach"),
    path("c/<slug:slug>/q/<uuid:id>/typing", typing.in_question, name="resident_typing"),
    path("c/<slug:slug>/q/<uuid:id>/there", there.there, name="resident_there"),
    path("c/<slug:slug>/q/<uuid:id>/feedback", question.feedback, name="resident_feedback"),
    path("c/<slug:slug>/rooms", rooms.rooms, name="resident_rooms"),
    path("c/<slug:slug>/rooms/<uuid:id>", rooms.room, name="resident_room"),
    path("c/<slug:slug>/rooms/<uuid:id>/join", rooms.join, name="resident_room_join"),
    path("c/<slug:slug>/rooms/<uuid:id>/leave", rooms.leave, name="resident_room_leave"),
    path("c/<slug:slug>/rooms/<uuid:id>/say", rooms.say, name="resident_room_say"),
    path("c/<slug:slug>/rooms/<uuid:id>/read", rooms.read, name="resident_room_read"),
    path("c/<slug:slug>/rooms/<uuid:id>/typing", rooms.typing, name="resident_room_typing"),
    path("c/<slug:slug>/rooms/<uuid:id>/posts/<uuid:post_id>/<slug:name>", rooms.act, name="resident_room_post"),
    path("c/<slug:slug>/common", common.common, name="common_questions"),
    path("c/<slug:slug>/common/", common.with_slash, name="common_questions_slash"),
    path("c/<slug:slug>/common/near", common.near, name="common_near"),
    path("c/<slug:slug>/code", code.code, name="resident_code"),
    path("c/<slug:slug>/back", code.back, name="resident_back"),
    path("c/<slug:slug>/qr.svg", poster.qr, name="resident_qr"),
    path("c/<slug:slug>/poster", poster.poster, name="resident_poster"),
    path("c/<slug:slug>/manifest.webmanifest", poster.manifest, name="resident_manifest"),
]
