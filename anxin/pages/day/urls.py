from django.urls import path

from anxin.pages.day import views

urlpatterns = [
    path("day/", views.home, name="day_home"),
    path("day/<slug:slug>", views.day, name="day"),
    path("day/<slug:slug>/board", views.board, name="day_board"),
    path("day/<slug:slug>/give/<uuid:id>/<uuid:to>", views.give, name="day_give"),
]
