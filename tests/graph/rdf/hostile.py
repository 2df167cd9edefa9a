"""Words that break what is written of them where they are not escaped."""

from tests.ingest.generated import Report

# Words that break out of a literal, an IRI, a line, a comment or the direction of writing where they are not escaped.
HOSTILE = [
    'He said "no" and \\"no\\"',
    "back\\slash \\u0041 \\",
    "two\nlines\r\nand\ttabs\rand more",
    "<script>alert(1)</script> <http://x/> ^^<y> ]]> <!-- &amp; &#0;",
    "javascript:alert('x')",
    "\u202eright to left\u202c \u2066isolate\u2069 \u200f \ufeff",
    "😀 é 日本 \u2028 \u0085",
    "''' \"\"\" . } # comment @en",
    "{curly} [square] %20 %zz ?q=1#f",
]


def hostile_report() -> Report:
    """Return a document whose names and ids are such words."""
    report = Report('Title "x" \\ <y> \u202e', "2021-01-01", "fr")
    for number, words in enumerate(HOSTILE):
        bank = report.entity("Bank", words, known_as=f'organization/{number} <>"{{}}|\\^`é\u202e')
        report.incident("Fraud", bank, evidence=report.quote(words))
    return report
