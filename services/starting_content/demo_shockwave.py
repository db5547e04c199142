"""The invented clinic's page about shockwaves. Nothing here is true of any clinic."""

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

SHOCKWAVE = TreatmentContent(
    key="demo-shockwave",
    slug="shockwave",
    title="Shockwave treatment",
    summary="A device taps quick pressure waves into a sore spot, through the skin.",
    position=40,
    method=Method.OTHER.value,
    feeling_short="A fast, hard tapping",
    frequency_short="Once a week",
    factors_short="3 to 5",
    length_short="20 minutes",
    in_short="""\
Nothing goes through your skin. A device taps on it, loud and fast.
It can hurt while we do it. You say how strong it may be.
It is an extra. The main thing is still your exercises.
Tell us first if you take blood thinners, or are pregnant.""",
    what_it_treats="""\
In shockwave treatment, a device sends quick pressure waves into a sore spot. It is also called **shockwave \
therapy**. There is no electric shock.

We offer it for pain in a **tendon**, which is the cord that ties a muscle to a bone. We only offer it if the pain \
has lasted for some months, and exercises alone haven’t helped enough.""",
    conditions="""\
Heel pain under the foot
Pain at the back of the ankle
Tennis elbow
Pain below the kneecap""",
    steps=keyed(
        "demo-shockwave-step",
        StepContent(
            heading="We find the spot",
            text="You point to it, and we press around it. We mark it on your skin.",
            minutes=5,
        ),
        StepContent(
            heading="We start low",
            text="We put some gel on your skin and hold the device against it. It makes a loud, clicking noise.",
            minutes=2,
        ),
        StepContent(
            heading="We turn it up as you allow",
            text="You tell us how it feels. Say stop, and we stop.",
            minutes=5,
        ),
        StepContent(
            heading="We go through your exercises",
            text="We look at how they went and change them if we need to.",
            minutes=8,
        ),
    ),
    feeling_text="""\
It feels like a fast, hard tapping on a sore place. It can hurt. It stops as soon as the device stops.

Later that day, the spot may ache or feel warm.""",
    frequency_text="Once a week. The spot needs the days between to settle.",
    visits_per_week=1,
    factors_introduction=(
        "At our clinic, most people have it 3 to 5 times. It depends on several things, for example:"
    ),
    factors=keyed(
        "demo-shockwave-factor",
        FactorContent(text="Which tendon it is"),
        FactorContent(text="How long it has hurt"),
        FactorContent(
            text="How it feels after the third time",
            note="If nothing has changed by then, we talk about stopping.",
        ),
    ),
    preparations=keyed(
        "demo-shockwave-preparation",
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Wear clothes that let us reach the sore spot.",
        ),
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO.value,
            text="Bring the names of all your medicines.",
        ),
        PreparationContent(
            when=When.BEFORE.value,
            advised=Advised.DO_NOT.value,
            text="stop a medicine by yourself: ask your doctor",
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO.value,
            text="Walk and move as you normally do.",
        ),
        PreparationContent(
            when=When.AFTER.value,
            advised=Advised.DO_NOT.value,
            text="run, jump or lift heavy things",
            how_long="for 2 days",
        ),
    ),
    cautions=keyed(
        "demo-shockwave-caution",
        CautionContent(
            condition="You take blood thinners, or your blood doesn’t clot well",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(condition="You are pregnant, or may be", response=Response.NOT_DONE.value),
        CautionContent(
            condition="You have a pacemaker or another device in your body",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            condition="You have had a steroid injection there in the last 3 months",
            response=Response.NOT_DONE.value,
        ),
        CautionContent(
            condition="You have an infection, an open wound or a growth (tumour) there",
            response=Response.NOT_DONE.value,
        ),
        CautionContent(
            condition="You can’t feel that part well", response=Response.ASK_DOCTOR.value
        ),
    ),
    risks_introduction="""\
The waves press hard on skin and small blood vessels, so they can leave a mark.

We can’t put a number on these for you, so ask us:""",
    risks=keyed(
        "demo-shockwave-risk",
        RiskContent(what="Pain while we do it"),
        RiskContent(what="Red skin, or a bruise"),
        RiskContent(what="More pain for some days"),
        RiskContent(what="A tear in a weak tendon"),
    ),
    help_cards=help_cards(
        "demo-shockwave",
        emergency="""\
you feel a snap, and then can’t put weight on the leg
your calf is hot and swollen, and you are short of breath
your chest hurts""",
        say="Say that you had shockwave treatment, and where.",
        call_us="""\
the skin breaks, or the bruise gets bigger
the pain is worse after 3 days than before""",
    ),
    effects_introduction="This is how it is thought to work. People who study it don’t all agree.",
    effects=keyed(
        "demo-shockwave-effect",
        EffectContent(
            heading="The sore spot is stirred up",
            text="The waves irritate the spot a little. That may make the body start to mend it anew.",
        ),
        EffectContent(
            heading="Nerves there get less jumpy",
            text="Many taps in a short time may tire the nerves that send pain. You may then be able to do more of \
your exercises.",
        ),
    ),
    effects_closing="The aim is that you can load the tendon again, step by step.",
    certainty_text="""\
Studies of shockwave treatment don’t all say the same. For some tendons it looks useful, for others we don’t know.

We think that it shouldn’t be given without exercises.""",
    choices_text="""\
You could go on with [an exercise plan](/treatments/exercise-plan/) alone. You could try other shoes, a heel pad or a \
brace. A doctor can tell you about injections.

You could also wait. Pain like this can take many months to settle.""",
    to_think_about="""\
How long has it hurt?
What have you tried so far?
Have you had an injection there, and when?""",
    questions="""\
What are the risks for me?
What else could I do?
What if I do nothing?""",
    extras=about_this_page("demo-shockwave"),
    related=keyed(
        "demo-shockwave-related",
        RelatedContent(page="demo-exercise"),
        RelatedContent(page="ims-dry-needling"),
    ),
)
