"""Rules: which of a feed's entries a subscription wants, in a small language of words.

``read_rule`` gives a tree of frozen values, ``matches`` holds an entry against it, ``write_rule``
writes it again. The language stands in ``grammar.lark``.
"""

from feeds.rules.faults import Fault, RuleError
from feeds.rules.matching import matched_terms, matches
from feeds.rules.reading import FIELDS, LONGEST_RULE, read_rule
from feeds.rules.tree import EVERYTHING, Rule
from feeds.rules.writing import write_rule

__all__ = [
    "EVERYTHING",
    "FIELDS",
    "LONGEST_RULE",
    "Fault",
    "Rule",
    "RuleError",
    "matched_terms",
    "matches",
    "read_rule",
    "write_rule",
]
