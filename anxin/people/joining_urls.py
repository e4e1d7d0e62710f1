"""Where recruiting, screening, training and the pledge are."""

from django.urls import path

from anxin.people.views.joining import drives, mine, page, screening
from anxin.people.views.learning import take, write

urlpatterns = [
    path("join/mine/<str:key>", mine.mine, name="my_application"),
    path("join/mine/<str:key>/certificate", mine.certificate, name="my_certificate"),
    path("join/mine/<str:key>/withdraw", mine.withdraw, name="my_withdrawal"),
    path("join/mine/<str:key>/account", mine.choose, name="my_login"),
    path("join/mine/<str:key>/my-account", mine.use_mine, name="my_account_here"),
    path("join/<slug:slug>", page.join, name="join"),
    path("join/<slug:slug>/", page.with_slash, name="join_slash"),
    path("people/recruiting/", drives.recruiting, name="recruiting"),
    path("people/recruiting/new", drives.new, name="drive_new"),
    path("people/recruiting/<uuid:id>", drives.drive, name="drive"),
    path("people/recruiting/<uuid:id>/change", drives.change, name="drive_change"),
    path("people/recruiting/<uuid:id>/close", drives.close, name="drive_close"),
    path("people/recruiting/<uuid:id>/reopen", drives.reopen, name="drive_reopen"),
    path("people/recruiting/<uuid:id>/qr.svg", drives.qr, name="drive_qr"),
    path("people/applications/<uuid:id>", screening.one, name="application"),
    path("people/applications/<uuid:id>/act/<slug:name>", screening.act, name="application_act"),
    path("people/start", take.start, name="start"),
    path("people/learn/", take.courses, name="courses"),
    path("people/learn/<uuid:id>", take.course, name="course"),
    path("people/learn/<uuid:id>/lessons/<uuid:lesson_id>", take.lesson, name="lesson"),
    path("people/learn/<uuid:id>/quiz", take.quiz, name="quiz"),
    path("people/learn/<uuid:id>/quiz/<uuid:attempt_id>", take.result, name="quiz_result"),
    path("people/pledge", take.my_pledge, name="pledge"),
    path("people/pictures/<uuid:id>", take.picture, name="course_picture"),
    path("people/courses/", write.kept, name="courses_kept"),
    path("people/courses/starter", write.take_starter, name="course_starter"),
    path("people/courses/new", write.new, name="course_new"),
    path("people/courses/pledge", write.pledge_text, name="pledge_text"),
    path("people/courses/pledge/starter", write.take_pledge, name="pledge_starter"),
    path("people/courses/<uuid:id>", write.edit, name="course_edit"),
    path("people/courses/<uuid:id>/settings", write.settings, name="course_settings"),
    path("people/courses/<uuid:id>/lessons/new", write.lesson, name="course_lesson_new"),
    path("people/courses/<uuid:id>/lessons/<uuid:lesson_id>", write.lesson, name="course_lesson"),
    path("people/courses/<uuid:id>/questions/new", write.question, name="course_question_new"),
    path("people/courses/<uuid:id>/questions/<uuid:question_id>", write.question, name="course_question"),
    path("people/courses/<uuid:id>/act/<slug:name>", write.act, name="course_act"),
]
