"""The IMS page as data: the clinic's own facts in plain words, and nothing else.

Every sentence has its source in the clinic's page about IMS; a medical word is explained where it
first stands. A reading grade is printed by `make measure`.
"""

from services.content.drawing import Drawing
from services.content.treatment import EffectContent, FactorContent, Method, TreatmentContent

IMS = TreatmentContent(
    key="ims-dry-needling",
    slug="ims-dry-needling",
    title="IMS/Dry needling",
    summary=(
        "IMS (intramuscular stimulation) uses needles where muscles and nerves are too sensitive."
    ),
    position=10,
    in_short="""\
The needle makes a tight muscle relax, draws blood to the area, and acts on the nerve.
You usually come once a week.
How many treatments you need differs from person to person.
The aim is that the condition heals and the pain goes away.""",
    what_it_treats="""\
IMS, or dry needling, is a treatment with needles for muscles and nerves that have become too \
sensitive. Being too sensitive is called **hypersensitivity**. It is one of the hardest parts of \
long-lasting pain (**chronic pain**) to treat.

A hypersensitive nerve or tissue hurts at a much smaller trigger (stimulus) than it should.

In a muscle, hypersensitivity makes the muscle shorten. It also resets what the muscle takes to be \
its proper length.

Around the spine, short muscles can squeeze the pads between the bones (**discs**) and the joints. \
That in turn can squeeze the nerves of the spine. In other places, short muscles can pull harder on \
the cords that tie muscle to bone (**tendons**) and squeeze joints.

All of these can lead to further injuries (**secondary injuries**).""",
    mechanism_drawing=Drawing.MUSCLE_SHORTENS.value,
    effects_heading="What the needle does",
    effects_introduction=(
        "This is how IMS is thought to work. A needle placed with the IMS technique has three effects."
    ),
    effects=(
        EffectContent(
            key="ims-effect-1",
            heading="The muscle relaxes and lengthens",
            text="""\
The needle makes the muscle tighten (contract). This sets off a sensor for stretch (a **stretch \
receptor**) in the muscle. By itself (a reflex), the muscle then relaxes and gets longer.

A second part of the same sensor makes the muscle take this length as its new normal length at \
rest.""",
            drawing=Drawing.MUSCLE_RELAXES.value,
        ),
        EffectContent(
            key="ims-effect-2",
            heading="Blood brings healing chemicals",
            text="""\
The needle makes a small injury. This draws blood to the area. The blood brings the many natural \
chemicals that heal.""",
            drawing=Drawing.BLOOD_ARRIVES.value,
        ),
        EffectContent(
            key="ims-effect-3",
            heading="An electrical charge acts on the nerve",
            text="""\
The treatment creates an electrical charge in the muscle, as in a battery (an **electrical \
potential**). This is thought to make the nerve work normally again.""",
            drawing=Drawing.NERVE_SETTLES.value,
        ),
    ),
    effects_closing="""\
The effects build up from treatment to treatment (they are **cumulative**). The aim of a course of \
treatment is that the condition heals and the pain goes away.""",
    frequency_heading="How often should I have IMS?",
    frequency_short="Usually once a week",
    frequency_text="""\
Usually once a week. This gives your body time between treatments to heal itself.""",
    visits_per_week=1,
    factors_introduction="It depends on several things, for example:",
    factors=(
        FactorContent(
            key="ims-factor-1",
            text="How long you have had the condition, and how far it spreads",
        ),
        FactorContent(
            key="ims-factor-2",
            text="How much scar tissue there is",
            note=(
                "This is the tissue that is left when a wound has healed. There is usually more after "
                "earlier surgery."
            ),
        ),
        FactorContent(
            key="ims-factor-3",
            text="How quickly your body can heal",
            note="This depends on the condition of your nerves.",
        ),
    ),
    method=Method.NEEDLE.value,
    to_think_about="""\
How long have you had the pain?
How far has it spread?
Have you had surgery there?""",
    questions="""\
What are the risks for me?
What else could I do?
What if I do nothing?""",
    dedicated_site_words="Read a more detailed explanation on our IMS website",
)
