"""Threatens somebody, or is on the way to harm them."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="threat_to_others",
    sentence=_("Threatens to harm someone"),
    bearing=Bearing.VIOLENCE,
    heard=says(
        r"(?:弄|砍|捅|打|撞|整|掐|毒|杀)死(?:他|你|那|这|全|一)|想~(?:弄死|杀|捅|砍)(?:他|人|了|死|那)|"
        r"杀(?:了)?(?:他|你们?|人|全家|光)|同归于尽|陪葬|垫背|偿命|(?:一起|一块)死|拉(?:着|上|个)~(?:死|垫)|"
        r"泼~(?:硫酸|汽油|油)|(?:放火|烧)(?:了|死|他|你|掉)~|炸(?:了|他|你)|"
        r"见血|鱼死网破|报复|报仇|(?:别想|谁都别|都别想)(?:好过|活|安生)|(?:走着瞧|等着瞧|不得好死|豁出去)|"
        r"(?:带|揣|提|拿|买|磨)(?:了|着|把|好)?~刀|蹲~(?:他|家)|(?:家|单位|车|学校|接孩子|放学|下班)~(?:清楚|"
        r"盯|守着|等他|打听)|让他~(?:好看|付出|消失|后悔|躺|没法)|活不成"
    ),
)
