"""Who lives in the demo town. Names, cases and words are invented."""

from dataclasses import dataclass

from anxin.people.kinds import Profession, Role

HOME = ("株洲种子社会工作服务中心", "种子社工")
AWAY = ("晨光社会工作服务中心", "晨光社工")


@dataclass(frozen=True)
class Person:
    """Someone of the town."""

    username: str
    name: str
    profession: Profession
    roles: tuple[Role, ...]
    organisation: tuple[str, str] = HOME
    on_duty: bool = True

    @property
    def password(self) -> str:
        """Known to all: the town exists only on a loopback address."""
        return f"anxin-demo-{self.username}"


CAST = (
    Person("lin", "林医生", Profession.MEDIC, (Role.HELPER,)),
    Person("he", "何医生", Profession.MEDIC, (Role.HELPER, Role.APPROVING_EDITOR)),
    Person("zhou", "周老师", Profession.COUNSELLOR, (Role.HELPER,)),
    Person("liu", "刘社工", Profession.SOCIAL_WORKER, (Role.HELPER, Role.EDITOR)),
    Person("wu", "小吴", Profession.VOLUNTEER, (Role.HELPER,)),
    Person("chen", "陈姐", Profession.SOCIAL_WORKER, (Role.COORDINATOR, Role.HELPER)),
    Person("qin", "秦督导", Profession.COUNSELLOR, (Role.SUPERVISOR,), on_duty=False),
    Person("zhao", "赵社工", Profession.SOCIAL_WORKER, (Role.COORDINATOR, Role.HELPER), organisation=AWAY),
)
