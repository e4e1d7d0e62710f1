from django.urls import path

from anxin.desk.views import paged, queue, thread, verbs

urlpatterns = [
    path("desk/", queue.home, name="desk_home"),
    path("desk/paged", paged.paged, name="paged"),
    path("desk/q/<uuid:id>", thread.anywhere, name="question_anywhere"),
    path("desk/<slug:slug>", queue.desk, name="desk"),
    path("desk/<slug:slug>/lists", queue.lists, name="desk_lists"),
    path("desk/<slug:slug>/next", queue.take_next, name="take_next"),
    path("desk/<slug:slug>/q/<uuid:id>", thread.question, name="question"),
    path("desk/<slug:slug>/q/<uuid:id>/messages", thread.messages, name="question_messages"),
    path("desk/<slug:slug>/q/<uuid:id>/about", thread.beside, name="question_about"),
    path("desk/<slug:slug>/q/<uuid:id>/answer", verbs.answer, name="answer"),
    path("desk/<slug:slug>/q/<uuid:id>/<slug:name>", verbs.act, name="verb"),
]
