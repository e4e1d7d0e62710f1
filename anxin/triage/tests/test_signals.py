"""Each signal with what it must hear and what it must not. All messages are invented."""

import pytest

from anxin.triage.reading.message import read
from anxin.triage.signals import SIGNALS

BY_CODE = {signal.code: signal for signal in SIGNALS}

HEARD = {
    "act_under_way": ["我吞了一整瓶安眠药", "站在天台上，风很大", "煤气开了", "喝了半瓶农药", "往江里走"],
    "plan_and_means": ["药都攒够了", "遗书写好了", "日子我已经选好了", "绳子准备好了", "今晚就结束"],
    "farewell": ["永别了各位", "帮我照顾那只猫", "密码写在本子第一页", "来世再见", "别找我了"],
    "says_it_plainly": ["我想死", "真的不想活了", "我想自鲨", "唔想活"],
    "wish_to_die": ["我想死", "不想活了", "活着没意思", "死了算了", "要是能一睡不醒就好", "我想自鲨", "想鼠"],
    "self_harm": ["又割手腕了", "用烟头烫自己", "拿刀片划了几下"],
    "burden": ["我就是家里的累赘", "没有我你们更好", "我走了你们就轻松了"],
    "hopeless": ["撑不下去了", "看不到头", "走投无路"],
    "violence_now": ["他在砸门", "我躲在衣柜里", "拿着刀追过来", "不敢出声"],
    "threat_to_others": ["我要弄死他", "大家同归于尽", "包里带了刀"],
    "violence": ["他又打我了", "我老公掐我脖子", "胳膊青一块紫一块", "不让我出门"],
    "cry_for_help": ["救命", "快来人啊", "帮我打120"],
    "child_at_risk": ["孩子一个人锁在家里", "叔叔说这是秘密不能告诉妈妈", "他打孩子"],
    "elder_at_risk": ["老人两天没开门", "奶奶走丢了", "敲门没人应"],
    "unconscious": ["叫不醒他", "突然抽搐口吐白沫", "人没反应了", "他昏过去了"],
    "stroke_signs": ["嘴歪了", "左边胳膊没力", "说话含糊不清", "筷子都拿不住"],
    "heart_signs": ["胸口压得慌，一身冷汗", "心绞痛又来了", "躺不平"],
    "breathing_trouble": ["喘不上气", "嘴唇发紫", "呼吸困难"],
    "bleeding": ["吐了一口血", "大便发黑", "血止不住"],
    "poisoning": ["煤气中毒", "孩子吞了纽扣电池", "误服了老鼠药"],
    "allergic_shock": ["嗓子肿了", "吃完头孢喝了酒", "被马蜂蜇了脸都肿了"],
    "choking": ["果冻卡在喉咙", "吃汤圆噎住了"],
    "pregnancy_danger": ["怀孕八个月流血了", "胎动少了", "羊水破了"],
    "small_child_ill": ["宝宝烧到抽了", "三个月大，不吃奶"],
    "dangerous_reading": ["血氧只有85", "血压210/120", "烧到40.5度", "血糖2.8", "血糖２３．１", "刚满月，体温38.5"],
    "medicine_confused": ["降压药吃重了", "胰岛素打多了", "激素停了三天药", "记不清药吃没吃"],
    "injury": ["摔了一跤起不来", "被狗咬了", "开水烫伤"],
    "care_today": ["肚子疼得打滚", "一天没尿了，尿不出", "打摆子"],
    "danger_in_place": ["着火了", "困在电梯里", "燃气漏了，味道重"],
    "without_basics": ["断粮了", "三天没吃饭", "氧气快用完了"],
    "distressed": ["我好焦虑", "哭了一晚上", "整夜睡不着"],
    "past_and_resolved": ["去年抑郁过，现在好了", "当年差点走了，后来走出来了", "虚惊一场"],
    "idiom": ["累死了", "笑死我了", "想死你了", "救命，也太好吃了"],
    "quoted_or_joking": ["这句台词是哪部电影的", "开玩笑的", "哈哈"],
    "taken_back": ["刚才的话别当真", "昨晚是气话"],
    "about_someone_else": ["我妈最近不吃饭", "室友说她撑不住"],
    "denied": ["我没有想死", "他不发烧", "医生说没事"],
    "asks_in_general": ["讲座怎么报名", "几点开门"],
}

NOT_HEARD = {
    "says_it_plainly": ["我没有想死", "想死你了", "他说想死的鱼不新鲜", "想自杀的人怎么帮"],
    "act_under_way": ["刚吃了一片钙片", "站在路口等车", "天台的花开了", "我爸在江边钓鱼"],
    "plan_and_means": ["药在药店买", "写作业写到半夜"],
    "farewell": ["讲座：如何写遗嘱", "下班了拜拜"],
    "wish_to_die": ["想死你了", "我想私下问一下", "累死了", "紫砂壶多少钱"],
    "self_harm": ["划算得很", "手工课划纸板"],
    "burden": ["背包袱皮一块", "谢谢你们一直在"],
    "violence_now": ["他在敲键盘", "躲雨"],
    "threat_to_others": ["这雨下得真大", "切菜刀钝了"],
    "violence": ["打电话给我", "打车去医院"],
    "cry_for_help": ["救命恩人", "快递来了"],
    "unconscious": ["叫不到车", "反应堆科普"],
    "stroke_signs": ["画歪了", "左边第二家店"],
    "heart_signs": ["心里高兴", "胸针丢了"],
    "breathing_trouble": ["深呼吸练习很好", "气球飞走了"],
    "bleeding": ["血橙到货", "献血车几点来"],
    "dangerous_reading": ["血氧98", "血压120/80", "体温36.5", "血糖5.6", "三号楼1801", "电话12345"],
    "medicine_confused": ["药店几点开", "吃饭了吗"],
    "choking": ["卡里没钱了", "办卡"],
    "past_and_resolved": ["以前好了，但是最近又想死", "现在很难受"],
    "idiom": ["我想死", "活不下去了"],
    "denied": ["我想死", "他发烧"],
    "without_basics": ["没米其林餐厅", "停车费多少"],
    "danger_in_place": ["火锅店几点开", "水果到了"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in HEARD.items() for text in texts])
def test_is_heard(code: str, text: str) -> None:
    assert BY_CODE[code].heard(read(text))


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NOT_HEARD.items() for text in texts])
def test_is_not_heard(code: str, text: str) -> None:
    assert not BY_CODE[code].heard(read(text))


def test_every_signal_is_tested_once_and_has_its_own_code() -> None:
    assert len(BY_CODE) == len(SIGNALS)
    assert set(HEARD) == set(BY_CODE)
