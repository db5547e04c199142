"""The page about IMS in the invented clinic: all its fields filled, to show what a page can say.

What it says of the clinic and its patients is invented. The numbers of risks are not: they are those of a study, as
its abstract has them, with their source.
"""

from dataclasses import replace

from services.content.drawing import Drawing
from services.content.treatment import (
    Advised,
    CautionContent,
    Method,
    PreparationContent,
    RelatedContent,
    Response,
    SourceContent,
    StepContent,
    When,
)
from services.content.treatment_extras import FaqContent
from services.content.treatment_help_cards import HelpCardContent, Urgency
from services.content.treatment_suggestions import SUGGESTIONS, inserted

from .demo_parts import NO_REAL_NUMBER, about_this_page
from .ims import IMS

# What the demo takes of the text from studies, its figures unchanged.
FROM_STUDIES = (
    "brady-bruising",
    "brady-bleeding",
    "brady-pain-during",
    "brady-pain-after",
    "brady-serious",
)
# One of the clinic's people, so nobody real.
APPROVAL = {"name": "Elspeth Thorsby", "role": "physiotherapist"}

DEMO_IMS = replace(
    IMS,
    method=Method.NEEDLE.value,
    feeling_short="A short cramp",
    factors_short="4 to 6",
    length_short="30 minutes",
    what_it_treats_heading="What IMS treats",
    conditions="""\
A neck or shoulder that has hurt for months
Long-lasting low back pain
Pain deep in the buttock or hip""",
    steps_heading="What happens at a visit",
    steps=(
        StepContent(
            key="demo-step-1",
            heading="We talk",
            text="You tell us where it hurts, and what you want to do again. We ask about your health.",
            minutes=10,
        ),
        StepContent(
            key="demo-step-2",
            heading="We look for tight muscles",
            text="We press on your muscles and ask what you feel. Then we tell you where we would like to needle.",
            minutes=5,
        ),
        StepContent(
            key="demo-step-3",
            heading="We place the needle",
            text="You lie down. We clean your skin and use a new, thin needle each time. Say stop, and we stop.",
            minutes=15,
            drawing=Drawing.MUSCLE_RELAXES.value,
        ),
    ),
    feeling_heading="What does it feel like?",
    feeling_text=(
        "You may hardly feel the needle go in. When the muscle tightens, it feels like a short cramp.\n\n"
        "Afterwards the spot may ache, as after hard exercise. You can drive home unless you feel faint or sleepy."
    ),
    preparations_heading="Before and after your visit",
    preparations=tuple(
        PreparationContent(
            key=f"demo-preparation-{number}",
            when=when,
            advised=advised,
            text=text,
            how_long=how_long,
        )
        for number, (when, advised, text, how_long) in enumerate(
            [
                (
                    When.BEFORE.value,
                    Advised.DO.value,
                    "Eat something light, so that you don’t come hungry.",
                    "",
                ),
                (
                    When.BEFORE.value,
                    Advised.DO.value,
                    "Wear loose clothes, so that we can reach the muscle.",
                    "",
                ),
                (
                    When.AFTER.value,
                    Advised.DO.value,
                    "Move as you like, so that you don’t get stiff.",
                    "",
                ),
                (
                    When.AFTER.value,
                    Advised.DO_NOT.value,
                    "train hard or carry heavy things",
                    "for a day",
                ),
            ],
            start=1,
        )
    ),
    cautions_heading="Tell us first",
    cautions=tuple(
        CautionContent(key=f"demo-caution-{number}", condition=condition, response=response.value)
        for number, (condition, response) in enumerate(
            [
                ("You take blood thinners, or bleed easily", Response.ASK_DOCTOR),
                ("You are pregnant, or may be", Response.ASK_DOCTOR),
                ("You have a pacemaker or a new heart valve", Response.ASK_DOCTOR),
                ("Your body fights infections badly", Response.ASK_DOCTOR),
                ("Your skin is broken or infected there", Response.NOT_DONE),
                (
                    "You have fainted at the sight of a needle, or are afraid of them",
                    Response.ADAPT,
                ),
            ],
            start=1,
        )
    ),
    risks_heading="What are the risks?",
    risks_introduction=(
        "A needle goes through skin, small blood vessels and muscle. So anybody can bleed, bruise or ache "
        "afterwards.\n\n"
        "Near the ribs, a needle can reach the lung, and the lung can collapse. That is a serious harm.\n\n"
        "These numbers are from a real survey, which calls all of these mild but the last. Nobody real has "
        "approved this page."
    ),
    risks=tuple(
        inserted(suggestion, "demo")
        for suggestion in SUGGESTIONS
        if suggestion.part.key in FROM_STUDIES
    ),
    help_cards=(
        *(
            inserted(suggestion, "demo")
            for suggestion in SUGGESTIONS
            if suggestion.field == "help_cards"
        ),
        HelpCardContent(
            key="demo-help-2",
            urgency=Urgency.CALL_US.value,
            signs="the spot gets red, hot or swollen\nyou feel worse than we told you",
            note=NO_REAL_NUMBER,
        ),
    ),
    factors_heading="How many treatments will I need?",
    factors_introduction=(
        "At our clinic, most people come 4 to 6 times. It depends on several things, for example:"
    ),
    certainty_heading="How sure are we?",
    certainty_text="""\
A survey tells us how often physiotherapists noticed harm. It doesn’t tell us whether needling helps more than \
another treatment.

So we can’t tell you before we start if it will help you. After three visits, we look at it together.""",
    sources=(
        SourceContent(
            key="demo-source-1",
            title="Brady and others: a survey of dry needling by physiotherapists",
            url=SUGGESTIONS[0].part.source_url,
            year=2014,
            supports="How often treatments led to bruising, bleeding and pain.",
        ),
    ),
    choices_heading="What else could I do?",
    choices_text=(
        "You could try [hands-on treatment](/treatments/hands-on-treatment/) or "
        "[an exercise plan](/treatments/exercise-plan/). A doctor can tell you about medicines.\n\n"
        "You could also wait. We tell you what we would do, and you decide."
    ),
    in_short_heading="In short",
    in_short="""\
The aim is that the condition heals and the pain goes away.
The needle makes a tight muscle relax, draws blood to the area, and acts on the nerve.
About 8 of 100 treatments leave a bruise.
Get help at once if you are short of breath or your chest hurts.""",
    think_heading="Think about before you come",
    questions_heading="Questions to ask before you agree",
    extras=about_this_page("demo"),
    faqs_heading="Questions and answers",
    faqs=(
        FaqContent(
            key="demo-faq-1",
            question="Can I drive home?",
            answer="Most people here do. If you feel faint, wait with us until it has passed. This answer is invented.",
        ),
    ),
    related_heading="Related treatments",
    related=(
        RelatedContent(key="demo-related-1", page="demo-hands"),
        RelatedContent(key="demo-related-2", page="demo-exercise"),
    ),
    dedicated_site_heading="Read more",
    dedicated_site_url="https://ims.wrenmouthphysio.example/",
)
