from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "anxin.campaigns"
    label = "campaigns"
