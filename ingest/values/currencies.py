"""How French and English texts name currencies: symbols, ISO 4217 codes and words.

A name that several countries share ("dollars", "livres", "couronnes") has no code here: whose it is depends
on where the text speaks of.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ISO 4217
CODES: Final = _codes(
    """
    AED ARS AUD BDT BGN BHD BIF BRL CAD CDF CHF CLP CNH CNY COP CZK DJF DKK DZD EGP ETB EUR FJD GBP GEL GHS
    GNF HKD HTG HUF IDR ILS INR IQD ISK JMD JOD JPY KES KMF KRW KWD KZT LBP LKR LYD MAD MGA MRU MUR MXN MYR
    NAD NGN NOK NPR NZD OMR PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SCR SEK SGD THB TND TRY TTD TWD
    TZS UAH UGX USD UYU VND XAF XCD XOF XPF ZAR ZMW
    """
)

_DOLLARS: Final = tuple("CAD AUD NZD SGD HKD TWD JMD TTD XCD BBD BSD BMD BZD FJD NAD LRD GYD SRD KYD BND".split())

# Letters that stand right before the digits: R500,000 is South African, N500,000 Nigerian.
LETTERS: Final[Mapping[str, str]] = MappingProxyType({"R": "ZAR", "N": "NGN"})

# What follows a bare "$" to say whose it is: $5 million CAD, 5 M$ US.
COUNTRIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{"US": "USD", "USD": "USD", "américains": "USD", "CA": "CAD", "CAN": "CAD", "CAD": "CAD"},
        **{"CDN": "CAD", "Canadian": "CAD", "canadiens": "CAD", "AU": "AUD", "AUD": "AUD"},
        **{"Australian": "AUD", "australiens": "AUD", "NZ": "NZD", "NZD": "NZD", "HK": "HKD", "HKD": "HKD"},
        **{"SG": "SGD", "SGD": "SGD"},
    }
)

# Written as the texts write them; a space stands for any space or none.
SYMBOLS: Final[Mapping[str, str | None]] = MappingProxyType(
    {
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "RMB": "CNY",
        "CN¥": "CNY",
        "₹": "INR",
        "₦": "NGN",
        "₩": "KRW",
        "₽": "RUB",
        "₺": "TRY",
        "₪": "ILS",
        "₱": "PHP",
        "₫": "VND",
        "฿": "THB",
        "₴": "UAH",
        "₵": "GHS",
        "GH₵": "GHS",
        "GH¢": "GHS",
        "US $": "USD",
        "U.S. $": "USD",
        "$ US": "USD",
        "USD $": "USD",
        "C $": "CAD",
        "CA $": "CAD",
        "CDN $": "CAD",
        "Cdn $": "CAD",
        "Can $": "CAD",
        "CAD $": "CAD",
        "$ CA": "CAD",
        "$ CAN": "CAD",
        "$ CAD": "CAD",
        "$ CDN": "CAD",
        "$ USD": "USD",
        "A $": "AUD",
        "AU $": "AUD",
        "AUD $": "AUD",
        "$ AU": "AUD",
        "$ AUD": "AUD",
        "NZ $": "NZD",
        "NZD $": "NZD",
        "HK $": "HKD",
        "HKD $": "HKD",
        "$ HK": "HKD",
        "S $": "SGD",
        "SG $": "SGD",
        "SGD $": "SGD",
        "NT $": "TWD",
        "R $": "BRL",
        "MX $": "MXN",
        "J $": "JMD",
        "TT $": "TTD",
        "CHF": "CHF",
        "SFr.": "CHF",
        "SFr": "CHF",
        "Sfr.": "CHF",
        "Fr.": "CHF",
        "Rs.": "INR",
        "Rs": "INR",
        "RM": "MYR",
        "Rp": "IDR",
        "KSh": "KES",
        "Ksh": "KES",
        "FCFA": "XOF",
        "F CFA": "XOF",
        "XPF": "XPF",
        "zł": "PLN",
        "Kč": "CZK",
        "Ft": "HUF",
        "kr": None,
        "kr.": None,
        "$": None,
    }
)

# Symbols that other things share count only before a number (R500,000, Fr. 20), or only after one (20 Ft).
ONLY_BEFORE: Final = frozenset({"RM", "Rp", "Rs", "Rs.", "Fr.", "RMB", "J $", "S $", "R $", "C $", "A $", "TT $"})
ONLY_AFTER: Final = frozenset(
    {"Ft", "XPF", "$ US", "$ USD", "$ CA", "$ CAN", "$ CAD", "$ CDN", "$ AU", "$ AUD", "$ HK"}
)

# Words, as patterns; the longest that fits wins. None: which country's is not said.
WORDS: Final[Mapping[str, Mapping[str, str | None]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                r"euros?": "EUR",
                r"dollars?": None,
                r"dollars?\s(?:canadiens?|du\scanada)": "CAD",
                r"dollars?\s(?:américains?|us|u\.s\.|des\sétats-unis|étatsuniens?)": "USD",
                r"dollars?\saustraliens?": "AUD",
                r"dollars?\snéo-zélandais": "NZD",
                r"dollars?\s(?:de\s)?hong\s?-?kong": "HKD",
                r"dollars?\s(?:de\ssingapour|singapouriens?)": "SGD",
                r"dollars?\s(?:de\staïwan|taïwanais)": "TWD",
                r"livres?": None,
                r"livres?\s(?:sterlings?|britanniques?|anglaises?)": "GBP",
                r"livres?\sturques?": "TRY",
                r"livres?\ségyptiennes?": "EGP",
                r"livres?\slibanaises?": "LBP",
                r"francs?": None,
                r"francs?\ssuisses?": "CHF",
                r"francs?\s(?:cfa|c\.f\.a\.)": "XOF",
                r"francs?\s(?:pacifique|cfp)": "XPF",
                r"francs?\scongolais": "CDF",
                r"francs?\s(?:rwandais)": "RWF",
                r"francs?\sguinéens?": "GNF",
                r"couronnes?": None,
                r"couronnes?\ssuédoises?": "SEK",
                r"couronnes?\snorvégiennes?": "NOK",
                r"couronnes?\sdanoises?": "DKK",
                r"couronnes?\stchèques?": "CZK",
                r"couronnes?\sislandaises?": "ISK",
                r"yens?": "JPY",
                r"yuans?(?:\srenminbi)?|renminbis?": "CNY",
                r"roupies?(?:\sindiennes?)?": "INR",
                r"roupies?\spakistanaises?": "PKR",
                r"roupies?\ssri-?lankaises?": "LKR",
                r"roupies?\smauriciennes?": "MUR",
                r"(?:roupies?\sindonésiennes?|rupiahs?)": "IDR",
                r"nairas?": "NGN",
                r"rands?(?:\ssud-africains?)?": "ZAR",
                r"dirhams?(?:\smarocains?)?": "MAD",
                r"dirhams?\s(?:émiratis?|des\sémirats)": "AED",
                r"dinars?": None,
                r"dinars?\stunisiens?": "TND",
                r"dinars?\salgériens?": "DZD",
                r"dinars?\skoweïtiens?": "KWD",
                r"roubles?": "RUB",
                r"(?:réaux|reais)(?:\sbrésiliens)?|réals?\sbrésiliens?": "BRL",
                r"pesos?": None,
                r"pesos?\smexicains?": "MXN",
                r"pesos?\sphilippins?": "PHP",
                r"pesos?\sargentins?": "ARS",
                r"wons?(?:\s(?:sud-)?coréens?)?": "KRW",
                r"zlotys?": "PLN",
                r"forints?": "HUF",
                r"shekels?": "ILS",
                r"ringgits?": "MYR",
                r"bahts?": "THB",
                r"cedis?": "GHS",
                r"shillings?\skényans?": "KES",
                r"ariarys?": "MGA",
                r"gourdes": "HTG",
                r"riyals?(?:\ssaoudiens?)?": "SAR",
            }
        ),
        "en": MappingProxyType(
            {
                r"euros?": "EUR",
                r"dollars?|bucks": None,
                r"(?:canadian)\sdollars?": "CAD",
                r"(?:us|u\.s\.|american)\sdollars?": "USD",
                r"(?:australian|aussie)\sdollars?": "AUD",
                r"new\szealand\sdollars?": "NZD",
                r"hong\skong\sdollars?": "HKD",
                r"singapore(?:an)?\sdollars?": "SGD",
                r"(?:new\s)?taiwan(?:ese)?\sdollars?": "TWD",
                r"jamaican\sdollars?": "JMD",
                r"pounds?": None,
                r"(?:british\spounds?|pounds?\ssterling|sterling)": "GBP",
                r"egyptian\spounds?": "EGP",
                r"lebanese\spounds?": "LBP",
                r"francs?": None,
                r"swiss\sfrancs?": "CHF",
                r"(?:cfa\sfrancs?|francs?\scfa)": "XOF",
                r"kron(?:or|er|e|a|ur)": None,
                r"swedish\skron(?:or|er|a)": "SEK",
                r"danish\skron(?:er|e|or)": "DKK",
                r"norwegian\skron(?:er|e|or)": "NOK",
                r"icelandic\skr(?:onur|óna|ona)": "ISK",
                r"czech\s(?:koruna|korunas|crowns?)": "CZK",
                r"(?:japanese\s)?yen": "JPY",
                r"(?:chinese\s)?yuan(?:\srenminbi)?|renminbi": "CNY",
                r"(?:indian\s)?rupees?": "INR",
                r"pakistani\srupees?": "PKR",
                r"sri\slankan\srupees?": "LKR",
                r"mauritian\srupees?": "MUR",
                r"(?:indonesian\s)?rupiah": "IDR",
                r"(?:nigerian\s)?naira": "NGN",
                r"(?:south\safrican\s)?rand": "ZAR",
                r"(?:moroccan\s)?dirhams?": "MAD",
                r"(?:uae|emirati)\sdirhams?": "AED",
                r"dinars?": None,
                r"tunisian\sdinars?": "TND",
                r"kuwaiti\sdinars?": "KWD",
                r"(?:russian\s)?r(?:o)?ubles?": "RUB",
                r"(?:brazilian\s)?reais|brazilian\sreals?": "BRL",
                r"pesos?": None,
                r"mexican\spesos?": "MXN",
                r"philippine\spesos?": "PHP",
                r"argentine\spesos?": "ARS",
                r"(?:south\s)?(?:korean\s)?won": "KRW",
                r"(?:polish\s)?zloty(?:s|ch)?": "PLN",
                r"(?:hungarian\s)?forints?": "HUF",
                r"(?:israeli\s)?shekels?": "ILS",
                r"turkish\slir(?:a|as|e)": "TRY",
                r"(?:malaysian\s)?ringgit": "MYR",
                r"(?:thai\s)?baht": "THB",
                r"(?:ghanaian\s)?cedis?": "GHS",
                r"kenyan\sshillings?": "KES",
                r"ugandan\sshillings?": "UGX",
                r"tanzanian\sshillings?": "TZS",
                r"(?:saudi\s)?riyals?": "SAR",
            }
        ),
    }
)

# The currencies that share a name, by how it begins in lower case, the likeliest first; "$" and "£" are such names.
SHARED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(("$", "dollar", "buck"), ("USD", *_DOLLARS)),
        **dict.fromkeys(("£", "pound", "livre"), ("GBP", "EGP", "LBP", "SYP", "SDG")),
        "franc": ("CHF", "XOF", "XAF", "XPF", "CDF", "BIF", "DJF", "GNF", "KMF", "RWF"),
        **dict.fromkeys(("kr", "couronne", "crown"), ("SEK", "NOK", "DKK", "ISK", "CZK")),
        "peso": ("MXN", "PHP", "ARS", "COP", "CLP", "UYU", "DOP", "CUP"),
        "dinar": ("TND", "KWD", "DZD", "IQD", "JOD", "BHD", "LYD", "RSD"),
        **dict.fromkeys(("rupee", "roupie"), ("INR", "PKR", "LKR", "MUR", "NPR", "SCR")),
        **dict.fromkeys(("shilling", "sh"), ("KES", "UGX", "TZS")),
        **dict.fromkeys(("rial", "riyal"), ("SAR", "QAR", "OMR", "YER", "IRR")),
        "dirham": ("MAD", "AED"),
    }
)
# Of these names a text that points elsewhere means the likeliest.
WIDESPREAD: Final = ("USD", "GBP")

# What names other things as well (books, weights, rooms, the verb "to win"), in lower case: money only in
# large numbers.
AMBIGUOUS: Final = frozenset(
    {
        "livre",
        "livres",
        "couronne",
        "couronnes",
        "pound",
        "pounds",
        "won",
        "wons",
        "rand",
        "gourdes",
        "rm",
        "ft",
    }
)
