"""The calibration curve as a picture: what was reported against what came true."""

from math import sqrt

from groundswell.prove._scorecard import Scorecard

_SIZE, _EDGE = 360, 48
_INK, _FAINT, _ONE, _MEAN = "#333333", "#d0d0d0", "#7a9cc6", "#b3541e"
_WIDE = _SIZE + 2 * _EDGE


def picture(card: Scorecard) -> str:
    """An SVG: one dot for each planted claim, one bar with its 95 % range for each bin, the diagonal between them."""
    marks = [*_frame(), *_dots(card), *_bars(card)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_WIDE}" width="{_WIDE}" height="{_WIDE}" '
        'role="img" font-family="system-ui, sans-serif" font-size="12">\n'
        "<title>Calibration: reported shares against the shares that came true</title>\n"
        f'<rect width="{_WIDE}" height="{_WIDE}" fill="#ffffff"/>\n' + "\n".join(marks) + "\n</svg>\n"
    )


def _x(share: float) -> float:
    return round(_EDGE + _SIZE * share, 1)


def _y(share: float) -> float:
    return round(_EDGE + _SIZE * (1 - share), 1)


def _line(x: tuple[float, float], y: tuple[float, float], ink: str, wide: float = 1) -> str:
    at = f'x1="{_x(x[0])}" y1="{_y(y[0])}" x2="{_x(x[1])}" y2="{_y(y[1])}"'
    return f'<line {at} stroke="{ink}" stroke-width="{wide}"/>'


def _text(x: float, y: float, says: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" fill="{_INK}" text-anchor="middle"{more}>{says}</text>'


def _frame() -> list[str]:
    found = [_line((0, 1), (0, 1), _FAINT, 1.5)]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        found += [_line((tick, tick), (0, 1), "#eeeeee"), _line((0, 1), (tick, tick), "#eeeeee")]
        found += [_text(_x(tick), _y(0) + 16, f"{tick:.0%}"), _text(_x(0) - 18, _y(tick) + 4, f"{tick:.0%}")]
    middle = _WIDE / 2
    turned = f' transform="rotate(-90 13 {middle})"'
    return [*found, _text(middle, _WIDE - 12, "share of readings reported by the tool"),
            _text(13, middle, "share of planted realities in which it came true", turned),
            _text(middle, 24, "one dot: a claim; bars: claims in a range of shares, with 95 % range")]  # fmt: skip


def _dots(card: Scorecard) -> list[str]:
    told = [s for s in card.scored if s.verdict.share is not None and s.verdict.verdict != "no route"]
    return [
        f'<circle cx="{_x(s.verdict.share or 0.0)}" cy="{_y(s.truth.came_true)}" r="3" fill="{_ONE}" '
        'fill-opacity="0.5"/>' for s in told
    ]  # fmt: skip


def _bars(card: Scorecard) -> list[str]:
    found = []
    for b in card.calibration():
        half = 1.96 * sqrt(max(b.came_true * (1 - b.came_true), 0.0) / b.claims)
        low, high = max(b.came_true - half, 0.0), min(b.came_true + half, 1.0)
        found.append(_line((b.reported, b.reported), (low, high), _MEAN, 2))
        found.append(f'<circle cx="{_x(b.reported)}" cy="{_y(b.came_true)}" r="5" fill="{_MEAN}"/>')
    return found
