"""Knowledge: what is known before anything is read, as data with its origin, and the code that loads it.

    gazetteers     authorities, institutions, laws and jurisdictions by name
    lexicon        the words that names are made of (`names.yaml`)
    word_classes   lists of words under a name, which the patterns of other files take up
    translations   in which language the names of the gazetteers are

The other files are loaded by who reads with them: `courts.yaml` by `mentions.courts`, `triggers.yaml` by `triggers`.
"""

from pathlib import Path
from typing import Final

KNOWLEDGE: Final = Path(__file__).parent
