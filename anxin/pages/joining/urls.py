from django.urls import path

from anxin.pages.joining import views

urlpatterns = [path("people/applications/<uuid:id>/take-on", views.take_on_page, name="take_on")]
