"""The page about IMS in the invented clinic: all its fields filled, to show what a page can say.

What it says of the clinic and its patients is invented. The numbers of risks are not: they are those of studies, as
their abstracts have them, with their source.
"""

from dataclasses import replace

from services.content.drawing import Drawing
from services.content.treatment import (
    Advised,
    CautionContent,
    ExtraContent,
    Method,
    PreparationContent,
    RelatedContent,
    Response,
    SourceContent,
    StepContent,
    When,
)
from services.content.treatment_help_cards import HelpCardContent, Urgency
from services.content.treatment_suggestions import SUGGESTIONS, inserted

from .ims import IMS

# What the demo takes of the text from studies, its figures unchanged.
FROM_STUDIES = (
    "brady-bruising",
    "brady-bleeding",
    "brady-pain-during",
    "brady-pain-after",
    "brady-serious",
)
# Who approves it: nobody.
APPROVAL = {"name": "Nobody Real", "role": "invented physiotherapist"}

DEMO_IMS = replace(
    IMS,
    method=Method.NEEDLE.value,
    feeling_short="A cramp (invented)",
    factors_short="4 to 6 (invented)",
    length_short="30 minutes (invented)",
    what_it_treats_heading="What IMS treats",
    conditions="An invented stiff neck\nAn invented sore shoulder",
    steps_heading="What happens at a visit",
    steps=(
        StepContent(
            key="demo-step-1",
            heading="We talk",
            text="You tell us where it hurts, and what you want to do again. This step is invented.",
            minutes=10,
        ),
        StepContent(
            key="demo-step-2",
            heading="We look for tight muscles",
            text="We press on your muscles and ask what you feel. This step is invented too.",
            minutes=5,
        ),
        StepContent(
            key="demo-step-3",
            heading="We place the needle",
            text="You can say stop at any time. This is how it is in this invented clinic.",
            minutes=15,
            drawing=Drawing.MUSCLE_RELAXES.value,
        ),
    ),
    feeling_heading="What does it feel like?",
    feeling_text=(
        "In this invented clinic, people say that it feels like a short cramp. A real clinic writes here "
        "what its own patients feel."
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
                    "follow this advice: it is invented",
                    "for a day",
                ),
            ],
            start=1,
        )
    ),
    cautions_heading="Tell us first",
    cautions=(
        CautionContent(
            key="demo-caution-1",
            condition="You have an invented condition",
            response=Response.ASK_DOCTOR.value,
        ),
        CautionContent(
            key="demo-caution-2",
            condition="You are afraid of needles",
            response=Response.ADAPT.value,
        ),
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
            signs="you have an invented question\nyou feel worse than we told you",
            note="This card is invented, as the clinic is.",
        ),
    ),
    factors_heading="How many treatments will I need?",
    factors_introduction=(
        "In this invented clinic, most people come 4 to 6 times. It depends on several things, for example:"
    ),
    certainty_heading="How sure are we?",
    certainty_text=(
        "A survey tells us how often physiotherapists noticed harm. It doesn’t tell us whether needling helps "
        "more than another treatment. This invented clinic knows no more than that."
    ),
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
        "A real clinic names here what else may help, and what happens if you do nothing. This text is "
        "invented."
    ),
    in_short_heading="In short",
    in_short="""\
The aim is that the condition heals and the pain goes away.
The needle makes a tight muscle relax, draws blood to the area, and acts on the nerve.
About 8 of 100 treatments leave a bruise.
Get help at once if you are short of breath or your chest hurts.""",
    think_heading="Think about before you come",
    questions_heading="Questions to ask before you agree",
    extras=(
        ExtraContent(
            key="demo-extra-1",
            heading="A section of the clinic’s own",
            text="This section is **invented**. A clinic can add as many as it likes.",
        ),
    ),
    related_heading="Related treatments",
    related=(RelatedContent(key="demo-related-1", page="demo-massage"),),
    dedicated_site_heading="Read more",
    dedicated_site_url="https://ims.example.com/",
)
