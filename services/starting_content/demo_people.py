"""The people of the invented clinic. Nobody is called that, looks like that, or is on that register."""

from services.content.practitioner import GivenContent, PractitionerContent

from .demo_parts import keyed

REGISTER = {
    "register": "Invented Register of Physiotherapists",
    "register_url": "https://register.example/",
}
BOOKING = "https://book.wrenmouthphysio.example/"

ELSPETH = PractitionerContent(
    key="demo-elspeth",
    slug="elspeth-thorsby",
    title="Elspeth Thorsby",
    summary="Physiotherapist, founder of the clinic",
    position=10,
    picture="elspeth.png",
    picture_text="A drawing of a woman of about sixty. She has a silver bob, round red glasses and a green jumper.",
    text="""\
Elspeth treats people who are dizzy or afraid to fall. She finds out what you can still do, and starts there.""",
    gives=keyed(
        "demo-elspeth-gives",
        GivenContent(page="demo-dizziness"),
        GivenContent(page="demo-exercise"),
        GivenContent(page="ims-dry-needling"),
    ),
    languages="English, Norwegian",
    **REGISTER,
    register_number="IRP 10234",
    booking_url=f"{BOOKING}elspeth/",
    about="""\
Elspeth has been a physiotherapist for 34 years. She began in a hospital, on the ward for people who had had a \
stroke. There she learned how much balance matters, and how much of it can come back.

She opened the clinic in Quay Street with one room and a borrowed couch. Today she still sees patients on four days a \
week. On the fifth, she teaches students.

**What you may notice:** she asks a lot and writes little. Often she gets up to show you what she means.

Outside work, Elspeth swims in the harbour from April to October.""",
)
SUNITA = PractitionerContent(
    key="demo-sunita",
    slug="sunita-kellaway",
    title="Sunita Kellaway",
    summary="Physiotherapist for pelvic health",
    position=20,
    picture="sunita.png",
    picture_text="A drawing of a woman of about forty-five. She has long dark hair with some grey, and a green top.",
    text="""\
Sunita sees women and men with leaks, heaviness or pain. She takes time, and she has heard it all before.""",
    gives=keyed(
        "demo-sunita-gives",
        GivenContent(page="demo-pelvic"),
        GivenContent(page="demo-hands"),
        GivenContent(page="demo-exercise"),
    ),
    languages="English, Hindi, Gujarati",
    **REGISTER,
    register_number="IRP 14871",
    booking_url=f"{BOOKING}sunita/",
    about="""\
Sunita has been a physiotherapist for 21 years. After her second child, she looked for help herself, and nobody near \
Wrenmouth gave it. So she learned how.

She sees patients in Quay Street, and in Upper Wren on Thursdays. Her room has a lock, a screen and a window that \
nobody can look through.

**What you may notice:** she asks before each step, every time. You can say no to any of them.""",
)
KOFI = PractitionerContent(
    key="demo-kofi",
    slug="kofi-larkwood",
    title="Kofi Larkwood",
    summary="Physiotherapist",
    position=30,
    picture="kofi.png",
    picture_text="A drawing of a man of about thirty. He has short hair, a short beard and a green polo shirt.",
    text="""\
Kofi treats sore tendons (the cords that tie muscle to bone), stiff backs and people who want to run again. He is in \
Upper Wren on Tuesdays.""",
    gives=keyed(
        "demo-kofi-gives",
        GivenContent(page="ims-dry-needling"),
        GivenContent(page="demo-shockwave"),
        GivenContent(page="demo-hands"),
        GivenContent(page="demo-exercise"),
    ),
    languages="English, Twi, British Sign Language",
    **REGISTER,
    register_number="IRP 22590",
    booking_url=f"{BOOKING}kofi/",
)

PEOPLE = (ELSPETH, SUNITA, KOFI)
