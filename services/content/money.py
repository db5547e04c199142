"""Amounts of money, as far as Unicode knows how people write them (CLDR)."""

import re
from decimal import Decimal

from babel import Locale, UnknownLocaleError, numbers
from django.utils.translation import get_language


def in_words(amount: Decimal, currency):
    """An amount of a currency (ISO 4217) as it was typed: "£60", "£62.50". Whole ones have no decimals."""
    locale = _locale(currency)
    pattern = locale.currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        pattern = pattern.replace("0.00", "0")
    # Never rounded to what the currency has coins for.
    words = numbers.format_currency(amount, currency, pattern, locale, currency_digits=False)
    # A symbol of letters stands apart from its number.
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "\N{NO-BREAK SPACE}", words)


def currencies():
    """What is paid with today in some country, as [(code, "Euro (EUR)"), ...], in the order of the alphabet."""
    codes = numbers.list_currencies() & {
        code
        for territory in Locale("en").territories
        for code in numbers.get_territory_currencies(territory)
    }
    named = [(code, f"{numbers.get_currency_name(code, locale='en')} ({code})") for code in codes]
    return sorted(named, key=lambda one: one[1])


def currency_of(country):
    """The currency of a country (two letters, ISO 3166-1), empty if that isn't known."""
    return next(iter(numbers.get_territory_currencies(country)), "") if country else ""


def _locale(currency):
    """How amounts of a currency are written where it is used: a currency's code begins with its country's."""
    language = (get_language() or "en").partition("-")[0]
    for name in (f"{language}_{currency[:2]}", f"{language}_IE" if currency == "EUR" else language):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
