"""The invented clinic's page about treatment by hand. Nothing here is true of any clinic."""

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

HANDS = TreatmentContent(
    key="demo-hands",
    slug="hands-on-treatment",
    title="Hands-on treatment",
    summary="We move stiff joints and press on tight muscles with our hands.",
    position=20,
    method=Method.HANDS.value,
    feeling_short="Firm pressure, some stretch",
    frequency_short="Once a week at first",
    factors_short="3 to 5",
    length_short="30 minutes",
    in_short="""\
Your physiotherapist works with their hands. Nothing goes through your skin.
You may be sore for a day or two.
We always add exercises that you can do at home.
You can ask us to press less, or to stop, at any time.""",
    what_it_treats="""\
In hands-on treatment, your physiotherapist moves your joints and presses on your muscles. It is also called \
**manual therapy**.

We use it when a part of your body is stiff, or hurts when you move it. It can be a way to start moving again. It \
is one part of a plan, beside your own exercises.""",
    conditions="""\
A stiff or sore neck
Low back pain
A stiff shoulder, hip or ankle
Stiffness after a cast comes off""",
    steps=keyed(
        "demo-hands-step",
        StepContent(
            heading="We talk and you move",
            text="You show us what hurts and what you can’t do. We watch how you bend, turn and reach.",
            minutes=10,
        ),
        StepContent(
            heading="We treat with our hands",
            text="You lie or sit, well supported. We start gently and ask how it feels. We tell you what we do next.",
            minutes=15,
        ),
        StepContent(
            heading="You try the movement again",
            text="We look at what has changed. Then we pick one or two exercises for home.",
            minutes=5,
        ),
    ),
    feeling_text="""\
You feel firm pressure and some stretch. It may be sore in a way that feels bearable.

If it is more than that, say so. We then press less or try something else.""",
    frequency_text="Most people come once a week at first. Later there are more days between visits.",
    visits_per_week=1,
    factors_introduction=(
        "At our clinic, most people come 3 to 5 times. It depends on several things, for example:"
    ),
    factors=keyed(
        "demo-hands-factor",
        FactorContent(text="How long the joint has been stiff"),
        FactorContent(
            text="What you need it for", note="A roofer asks more of a knee than a reader."
        ),
        FactorContent(text="How often you can do your exercises"),
    ),
    preparations=keyed(
        "demo-hands-preparation",
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Wear shorts or a loose top, so that we can reach the sore part.",
        ),
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Bring the names of all your medicines.",
        ),
        PreparationContent(
            when=When.AFTER.value, advised=Advised.DO.value, text="Keep moving, at your own pace."
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO_NOT.value,
            text="lift anything heavy",
            how_long="for the rest of the day",
        ),
    ),
    cautions=keyed(
        "demo-hands-caution",
        CautionContent(
            condition="You have thin or weak bones (osteoporosis), or a bone that broke easily",
            response=Response.ADAPT.value,
        ),
        CautionContent(
            condition="You take blood thinners, or bruise easily", response=Response.ADAPT.value
        ),
        CautionContent(
            condition="You have had cancer, or you lose weight and don’t know why",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            condition="You have numb or weak arms or legs", response=Response.ASK_DOCTOR.value
        ),
        CautionContent(
            condition="You had a fall or a crash and nobody has looked at the sore part yet",
            response=Response.NOT_DONE.value,
        ),
    ),
    risks_introduction="""\
Pressing and stretching can leave you sore. We can’t put a number on that for you, so ask us.

Quick, strong moves of the neck can do serious harm. We don’t use them at this clinic.""",
    risks=keyed(
        "demo-hands-risk",
        RiskContent(what="Soreness for a day or two"),
        RiskContent(what="A small bruise"),
        RiskContent(what="Feeling tired or light-headed"),
        RiskContent(what="More pain for a while"),
    ),
    help_cards=help_cards(
        "demo-hands",
        emergency="""\
you lose feeling around your genitals or back passage
you can’t pee, or can’t hold your pee or poo
both legs get weak or numb
your face drops on one side, or your speech is slurred
you have a sudden, very bad headache""",
        say="Say that you had hands-on treatment.",
        call_us="""\
the pain gets worse and worse, and doesn’t settle in two days
you feel new tingling in an arm or a leg""",
    ),
    effects_introduction="Nobody knows for sure how it works. This is what many people think today.",
    effects=keyed(
        "demo-hands-effect",
        EffectContent(
            heading="The sore part calms down",
            text="Pressure and slow movement give your nerves something new to feel. That may turn the pain down for \
a while.",
        ),
        EffectContent(
            heading="You dare to move again",
            text="A joint that somebody has moved safely may feel safer to you. You can use that time for your \
exercises.",
        ),
    ),
    effects_closing="The aim is that you can do more by yourself, and need us less.",
    certainty_text="""\
Hands-on treatment may ease pain for a short time. How much it adds in the long run isn’t clear.

We can’t know before we start if it will help you. After three visits, we look at it together.""",
    choices_text="""\
You could do [exercises only](/treatments/exercise-plan/). You could ask a doctor or a pharmacist about pain relief. \
You could also wait a few weeks: many aches settle by themselves.

You can say no to hands-on treatment and still be our patient.""",
    to_think_about="""\
What would you like to do again?
What makes it better or worse?
Is there any place where you don’t want to be touched?""",
    questions="""\
What are the risks for me?
What else could I do?
What if I do nothing?""",
    extras=about_this_page("demo-hands"),
    related=keyed(
        "demo-hands-related",
        RelatedContent(page="demo-exercise"),
        RelatedContent(page="ims-dry-needling"),
    ),
)
