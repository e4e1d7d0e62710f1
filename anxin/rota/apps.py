from django.apps import AppConfig


class RotaConfig(AppConfig):
    name = "anxin.rota"
    label = "rota"
