"""The columns of the people sheet, and the names by which they are known; any order, any language."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its name in Chinese and in English, and other names that people give it."""

    code: str
    chinese: str
    english: str
    others: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """What stands above it."""
        return self.english if language.startswith("en") else self.chinese


COLUMNS = (
    Column("number", "编号", "Number", ("id", "成员编号")),
    Column("name", "姓名", "Name", ("名字", "称呼", "full name")),
    Column(
        "phone", "电话", "Phone", ("手机", "手机号", "手机号码", "联系电话", "电话号码", "telephone", "mobile", "tel")
    ),
    Column("profession", "专业", "Profession", ("职业", "岗位", "类别")),
    Column("languages", "语言", "Languages", ("会说的语言", "方言", "language")),
    Column("roles", "角色", "Roles", ("权限", "职责", "role")),
    Column("standing", "状态", "Standing", ("在岗状态", "status")),
    Column("experienced", "有经验", "Experienced", ("经验", "是否有经验")),
    Column("joined", "加入日期", "Joined", ("加入时间", "入职日期", "joined on")),
    Column("email", "邮箱", "E-mail", ("电子邮箱", "邮件", "email", "mail")),
)
NEEDED = ("name", "profession")
BY_CODE = {each.code: each for each in COLUMNS}


def plain(text: str) -> str:
    """`text` without what does not matter in a name of a column, or in a word that is chosen from a list."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold().strip("*:：()（）")


BY_NAME = {plain(name): each.code for each in COLUMNS for name in (each.code, each.chinese, each.english, *each.others)}
