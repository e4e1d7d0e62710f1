"""What each step of the protocol asks, what can be answered, and what to do then. Data only; sources in docs/crisis.md.

Not reviewed by a clinician yet. Short, calm, never a method named, never a promise that cannot be kept.
"""

from dataclasses import dataclass

from anxin.core.words import _


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `act`: it wants something done at once; `call`: 110 or 120 comes next; `happened`: to her body, already."""

    code: str
    label: str
    do: tuple[str, ...]
    act: bool = False
    call: bool = False
    happened: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to find out, sentences that can be sent, the answers, and what a few words beside it are for."""

    code: str
    ask: str
    say: tuple[str, ...]
    answers: tuple[Answer, ...]
    words: str = ""


SILENT = Answer(
    "unclear",
    _("she does not say"),
    (_("Take it as the graver answer, and go on. You can change it when she says more."),),
)

SAFE = Step(
    "safe",
    _("Is she safe now?"),
    (
        _("I am here with you. Are you safe right now?"),
        _("Are you thinking of ending your life? You can tell me plainly; I will not judge you."),
        _("Have you already done something, or are you about to?"),
    ),
    (
        Answer("safe", _("safe for now"), (_("Stay with her. Go through the other steps all the same."),)),
        Answer(
            "thoughts",
            _("thoughts, no plan"),
            (
                _("Thank her for telling you. Listen, and say back what you heard; do not argue, preach or promise."),
                _("Asking plainly does no harm. Ask next what is within reach and who can be with her."),
            ),
        ),
        Answer(
            "plan",
            _("a plan, or about to act"),
            (
                _("Keep writing, one short sentence at a time. Do not leave her without an answer."),
                _("Ask the second person in now: one writes, the other finds the place and calls 110."),
                _("Ask her to wait with it while you talk. Raise the level to “in danger” if it is not there yet."),
            ),
            act=True,
            call=True,
        ),
        Answer(
            "harmed",
            _("it has begun: hurt, poisoned, bleeding"),
            (
                _("120 now; the second calls while you write. This needs no consent: tell her what you do."),
                _("Poison or pills: no vomiting, no drinking; keep the package for the doctors."),
                _("Bleeding: press a clean cloth on it hard, and do not let go."),
            ),
            act=True,
            call=True,
            happened=True,
        ),
        Answer(
            "violence",
            _("someone is harming her"),
            (
                _("110 now. Ask questions that she can answer with yes or no; she may be watched."),
                _("If she can, to a room with a way out, away from kitchen and heights; or to a neighbour."),
            ),
            act=True,
            call=True,
        ),
        SILENT,
    ),
)

WHERE = Step(
    "where",
    _("Where is she?"),
    (
        _("Where are you now? City, street, building and floor, so that help finds you if it gets too much."),
        _("What can you see around you? A shop, a sign, the number of the building?"),
    ),
    (
        Answer("known", _("address known"), (_("Give it to the second person, and read it out when you call."),)),
        Answer(
            "partly",
            _("partly known"),
            (_("Ask for the next bit: city, estate, building, floor, what she sees. Look at what she wrote before."),),
        ),
        Answer(
            "refuses",
            _("she does not want to say"),
            (
                _("Say why you ask, and ask again a little later. Do not press."),
                _("In danger the second calls 110 with what is known (handle, telephone, words); they can search."),
            ),
            act=True,
        ),
        SILENT,
    ),
    words=_("Address: city, street, building, floor, landmark"),
)

ALONE = Step(
    "alone",
    _("Who is with her?"),
    (_("Is anyone with you at this moment?"), _("Who is nearest to you? Could they come and sit with you?")),
    (
        Answer(
            "with_someone",
            _("someone she trusts"),
            (_("Ask that this person stays and does not leave her alone, and reads along or calls us."),),
        ),
        Answer(
            "alone",
            _("alone"),
            (_("Nobody in danger stays alone: find who can come. Until then you stay with her."),),
            act=True,
        ),
        Answer(
            "with_danger",
            _("with the one who harms her"),
            (
                _(
                    "Keep it short, yes or no. Tell her how to leave this page at once: three times Esc, or the button on top."
                ),
                _("110. Do not ring her telephone: it may be answered by somebody else."),
            ),
            act=True,
            call=True,
        ),
        Answer(
            "with_children",
            _("with children, or someone frail"),
            (_("They are at risk too: say so when you call. Ask who can take them for tonight."),),
        ),
        SILENT,
    ),
    words=_("Who, and how to reach them"),
)

MEANS = Step(
    "means",
    _("Is anything dangerous within reach?"),
    (
        _("Is there anything near you now with which you could hurt yourself?"),
        _("Could you put it out of reach while we talk, or give it to someone?"),
        _("Could you come away from there, and sit down somewhere inside?"),
    ),
    (
        Answer("none", _("nothing at hand"), (_("Good. Ask again if she moves or grows silent."),)),
        Answer(
            "there",
            _("yes, within reach"),
            (
                _("Ask her to move away from it, or to have it moved: another room, a neighbour, out of the house."),
                _("From a height: away from the edge, indoors, sitting. Ask nothing about how she would do it."),
            ),
            act=True,
            call=True,
        ),
        Answer(
            "moved",
            _("put away, or handed over"),
            (_("Thank her; it was a hard thing to do. Note who keeps it."),),
        ),
        SILENT,
    ),
    words=_("What was put away, and who keeps it"),
)

WHO_COMES = Step(
    "who_comes",
    _("Who can come to her?"),
    (
        _("Who would you like to have with you now? I can call them for you."),
        _("May I ask someone from the community to knock on your door?"),
    ),
    (
        Answer(
            "coming",
            _("somebody is on the way"),
            (_("Stay until they are there, and have them say so. Tell them not to leave her alone tonight."),),
        ),
        Answer(
            "can_call",
            _("somebody could, not asked yet"),
            (_("Let her call while you wait, or call for her with her yes. The second can do it."),),
        ),
        Answer(
            "nobody",
            _("nobody"),
            (
                _(
                    "Community worker, volunteer of the building, or 110 for a look after her. The coordinator knows who."
                ),
            ),
            act=True,
        ),
        Answer(
            "refuses",
            _("she wants nobody"),
            (
                _("Ask what makes it hard, and whom she could bear. Least force first."),
                _("If she cannot keep herself safe, her life goes before her secret: 110, and you tell her so."),
            ),
            act=True,
        ),
        SILENT,
    ),
    words=_("Who, how to reach them, when they are there"),
)

CALLED = Step(
    "called",
    _("Are 110 or 120 called?"),
    (
        _("I am asking for help to come to you, because your life matters to us. I stay here with you."),
        _("Please call 120 now with the loudspeaker on, and do what they say. I wait here."),
    ),
    (
        Answer(
            "by_us",
            _("called by us"),
            (
                _("Note number, time and what they said. Stay by the telephone: they may call back."),
                _("Another city: say city and address first, and have yourself put through."),
            ),
        ),
        Answer("by_her", _("called by her or her people"), (_("Ask what they were told. In doubt, call as well."),)),
        Answer(
            "engaged",
            _("no way through"),
            (_("Again at once, from a second telephone; the other number too. Tell the supervisor."),),
            act=True,
        ),
        Answer(
            "asked_not",
            _("not called: she asks us not to"),
            (
                _("Ask what she fears. If she can keep herself safe and someone is with her, it can wait."),
                _("Hurt, about to act, or a child at risk: call, and tell her. Decide with the second person."),
            ),
            act=True,
        ),
        Answer(
            "not_needed",
            _("not needed now"),
            (_("Two people should think so. Write why. Give her the number 12356 all the same."),),
        ),
    ),
    words=_("Number, time, what they said"),
)

REACHED = Step(
    "reached",
    _("Has somebody reached her?"),
    (
        _("Has someone arrived? Please let them write me one word."),
        _("We will ask how you are tomorrow, and in a week. You can write here at any time."),
    ),
    (
        Answer(
            "reached",
            _("yes, somebody is with her"),
            (
                _("Tell them what happened and what was put away, and that she should not be alone tonight."),
                _(
                    "Close or lower it with a second person's yes; the follow-ups in a day and in a week plan themselves."
                ),
                _("You did something hard. Take a break, and talk with the supervisor."),
            ),
        ),
        Answer(
            "on_the_way", _("on the way"), (_("Stay with her. Ask every few minutes, and write that you are there."),)
        ),
        Answer(
            "not_found",
            _("they do not find her"),
            (_("110 again with everything new: place, clothing, telephone, friends. The supervisor leads now."),),
            act=True,
            call=True,
        ),
        SILENT,
    ),
    words=_("Who reached her, and when"),
)

CONSCIOUS = Step(
    "conscious",
    _("Is she awake?"),
    (
        _("Is the person awake? Do they answer when you speak to them loudly?"),
        _("What do you see: chest pain, hard breathing, bleeding, a drooping face, an arm that sinks, slurred speech?"),
    ),
    (
        Answer(
            "awake",
            _("awake and clear"),
            (_("Half sitting, at rest, nothing to eat or drink, not driving. Ask what is worst, and since when."),),
        ),
        Answer(
            "drowsy", _("drowsy or confused"), (_("120. On the side, not alone for a moment."),), act=True, call=True
        ),
        Answer(
            "no",
            _("does not wake"),
            (_("120 at once, loudspeaker on. Look whether she breathes; that step follows the call."),),
            act=True,
            call=True,
        ),
        SILENT,
    ),
)

BREATHING = Step(
    "breathing",
    _("Is she breathing normally?"),
    (_("Look at the chest for ten seconds: does it rise and fall evenly?"),),
    (
        Answer(
            "normal", _("normally"), (_("If she does not wake: on the side, mouth free, watched until help comes."),)
        ),
        Answer(
            "hard",
            _("hard, fast, or blue lips"),
            (_("120. Upright or as is easiest, tight clothes open, window open. Own medicine as prescribed."),),
            act=True,
            call=True,
        ),
        Answer(
            "no",
            _("not, or only gasping"),
            (
                _("120 on the loudspeaker: they guide. On the back, press hard and fast on the middle of the chest."),
                _("Two a second, without a pause, until help takes over. Send someone for a defibrillator (AED)."),
            ),
            act=True,
            call=True,
        ),
        SILENT,
    ),
)

STEPS: dict[str, Step] = {
    step.code: step for step in (SAFE, WHERE, ALONE, MEANS, WHO_COMES, CALLED, REACHED, CONSCIOUS, BREATHING)
}
