"""The invented clinic's page about dizziness. Nothing here is true of any clinic."""

from services.content.treatment import (
    Advised,
    CautionContent,
    EffectContent,
    FactorContent,
    Method,
    PreparationContent,
    RelatedContent,
    Response,
    StepContent,
    TreatmentContent,
    When,
)
from services.content.treatment_risks import RiskContent

from .demo_parts import about_this_page, help_cards, keyed

DIZZINESS = TreatmentContent(
    key="demo-dizziness",
    slug="dizziness-and-balance",
    title="Dizziness and balance",
    summary="Tests and exercises for your eyes, head and feet, if the room spins or sways.",
    position=50,
    method=Method.EXERCISE.value,
    feeling_short="Dizzy for a short time",
    frequency_short="Every 1 to 2 weeks",
    factors_short="2 to 6",
    length_short="45 minutes",
    in_short="""\
We first find out which kind of dizziness you have.
The exercises may make you a bit dizzy. That is part of how they work.
Come with somebody who can take you home the first time.
Get help at once if you can’t speak clearly, or one side goes weak.""",
    what_it_treats="""\
Your sense of balance comes from your inner ears, your eyes and your feet. If these don’t agree, you feel dizzy.

We test them one by one. Then you get exercises that help them to work together. This is also called **vestibular \
rehabilitation**, from the word for the balance part of the inner ear.""",
    conditions="""\
A spinning feeling when you turn over in bed
Being dizzy for weeks after an ear infection
Feeling unsteady on your feet
Being afraid to fall""",
    steps=keyed(
        "demo-dizziness-step",
        StepContent(
            heading="You tell us what it is like",
            text="Does it spin, sway or float? How long does it last? What sets it off?",
            minutes=15,
        ),
        StepContent(
            heading="We test your balance",
            text="You follow a finger with your eyes, turn your head, stand and walk. We stay close, so that you don’t \
fall.",
            minutes=15,
        ),
        StepContent(
            heading="You try what may help",
            text="We may roll you slowly from one side to the other. Or you do your first exercises with us.",
            minutes=10,
        ),
        StepContent(
            heading="You rest, then go home",
            text="You sit with us until the room is still. We give you the exercises on one page.",
            minutes=5,
        ),
    ),
    feeling_text="""\
Some tests and exercises make you dizzy for a short time. You may feel sick. We tell you before each one, and you \
can stop.

You may be tired for the rest of the day.""",
    frequency_text="Every 1 to 2 weeks. At home, you do short exercises every day.",
    factors_introduction=(
        "At our clinic, most people come 2 to 6 times. It depends on several things, for example:"
    ),
    factors=keyed(
        "demo-dizziness-factor",
        FactorContent(text="Which kind of dizziness it is"),
        FactorContent(text="How long you have had it"),
        FactorContent(
            text="How well you see, and how well you feel your feet",
            note="Balance uses both.",
        ),
    ),
    preparations=keyed(
        "demo-dizziness-preparation",
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Eat only a light meal.",
            how_long="in the 2 hours before",
        ),
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Bring your glasses, your hearing aids and your walking stick.",
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO.value,
            text="Ask somebody to take you home the first time.",
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO_NOT.value,
            text="drive or climb a ladder",
            how_long="while you feel dizzy",
        ),
    ),
    cautions=keyed(
        "demo-dizziness-caution",
        CautionContent(
            condition="The dizziness is new, and no doctor has looked at it yet",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            condition="You have had a stroke, or a hit on the head",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            condition="Your neck hurts, or you have had surgery on it",
            response=Response.ADAPT.value,
        ),
        CautionContent(
            condition="You have had an operation on your eye or ear in the last 3 months",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(condition="You have had a fall", response=Response.ADAPT.value),
    ),
    risks_introduction="""\
To find out what makes you dizzy, we have to make you dizzy. So there is some risk in it.

We can’t put a number on these for you, so ask us:""",
    risks=keyed(
        "demo-dizziness-risk",
        RiskContent(what="Feeling dizzy or sick for a while"),
        RiskContent(what="A stiff neck"),
        RiskContent(what="A fall"),
    ),
    help_cards=help_cards(
        "demo-dizziness",
        emergency="""\
your face drops on one side
one arm or leg gets weak or numb
your speech is slurred, or you see double
you have a sudden, very bad headache
you suddenly can’t hear in one ear
you faint, or your chest hurts""",
        say="Say when it began.",
        call_us="""\
you are still more dizzy the next day than before
you have had a fall
you can’t keep food or water down""",
    ),
    effects_introduction="This is how the exercises are thought to work.",
    effects=keyed(
        "demo-dizziness-effect",
        EffectContent(
            heading="The brain learns to use what it gets",
            text="One ear may send a weak signal. The brain can then lean on the other ear, the eyes and the feet.",
        ),
        EffectContent(
            heading="Loose crystals roll away",
            text="Tiny crystals in the ear can be in the wrong place. Then each turn in bed makes the room spin. \
Rolling your head in a set order may bring them back.",
        ),
        EffectContent(
            heading="You trust your feet again",
            text="People who fear a fall move stiffly, and that makes them less steady. Small, safe steps may change \
that.",
        ),
    ),
    effects_closing="The aim is that you can turn, walk and go out without fear.",
    certainty_text="""\
For some kinds of dizziness, these exercises have been studied well. For others, we know much less.

Dizziness can have causes that exercise can’t reach. If we see signs of that, we ask you to see a doctor.""",
    choices_text="""\
A doctor can look for other causes, and can change medicines that make you dizzy. A hearing clinic can test your \
ears.

Some dizziness goes by itself in a few weeks. You can wait, if no sign in “When to get help” is there.""",
    to_think_about="""\
What were you doing when it first came?
How long does it last: seconds, minutes or hours?
Have you changed a medicine?""",
    questions="""\
Which kind of dizziness do you think I have?
What are the risks for me?
What if I do nothing?""",
    extras=about_this_page("demo-dizziness"),
    related=keyed("demo-dizziness-related", RelatedContent(page="demo-exercise")),
)
