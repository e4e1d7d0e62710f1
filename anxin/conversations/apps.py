from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "anxin.conversations"
    label = "conversations"
