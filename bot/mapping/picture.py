"""The picture: colleagues on the left, people on the right, lines as thick as their contact."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from bot.mapping.communities import Community
from bot.mapping.lettering import drawable, fonts, known_letters, shortened
from bot.mapping.relationships import MapFacts
from bot.mapping.spots import LEFT, MARGIN, Plan, Spot, plan_map

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg

# All threads share Matplotlib's fonts, which serve one at a time.
_ONE_AT_A_TIME = threading.Lock()
_THINNEST = 0.9
_SAMPLES = (1, 3, 15)
"""Strengths of the lines that the legend explains: a claim, an answer, five answers."""
_INDENT = 13.0
_OUR_NAMES = LEFT - 32
_NOBODY = "…"


class Theme(StrEnum):
    """For whom the picture is: those whose Slack is light, or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class MapWords:
    """What is written on the map beside names, translated already.

    ``samples`` explain a claim, an answer, and five answers. ``counts`` say of each colleague how
    many people they know.
    """

    title: str
    subtitle: str
    us: str
    them: str
    samples: Sequence[str]
    note: str
    counts: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Colours:
    ground: str
    text: str
    muted: str
    us: str
    communities: tuple[str, ...]
    others: str

    def of(self, community: int) -> str:
        """Give a community's colour; there are as many as can be told apart."""
        return self.communities[community] if community < len(self.communities) else self.others


_COLOURS = {
    Theme.LIGHT: _Colours(
        *("#ffffff", "#1d1c1d", "#6b6a6c", "#1f4d3a"),
        ("#1f7a5c", "#c2571a", "#3b64c4", "#a23b72", "#8a6d00", "#0f7f95", "#7a4fb5", "#b23a3a"),
        "#85868a",
    ),
    Theme.DARK: _Colours(
        *("#1a1d21", "#ececec", "#a3a4a7", "#a9dcc5"),
        ("#5cc49c", "#f0945a", "#86a8f5", "#e283b6", "#d9b94a", "#5cc3d8", "#b596ec", "#ec8585"),
        "#8d8f94",
    ),
}


def draw_map(
    facts: MapFacts, communities: Sequence[Community], words: MapWords, theme: Theme, path: Path
) -> None:
    """Draw the map into a PNG file. There must be relationships."""
    with _ONE_AT_A_TIME:
        from matplotlib import rc_context  # noqa: PLC0415  # slow, and for maps only
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415

        plan = plan_map(facts, communities)
        with rc_context({"font.family": list(fonts())}):
            figure = Figure((plan.width / 100, plan.height / 100), dpi=100)
            canvas = FigureCanvasAgg(figure)
            axes = figure.add_axes((0, 0, 1, 1), xlim=(0, plan.width), ylim=(plan.height, 0))
            axes.set_axis_off()
            most = max(each.strength for each in facts.relationships)
            pen = _Pen(canvas, axes, plan, _COLOURS[theme], most)
            pen.lines(facts)
            pen.us(facts, words)
            pen.them(facts, communities)
            pen.headings(communities)
            pen.frame(words)
            figure.savefig(path, dpi=100 * plan.sizes.enlarged, facecolor=_COLOURS[theme].ground)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws one map, part by part; what comes later covers what came before."""

    canvas: "FigureCanvasAgg"
    axes: "Axes"
    plan: Plan
    colours: _Colours
    most: int
    """The strength of the strongest relationship."""

    def lines(self, facts: MapFacts) -> None:
        """Draw the relationships, the thin ones on top."""
        from matplotlib.patches import PathPatch  # noqa: PLC0415  # slow, and for maps only
        from matplotlib.path import Path as Line  # noqa: PLC0415

        for each in sorted(facts.relationships, key=lambda each: -each.strength):
            ours, theirs = self.plan.us[each.colleague_id], self.plan.them[each.person_id]
            bend = self.plan.across - _INDENT
            half = (bend - ours.x) * 0.55
            points = [
                (ours.x, ours.y),
                (ours.x + half, ours.y),
                (bend - half, theirs.y),
                (bend, theirs.y),
                (theirs.x, theirs.y),
            ]
            codes = [Line.MOVETO, Line.CURVE4, Line.CURVE4, Line.CURVE4, Line.LINETO]
            self.axes.add_patch(
                PathPatch(
                    Line(points, codes),
                    fill=False,
                    edgecolor=self.colours.of(theirs.community),
                    linewidth=self._width(each.strength),
                    alpha=0.62 if ours.community == theirs.community else 0.3,
                    capstyle="round",
                )
            )

    def _width(self, strength: int) -> float:
        """Give the width of a line in points; Matplotlib has 72 of them for our 100 pixels."""
        widest = self.plan.sizes.widest
        return 0.72 * (
            _THINNEST + (widest - _THINNEST) * sqrt(strength / max(self.most, _SAMPLES[-1]))
        )

    def us(self, facts: MapFacts, words: MapWords) -> None:
        """Draw colleagues: the more contact, the larger."""
        x, room = _OUR_NAMES, _OUR_NAMES - MARGIN
        for one, spot, radius in self._dots(facts, "colleague_id", 8, 20):
            self._dot(spot, radius, self.colours.us)
            roomy = self.plan.sizes.us > 40  # noqa: PLR2004  # for two lines
            y = spot.y - 8 if roomy else spot.y
            self.write(x, y, facts.colleagues[one], 15, room=room, bold=True, align="right")
            if roomy:
                known, colour = words.counts[one], self.colours.muted
                self.write(x, spot.y + 11, known, 12, colour, room=room, align="right")

    def them(self, facts: MapFacts, communities: Sequence[Community]) -> None:
        """Draw people: a dot, the name, and the place where there is room and none is said yet."""
        sizes = self.plan.sizes
        for one, spot, radius in self._dots(facts, "person_id", 3.5, 7.5):
            self._dot(spot, radius, self.colours.of(spot.community))
            person, room = facts.people[one], sizes.label - _INDENT - 18
            name = drawable(person.name, known_letters()) or drawable(person.place, known_letters())
            x = spot.x + _INDENT
            x += self.write(x, spot.y, name or _NOBODY, sizes.letters, room=room) + 8
            left = spot.x + sizes.label - 18 - x
            told = (name, communities[spot.community].name)
            if sizes.columns == 1 and person.place not in told and left > 60:  # noqa: PLR2004
                self.write(
                    x, spot.y, person.place, sizes.letters - 2, self.colours.muted, room=left
                )

    def headings(self, communities: Sequence[Community]) -> None:
        """Write the names of communities above their people."""
        for number, y in self.plan.headings.items():
            room = self.plan.sizes.label * self.plan.sizes.columns
            x, colour = self.plan.across - 6, self.colours.of(number)
            self.write(x, y, communities[number].name, 15, colour, room=room, bold=True)

    def frame(self, words: MapWords) -> None:
        """Write what stands around the map: the title, what is where, and the legend."""
        muted, width = self.colours.muted, self.plan.width - 2 * MARGIN
        self.write(MARGIN, 46, words.title, 27, room=width, bold=True)
        self.write(MARGIN, 79, words.subtitle, 14.5, muted, room=width)
        self.write(_OUR_NAMES, 114, words.us, 12.5, muted, room=LEFT, align="right")
        self.write(self.plan.across - 6, 114, words.them, 12.5, muted, room=self.plan.sizes.label)
        x, y = MARGIN, self.plan.height - 58
        for strength, sample in zip(_SAMPLES, words.samples, strict=True):
            self.axes.plot(
                [x, x + 34],
                [y, y],
                color=muted,
                linewidth=self._width(strength),
                solid_capstyle="round",
            )
            x += 44
            x += self.write(x, y, sample, 13, room=200) + 26
        self.write(MARGIN, self.plan.height - 30, words.note, 13, muted, room=width)

    def _dots(
        self, facts: MapFacts, side: str, least: float, most: float
    ) -> Iterator[tuple[int, Spot, float]]:
        """Give everybody of one side with spot and radius; areas say how much contact there is."""
        strengths = facts.strengths(side)
        spots = self.plan.us if side == "colleague_id" else self.plan.them
        highest = max(strengths.values())
        for one, strength in strengths.items():
            yield one, spots[one], least + (most - least) * sqrt(strength / highest)

    def _dot(self, spot: Spot, radius: float, colour: str) -> None:
        from matplotlib.patches import Circle  # noqa: PLC0415  # slow, and for maps only

        circle = Circle((spot.x, spot.y), radius, facecolor=colour, edgecolor=self.colours.ground)
        circle.set_linewidth(1.5)
        self.axes.add_patch(circle).set_zorder(3)

    def write(  # noqa: PLR0913  # a place, a text, and how it looks
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str = "",
        *,
        room: float,
        bold: bool = False,
        align: str = "left",
    ) -> float:
        """Write a text into the room it has, on the middle of a line; give its width."""
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415  # for maps only

        letters = FontProperties(
            family=list(fonts()), size=size * 0.72, weight=700 if bold else 400
        )
        renderer = self.canvas.get_renderer()  # type: ignore[no-untyped-call]

        def width(part: str) -> float:
            return float(renderer.get_text_width_height_descent(part, letters, ismath=False)[0])

        shown = shortened(drawable(text, known_letters()), lambda part: width(part) <= room)
        self.axes.text(
            x,
            y,
            shown,
            color=colour or self.colours.text,
            fontproperties=letters,
            horizontalalignment=align,
            verticalalignment="center_baseline",
            # A dollar sign in a name begins no formula.
            parse_math=False,
            zorder=4,
        )
        return width(shown)
