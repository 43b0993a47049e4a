"""The scorecard in words and numbers, for a terminal of 80 columns."""

from groundswell.prove._scorecard import Scorecard


def lines(card: Scorecard) -> list[str]:
    """The scorecard, part by part."""
    found = [*_truths(card), *_words(card), *_calibration(card), *_kept(card), *_nulls(card)]
    failures = card.failures()
    return [*found, "", *(["All promises are kept."] if not failures else ["Broken promises:", *failures])]


def _truths(card: Scorecard) -> list[str]:
    known = card.identifiable
    found = [
        f"{len(card.scored)} planted claims, {len(known)} of them identifiable: true or false by construction,",
        "and so in nine of ten realities stepped by equations of their own.",
        "",
        f"right where there is a truth        {card.right:>7.1%}   (at least 95 % promised)",
        f"false claims said to follow         {card.false_follows:>7.1%}   (at most 5 % promised)",
    ]
    found += [f"{says:<36}{right:>7.1%}   (a judge in haste)" for says, right in card.hasty().items()]
    found += ["", f"{'kind':<20} right"]
    return found + [f"{kind:<20} {right} of {count}" for kind, (right, count) in card.by_kind().items()]


def _words(card: Scorecard) -> list[str]:
    table, found = card.confusion(), ["", f"{'what was said':<20} of true  of false  of open"]
    for said in sorted({said for _, said in table}):
        true, false, open_ = (table.get((which, said), 0) for which in (True, False, None))
        found.append(f"{said:<20} {true:>7} {false:>9} {open_:>8}")
    return found


def _calibration(card: Scorecard) -> list[str]:
    found = ["", f"{'reported share':<18} claims   mean reported   came true"]
    for b in card.calibration():
        found.append(f"{b.low:>4.0%} to {b.high:>4.0%} {b.claims:>12} {b.reported:>15.1%} {b.came_true:>11.1%}")
    return [*found, f"mean distance of a reported share from what came true: {card.error:.3f}"]


def _kept(card: Scorecard) -> list[str]:
    if not card.kept:
        return []
    found = ["", f"{'the same theory in other words':<40} {'case':<13} same word   moved"]
    for kept in card.kept:
        if kept.says.startswith("without"):
            continue
        same = f"{kept.same_words} of {kept.claims}"
        found.append(f"{kept.says:<40} {kept.case:<13} {same:>9} {kept.largest:>7.3f}")
    found += ["", "claims that hold, judged without the mechanisms that they cite"]
    for kept in card.kept:
        if kept.says.startswith("without"):
            flagged = f"{kept.same_words} of {kept.claims} still hold, {len(kept.parted)} of these without a flag"
            found.append(f"{kept.case:<20} {flagged}")
    return found


def _nulls(card: Scorecard) -> list[str]:
    if card.nulls is None:
        return []
    (inside, many), (rated, _) = card.nulls.covered(), card.nulls.rated()
    found = ["", "what shuffled theories earn"]
    found += [f"{word:<20} {part:>7.1%}" for word, part in card.nulls.words().items()]
    return [
        *found,
        f"printed intervals of null shares that hold what other shuffles give: {inside} of {many}",
        f"printed counts of `follows` that other shuffles earn, within chance: {rated} of {many}",
        f"a claim and its mirror image: {card.nulls.mirrored():.1f} standard errors apart",
    ]
