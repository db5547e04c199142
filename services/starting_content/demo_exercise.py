"""The invented clinic's page about exercise. Nothing here is true of any clinic."""

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

EXERCISE = TreatmentContent(
    key="demo-exercise",
    slug="exercise-plan",
    title="Exercise plan",
    summary="A few exercises, chosen for you, that grow with what you can do.",
    position=30,
    method=Method.EXERCISE.value,
    feeling_short="Like a small workout",
    frequency_short="Every 2 weeks at first",
    factors_short="4 to 6",
    length_short="40 minutes",
    in_short="""\
You get two to four exercises, not twenty.
You do them at home. We help you to find the time.
Some soreness is fine. We agree how much is too much.
We change the plan when it gets too easy or too hard.""",
    what_it_treats="""\
An exercise plan is a short list of movements that you do yourself. We choose them with you, for what you want to be \
able to do.

You don’t need to be fit. You don’t need a gym. A chair, a wall and a stair will do for most plans.""",
    conditions="""\
A sore knee or hip
Low back pain that comes and goes
A weak ankle after a sprain
Getting strong again after an operation
Feeling unsteady on your feet""",
    steps=keyed(
        "demo-exercise-step",
        StepContent(
            heading="We set a goal",
            text="You tell us one thing that matters to you. It could be the stairs, your garden or a 5 km run.",
            minutes=10,
        ),
        StepContent(
            heading="We see what you can do",
            text="You stand up, reach, bend or balance. We count and write it down, so that you can see a change.",
            minutes=10,
        ),
        StepContent(
            heading="You try the exercises",
            text="We show each one, and you do it until it feels right. You can film it on your phone.",
            minutes=15,
        ),
        StepContent(
            heading="We plan your week",
            text="When will you do them? What could get in the way? You leave with the plan on one page.",
            minutes=5,
        ),
    ),
    feeling_text="""\
Your muscles work, so they may feel tired or warm. The next day they may be a bit stiff.

The sore part may hurt a little while you move. We agree on a number from 0 to 10 that you don’t go above.""",
    frequency_text="""\
You come every 2 weeks at first, then once a month. At home, you do your exercises on 3 days a week.

The days between are part of the plan. Your muscles need them to build up.""",
    factors_introduction=(
        "At our clinic, most people come 4 to 6 times. It depends on several things, for example:"
    ),
    factors=keyed(
        "demo-exercise-factor",
        FactorContent(text="How far away your goal is"),
        FactorContent(text="How much you move now"),
        FactorContent(
            text="How your weeks are",
            note="A plan that fits between work and children is better than a perfect one.",
        ),
    ),
    preparations=keyed(
        "demo-exercise-preparation",
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Wear clothes that you can move in, and flat shoes.",
        ),
        PreparationContent(
            when=When.BEFORE.value, advised=Advised.DO.value, text="Bring a bottle of water."
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO.value,
            text="Walk around a little before you sit down again.",
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO_NOT.value,
            text="do a hard workout on top",
            how_long="on the same day",
        ),
    ),
    cautions=keyed(
        "demo-exercise-caution",
        CautionContent(
            condition="You get chest pain or feel faint when you exert yourself",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            condition="You have a heart or lung condition", response=Response.ASK_DOCTOR.value
        ),
        CautionContent(
            condition="You have had an operation in the last 3 months",
            response=Response.ADAPT.value,
        ),
        CautionContent(
            condition="You are pregnant, or have just had a baby", response=Response.ADAPT.value
        ),
        CautionContent(condition="You have had a fall", response=Response.ADAPT.value),
    ),
    risks_introduction="""\
Any exercise can hurt if it is too much, too soon. So we start low and go up in small steps.

We can’t put a number on these for you, so ask us:""",
    risks=keyed(
        "demo-exercise-risk",
        RiskContent(what="Stiff muscles for a day or two"),
        RiskContent(what="More pain for a while"),
        RiskContent(what="A fall, or a strain"),
    ),
    help_cards=help_cards(
        "demo-exercise",
        emergency="""\
your chest hurts, or feels tight or heavy
you can’t get your breath back when you rest
you faint""",
        say="Stop at once, and say that you were exercising.",
        call_us="""\
the pain stays above your number the next day
a joint swells up
you have had a fall""",
    ),
    effects_introduction="This is what exercise is thought to do for a sore or weak part.",
    effects=keyed(
        "demo-exercise-effect",
        EffectContent(
            heading="Muscles get used to more",
            text="A muscle that has to work a bit harder may slowly get stronger. The joint beside it then has more \
support.",
        ),
        EffectContent(
            heading="Movement feels less risky",
            text="When something hurts, we guard it. Doing it in small steps may teach your body that it can move.",
        ),
        EffectContent(
            heading="You know what to do",
            text="You have something to use on a bad day. You don’t have to wait for us.",
        ),
    ),
    effects_closing="The aim is that you reach your goal, and can carry on by yourself.",
    certainty_text="""\
Exercise has been studied a lot. It seems to help many people a little or more. It doesn’t help everybody.

Nobody knows one exercise that is right for all. So we try, look, and change the plan.""",
    choices_text="""\
[Hands-on treatment](/treatments/hands-on-treatment/) can be a way to start. A class, a pool or a walking group can \
take the place of some visits.

If you would rather do nothing now, that is fine. Come back when it suits you.""",
    to_think_about="""\
What is the one thing you would like to do again?
When in your day do you have ten minutes?
What has stopped you before?""",
    questions="""\
How much pain is fine for me?
What else could I do?
What if I do nothing?""",
    extras=about_this_page("demo-exercise"),
    related=keyed(
        "demo-exercise-related",
        RelatedContent(page="demo-hands"),
        RelatedContent(page="demo-dizziness"),
    ),
)
