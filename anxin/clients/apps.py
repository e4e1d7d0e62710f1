from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "anxin.clients"
    label = "clients"
