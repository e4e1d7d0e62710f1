"""The 43 of the second service: 11 medics, 16 counsellors, 8 volunteers, 8 social workers. All names are invented."""

from anxin.demo.cast import Person
from anxin.people.kinds import Profession, Role

LEADS: dict[str, tuple[str, tuple[Role, ...]]] = {
    "yao": ("姚姐", (Role.COORDINATOR, Role.HELPER)),
    "fu": ("傅督导", (Role.SUPERVISOR, Role.HELPER)),
}
NAMES: tuple[tuple[Profession, str, str], ...] = (
    (
        Profession.MEDIC,
        "%s医生",
        "song 宋 tang 唐 han 韩 feng 冯 dong 董 xiao 萧 cheng 程 cao 曹 yuan 袁 deng 邓 xu 许",
    ),
    (
        Profession.COUNSELLOR,
        "%s老师",
        "fu 傅 shen 沈 zeng 曾 peng 彭 lyu 吕 su 苏 lu 卢 jiang 蒋 cai 蔡 jia 贾 ding 丁 wei 魏 xue 薛 ye 叶 yan 阎 yu 余",
    ),
    (Profession.VOLUNTEER, "小%s", "pan 潘 du 杜 dai 戴 xia 夏 zhong 钟 wang 汪 tian 田 ren 任"),
    (Profession.SOCIAL_WORKER, "%s社工", "yao 姚 fang 方 shi 石 liao 廖 zou 邹 xiong 熊 jin 金 kong 孔"),
)


def _people() -> tuple[Person, ...]:
    found = []
    for profession, called, names in NAMES:
        words = names.split()
        for username, surname in zip(words[::2], words[1::2], strict=True):
            name, roles = LEADS.get(username, (called % surname, (Role.HELPER,)))
            found.append(Person(username, name, profession, roles))
    return tuple(found)


TEAM = _people()
