"""What the invented clinic says of fees, of a first visit and of work there. Nothing here is true of any clinic."""

from decimal import Decimal

from services.content.drawing import Drawing
from services.content.fees import FeesContent, PriceContent
from services.content.first_visit import DownloadContent, FirstVisitContent
from services.content.text_page import Shown, TextPageContent
from services.content.treatment import StepContent
from services.content.treatment_extras import ExtraContent, FaqContent

from .demo_parts import keyed

FIRST_VISIT = FirstVisitContent(
    slug="first-visit",
    title="Your first visit",
    summary="It takes an hour. We listen, look, and plan with you. You decide what happens.",
    position=10,
    steps=keyed(
        "demo-first-visit-step",
        StepContent(
            heading="You come in",
            text="Come 5 minutes early. You fill in one page about your health. We can do that with you.",
            minutes=5,
        ),
        StepContent(
            heading="We listen",
            text="What bothers you, since when, and what would you like to do again? We ask about your health, too.",
            minutes=15,
        ),
        StepContent(
            heading="We look and test",
            text="You bend, reach, push and balance. We tell you why we ask for each thing.",
            minutes=15,
        ),
        StepContent(
            heading="We tell you what we think",
            text="In plain words, and with a sketch like this one if it helps. We also say what we don’t know.",
            minutes=10,
            drawing=Drawing.MUSCLE_SHORTENS.value,
        ),
        StepContent(
            heading="We plan, and begin if you like",
            text="You hear what you could do, what it costs and what the risks are. You can go home and think first.",
            minutes=15,
        ),
    ),
    to_bring="""\
The names of your medicines, and how much you take
Letters, scans and test results, if you have any
Shorts or a loose top
Your glasses, hearing aids and walking stick
Your questions, on paper""",
    downloads=keyed(
        "demo-first-visit-form",
        DownloadContent(
            name="Questions about your health",
            document="health-questions.pdf",
            note="It takes ten minutes. If you can’t print it, we have it here.",
        ),
    ),
    good_to_know="""\
You don’t need a letter from a doctor.

You may bring somebody. Children under 16 come with an adult. Assistance dogs are welcome.

Do you need an interpreter, more time, or the quiet room? Tell us when you book, and we arrange it.

If you don’t feel well on the day, call us. It may be better to come another time.""",
)
FEES = FeesContent(
    slug="fees",
    title="Fees",
    summary="What a visit costs, when you pay, and what happens if you can’t come.",
    position=20,
    currency="GBP",
    prices=keyed(
        "demo-price",
        PriceContent(
            what="First visit",
            minutes=60,
            price=Decimal("72.00"),
            note="for every kind of treatment",
        ),
        PriceContent(
            what="Following visit",
            minutes=30,
            price=Decimal("46.00"),
            note="hands-on treatment or needling",
        ),
        PriceContent(
            what="Longer following visit",
            minutes=50,
            price=Decimal("62.00"),
            note="exercise plan, dizziness or pelvic health",
        ),
        PriceContent(
            what="Shockwave treatment", minutes=20, price=Decimal("42.50"), page="demo-shockwave"
        ),
        PriceContent(what="Letter to your doctor or your employer", note="no charge"),
    ),
    prices_text="Students, and people under 18, pay £6 less for each visit. Tell us when you book.",
    paying_text="""\
You pay after each visit, by card or by bank transfer. We don’t take cash.

You get a receipt by email, or on paper if you ask.""",
    insurance_text="""\
We don’t send bills to insurers. You pay us, and may get money back from yours. Before you come, ask them:

- Do you pay for physiotherapy, and for how many visits?
- Do I need a letter from a doctor first?
- What has to be on the receipt?""",
    cancelling_text="""\
Call us or write to us at least 24 hours before. Then it costs nothing.

Later than that, you pay half of the price. If you are suddenly ill, you pay nothing: just tell us.""",
)
WORK = TextPageContent(
    key="demo-work",
    slug="working-with-us",
    title="Working with us",
    summary="We’re looking for a physiotherapist for two days a week, in Upper Wren.",
    position=30,
    shown=Shown.FOOTER.value,
    extras=keyed(
        "demo-work-section",
        ExtraContent(
            heading="What you would do",
            text="""\
You’d see about eight patients a day, most of them from nearby villages. The room is yours on both days.

One afternoon a month, we all meet in Quay Street. We talk about what went wrong, too.""",
        ),
        ExtraContent(
            heading="Who we’re looking for",
            text="""\
- You’re on the register, or will be this year.
- You listen before you treat.
- You explain things so that a neighbour would understand.""",
        ),
        ExtraContent(
            heading="What you get",
            text="""\
- Paid time for notes, every day
- Five paid days a year to learn
- One of us to ask, each week
- A key, and good coffee""",
        ),
    ),
    faqs_heading="What people ask us",
    faqs=keyed(
        "demo-work-question",
        FaqContent(
            question="Do I need a car?",
            answer="No. Bus 9 stops at the chapel, next to the door. It comes once an hour.",
        ),
        FaqContent(
            question="Can I start with one day?",
            answer="Yes, for the first three months. After that, patients need both days.",
        ),
        FaqContent(
            question="How do I apply?",
            answer="""\
Email two or three sentences to [hello@wrenmouthphysio.example](mailto:hello@wrenmouthphysio.example). We’ll call you \
back. Then you spend a morning with us. The job is as invented as the clinic.""",
        ),
    ),
)

PAGES = (FIRST_VISIT, FEES, WORK)
