"""The words of the language, and how large its numbers may be."""

LARGEST = 1e12
MOST_MONTHS = 9_999

WORDS = (
    "always", "and", "at", "baseline", "before", "by", "change", "earlier", "end", "eventually", "falls", "for",
    "gap", "higher", "highest", "implies", "later", "lower", "lowest", "mean", "month", "months", "not", "of", "or",
    "rank", "rises", "start", "than", "unbounded", "until", "within",
)  # fmt: skip
