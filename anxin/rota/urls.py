from django.urls import path

from anxin.rota import views

urlpatterns = [
    path("duty/", views.home, name="duty"),
    path("duty/<slug:slug>", views.duty, name="duty_of"),
    path("duty/<slug:slug>/in", views.come, name="check_in"),
    path("duty/<slug:slug>/people/<uuid:id>/in", views.put_on, name="put_on_duty"),
    path("duty/<slug:slug>/people/<uuid:id>/out", views.take_off, name="take_off_duty"),
    path("duty/<slug:slug>/slots", views.enter, name="enter_slot"),
    path("duty/<slug:slug>/slots/<uuid:id>/remove", views.remove, name="remove_slot"),
]
