"""What could tell who asked is covered; what does not is left alone."""

import pytest

from anxin.desk.rules.answers import masked, told


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("电话13812345678", "电话[phone number]"),
        ("打 0731-28881234 或 138 1234 5678", "打 [phone number] 或 [phone number]"),
        ("我叫王小丽，想问问", "[name]，想问问"),
        ("我姓李。", "[name]。"),
        ("王阿姨您好", "[name]您好"),
        ("微信号：wang_li-88", "[account]"),
        ("邮箱 a.b@example.org", "邮箱 [e-mail address]"),
        ("身份证430202198501011234", "身份证[number]"),
        ("住院号20201234", "住院号[number]"),
        ("我们小区3号楼有人感染", "[address]有人感染"),
        ("3月5日去的医院", "[date]去的医院"),
        ("2020-03-01发烧", "[date]发烧"),
        ("我是湖南株洲人，45岁", "[address]，[age]"),
    ],
)
def test_it_is_covered(text: str, covered: str) -> None:
    assert masked(text, lambda words: words) == covered


@pytest.mark.parametrize(
    "text",
    [
        "血压150/95要紧吗，我35岁，吃硝苯地平30mg",
        "可以拨打12356、110、120",
        "每天喝2000毫升水，6个月复查",
        "体温37.2~38.5，白细胞10.5×10^9/L",
        "任何医生都会这么说，马上去医院找医生",
        "我叫什么名字不重要",
        "高血压的人方法很多，常见于老人",
        "我是病人，我是老年人。",
        "",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_long_odd_text_takes_no_time() -> None:
    for unit in ("王", "1", "省市区", "住在", "3号", "a@", "我叫"):
        told((unit * 5000)[:5000])
