"""The invented clinic's page about pelvic health. Nothing here is true of any clinic."""

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

PELVIC = TreatmentContent(
    key="demo-pelvic",
    slug="pelvic-health",
    title="Pelvic health",
    summary="Help with leaks, heaviness or pain below the belly, for women and men.",
    position=60,
    method=Method.OTHER.value,
    feeling_short="Talking first, then exercises",
    frequency_short="Every 2 to 4 weeks",
    factors_short="3 to 6",
    length_short="50 minutes",
    in_short="""\
You talk with one physiotherapist, behind a closed door.
Nobody has to examine you inside. We can treat you without it.
You may bring somebody, and you can stop at any time.
Most of the work is exercises that nobody sees you do.""",
    what_it_treats="""\
Your **pelvic floor** is a sheet of muscles between your legs. It holds up your bladder and bowel, and helps you to \
hold on and let go.

These muscles can be weak, or too tight, or slow. We find out which it is, and show you what to do. Men have these \
muscles too.""",
    conditions="""\
Leaking pee when you cough, run or laugh
Having to go in a rush
A heavy or dragging feeling
Pain during sex, or when you sit
Getting ready for birth, or back to sport after it
Leaks after an operation on the prostate (a gland that men have)""",
    steps=keyed(
        "demo-pelvic-step",
        StepContent(
            heading="We talk",
            text="We ask about your bladder, your bowel, births and sex. Skip any question that you like.",
            minutes=20,
        ),
        StepContent(
            heading="We look at how you move and breathe",
            text="You keep your clothes on. We watch your back, your belly and your breath.",
            minutes=10,
        ),
        StepContent(
            heading="You choose how we check the muscles",
            text="With a hand on your belly, with a scan through the skin, or inside with one gloved finger. We ask \
you first, each time.",
            minutes=10,
        ),
        StepContent(
            heading="You learn your exercises",
            text="You try them lying down, then sitting and standing. You get them on one page.",
            minutes=10,
        ),
    ),
    feeling_text="""\
Most people are nervous at first. That is fine, and you can tell us.

The exercises feel like holding on, then letting go. A check inside may be uncomfortable. It shouldn’t hurt: if it \
does, we stop.""",
    frequency_text="""\
Every 2 to 4 weeks. At home, you do a few minutes each day.

These muscles change slowly. Give it about three months before you judge it.""",
    factors_introduction=(
        "At our clinic, most people come 3 to 6 times. It depends on several things, for example:"
    ),
    factors=keyed(
        "demo-pelvic-factor",
        FactorContent(text="What bothers you most"),
        FactorContent(text="If the muscles are weak or too tight"),
        FactorContent(
            text="What else is going on",
            note="A cough, heavy work or a new baby can slow things down.",
        ),
    ),
    preparations=keyed(
        "demo-pelvic-preparation",
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Write down what you drink, and when you pee.",
            how_long="for 2 days",
        ),
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Wear clothes that you can breathe and bend in.",
        ),
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO_NOT.value,
            text="cancel because of your period. You can come as you are.",
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO.value,
            text="Do your exercises a little each day, not all at once.",
        ),
    ),
    cautions=keyed(
        "demo-pelvic-caution",
        CautionContent(condition="You are pregnant, or may be", response=Response.ADAPT.value),
        CautionContent(
            condition="You gave birth, or had an operation there, in the last 6 weeks",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            condition="You bleed, and it isn’t your period", response=Response.ASK_DOCTOR.value
        ),
        CautionContent(
            condition="It burns when you pee, or you have a fever",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            condition="Being touched there is hard for you", response=Response.ADAPT.value
        ),
    ),
    risks_introduction="""\
The exercises ask muscles to work that you don’t see. It is easy to do too much.

We can’t put a number on these for you, so ask us:""",
    risks=keyed(
        "demo-pelvic-risk",
        RiskContent(what="Tired or sore muscles"),
        RiskContent(what="Spotting of blood after a check inside"),
        RiskContent(what="Feelings that you didn’t expect"),
    ),
    help_cards=help_cards(
        "demo-pelvic",
        emergency="""\
you can’t pee at all
you lose feeling around your genitals or back passage
you suddenly can’t hold your pee or poo, and your back hurts
both legs get weak or numb
you bleed so much that you need a new pad every hour""",
        say="Say when it began.",
        call_us="""\
you are still sore after 2 days
it gets harder to pee or poo than before""",
    ),
    effects_introduction="This is how the exercises are thought to work.",
    effects=keyed(
        "demo-pelvic-effect",
        EffectContent(
            heading="Weak muscles get stronger",
            text="Like any muscle, these may get stronger if they work often. They may hold better when you cough.",
        ),
        EffectContent(
            heading="Tight muscles learn to let go",
            text="A muscle that never rests gets sore. Slow breaths and stretches may help it to rest.",
        ),
    ),
    effects_closing="The aim is that you go out, laugh and run without planning where the next toilet is.",
    certainty_text="""\
Exercises for the pelvic floor have been studied a lot for leaks in women. They seem to help many, but not all.

For pain, and for men, we know less.""",
    choices_text="""\
A doctor can tell you about pads, devices, medicines and surgery. You could also do nothing: you decide how much it \
bothers you.

If you would rather see somebody else, or have a third person in the room, please ask. Nobody will mind.""",
    to_think_about="""\
What would you like to do without thinking about it?
How much do you drink in a day?
Is there anything we should know before we touch you?""",
    questions="""\
What would you learn from a check inside?
What else could I do?
What if I do nothing?""",
    extras=about_this_page("demo-pelvic"),
    related=keyed("demo-pelvic-related", RelatedContent(page="demo-exercise")),
)
