from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "anxin.people"
    label = "people"

    def ready(self) -> None:
        from anxin.people.folk_words import NOTICES  # noqa: PLC0415  (Django's apps must be loaded first)
        from anxin.people.joining_words import NOTICES as JOINING  # noqa: PLC0415
        from anxin.people.wording import learn  # noqa: PLC0415

        learn(NOTICES)
        learn(JOINING)
