"""Is beaten, locked in, followed or controlled by somebody close."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="violence",
    sentence=_("Tells of violence, control or abuse"),
    bearing=Bearing.VIOLENCE,
    heard=says(
        r"(?:打|踹|踢|揍|掐|扇|抽|砸|勒|咬|捶|推|烫|摁|绑)(?:了)?(?:我|他|妈|娘|孩子|娃|老人|人|老婆)|(?:挨|"
        r"被)~打|家暴|家庭暴力|动(?:了)?(?:起)?手|耳光|巴掌|掐~脖子|脖子~掐|(?:皮带|棍子|衣架|鞭子)~(?:抽|打)|"
        r"往死里|鼻青脸肿|[青乌]一块|青紫|淤青|乌青|红印|伤痕|虐待|强奸|强暴|猥亵|性侵|侵犯|非礼|"
        r"(?:摸|脱)~(?:我|他|衣服|裤)|(?:不让|不准|不许)~(?:出门|出去|回娘家|见|联系|上班|说)|锁(?:在|起|屋|家|"
        r"门)|关(?:在|起|进)~(?:屋|家|房|厕|柜)|(?:扣|剪|撕|收)(?:了)?~身份证|跟踪|尾随|堵(?:我|在|门)|威胁|"
        r"拿(?:着)?~刀|怕他~(?:回|喝|打)|不敢回家|保护令|告诫书|庇护|裸照|不穿衣服|偷拍|逼(?:我|他)"
    ),
)
