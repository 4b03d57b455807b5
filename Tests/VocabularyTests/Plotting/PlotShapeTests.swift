import Answers
import Figures
import Language
import Numbers
import Testing

@testable import ArrayVocabulary
@testable import Vocabulary

/// Violins, broken bars and frames by cells and names, as Matplotlib 3.11.2 has them.
@Suite struct PlotShapeTests {
    private static func session(_ code: String) throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate("import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n" + code)
        return session
    }

    private static func layers(_ code: String) throws -> [PanelLayer] {
        let session = try session(code)
        return try #require(session.kept(PlotDesk.self) { PlotDesk() }.drawn.first).figure(Work()).panels[0].layers
    }

    @Test func aViolinIsAsWideAsItsValuesAreDense() throws {
        let layers = try Self.layers(
            "r = ax.violinplot([[1.0, 2, 3, 9], [2.0, 3, 4]], points=5, showmeans=True, showmedians=True)")
        // Edges on the right at the five places, of `bodies[0].get_paths()[0].vertices`.
        let heights = [1.0, 3, 5, 7, 9]
        let edges = [1.2432742893611843, 1.25, 1.1784445086774529, 1.123584891915379, 1.1021341413380035]
        guard case .shapes(let body) = layers[0] else {
            Issue.record("\(layers[0])")
            return
        }
        let corners = try #require(body.outlines.first)
        #expect(body.opacity == 0.3 && corners.count == 10)
        for (index, edge) in edges.enumerated() {
            let (right, left) = (corners[index], corners[9 - index])
            #expect(right.y == heights[index] && left.y == heights[index])
            #expect(abs(right.x - edge) < 1e-12 && abs(left.x - (2 - edge)) < 1e-12)
        }
        // In the order cmeans, cmaxes, cmins, cbars, cmedians.
        let ends: [[Point]] = layers.dropFirst(2).compactMap {
            if case .curve(let curve) = $0 { curve.points.filter(\.isFinite) } else { nil }
        }
        #expect(ends.count == 5)
        #expect(ends[0] == [Point(0.875, 3.75), Point(1.125, 3.75), Point(1.875, 3), Point(2.125, 3)])
        #expect(ends[1] == [Point(0.875, 9), Point(1.125, 9), Point(1.875, 4), Point(2.125, 4)])
        #expect(ends[2] == [Point(0.875, 1), Point(1.125, 1), Point(1.875, 2), Point(2.125, 2)])
        #expect(ends[3] == [Point(1, 1), Point(1, 9), Point(2, 2), Point(2, 4)])
        #expect(ends[4] == [Point(0.875, 2.5), Point(1.125, 2.5), Point(1.875, 3), Point(2.125, 3)])
    }

    @Test func aViolinsPartsHaveMatplotlibsNames() throws {
        let session = try Self.session("r = ax.violinplot([1, 2, 3, 9], showmeans=True, showmedians=True)")
        #expect(
            try session.evaluate("list(r), len(r['bodies'])").value.repr
                == "(['bodies', 'cmeans', 'cmaxes', 'cmins', 'cbars', 'cmedians'], 1)")
    }

    @Test func brokenBarsLieBetweenTheirEnds() throws {
        let layers = try Self.layers("ax.broken_barh([(1, 2), (5, 1)], (0, 0.5))")
        guard case .bars(let bars)? = layers.first else {
            Issue.record("\(layers)")
            return
        }
        #expect(bars.isHorizontal)
        #expect(bars.bars.map(\.base) == [1, 5] && bars.bars.map(\.height) == [3, 6])
        #expect(bars.bars.allSatisfy { $0.x == 0...0.5 })
    }

    @Test func framesHaveNamesInAMosaicAndCellsInAGrid() throws {
        let session = try Self.session(
            """
            from matplotlib.gridspec import GridSpec
            f, named = plt.subplot_mosaic("AB;CD")
            named["D"].plot([1, 2])
            g, rows = plt.subplot_mosaic([["loss", "acc"]])
            h = plt.figure()
            gs = h.add_gridspec(2, 2)
            ax = h.add_subplot(gs[0, 1])
            last = h.add_subplot(gs[-1, -1])
            """)
        #expect(
            try session.evaluate("list(named), len(f.axes), list(rows), named['D'] is f.axes[3]").value.repr
                == "(['A', 'B', 'C', 'D'], 4, ['loss', 'acc'], True)")
        #expect(
            try session.evaluate("gs.nrows, gs.ncols, ax is h.axes[1], last is h.axes[3]").value.repr
                == "(2, 2, True, True)")
    }

    @Test func aFrameOverSeveralCellsStandsInTheFirstAndSaysSo() throws {
        let session = try Self.session(
            """
            from matplotlib.gridspec import GridSpec
            h = plt.figure()
            gs = GridSpec(2, 3, figure=h)
            top, low = h.add_subplot(gs[0, :]), h.add_subplot(gs[1, :2])
            last = plt.subplot(gs[5])
            m, named = plt.subplot_mosaic("AA;BC")
            corner = plt.subplot2grid((3, 3), (1, 1), colspan=2)
            """)
        #expect(
            try session.evaluate("top is h.axes[0], low is h.axes[3], last is h.axes[5], list(named)").value.repr
                == "(True, True, True, ['A', 'B', 'C'])")
        #expect(throws: Diagnostic.self) { try session.evaluate("plt.subplot2grid((2, 2), (2, 0))") }
        #expect(throws: Diagnostic.self) { try session.evaluate("gs[0, 3:]") }
    }

    @Test func anEmptyFrameGoesFromZeroToOne() throws {
        let session = try Self.session("")
        #expect(
            try session.evaluate("[float(v) for v in ax.get_xlim() + ax.get_ylim()]").value.repr
                == "[0.0, 1.0, 0.0, 1.0]")
    }

    @Test func linesPointsAndTextsMove() throws {
        let session = try Self.session(
            """
            line, = ax.plot([], [], "o-")
            dots = ax.scatter([0, 1], [0, 1])
            note = ax.text(0, 0, "a")
            line.set_data([1, 2, 3], [4, 5, 6])
            line.set_ydata([7, 8, 9])
            dots.set_offsets([[5, 6]])
            note.set_text("b")
            plt.setp(line, linewidth=3, color="red")
            n, edges, bars = plt.hist([1, 1, 2, 5], bins=[0, 2, 4, 6])
            plt.stem([3, 1])
            """)
        #expect(
            try session.evaluate("[a.tolist() for a in (line.get_xdata(), line.get_ydata(), dots.get_xdata())]").value
                .repr
                == "[[1.0, 2.0, 3.0], [7.0, 8.0, 9.0], [5.0]]")
        #expect(
            try session.evaluate("[float(b.get_height()) for b in bars], len(bars)").value.repr
                == "([2.0, 1.0, 1.0], 3)")
        let layers = try #require(session.kept(PlotDesk.self) { PlotDesk() }.drawn.first).figure(Work()).panels[0]
            .layers
        guard case .curve(let curve) = layers[0] else {
            Issue.record("\(layers)")
            return
        }
        #expect(curve.points == [Point(1, 7), Point(2, 8), Point(3, 9)] && curve.weight == 2)
        #expect(Self.notes(layers).map(\.text) == ["b"])
        #expect(throws: Diagnostic.self) { try session.evaluate("line.set_data([1, 2], [1])") }
        _ = try session.evaluate("line.remove()")
        #expect(try session.evaluate("line.get_xdata().tolist()").value.repr == "[]")
    }

    @Test func anAnimationCallsItsFunctionForEachMoment() throws {
        let session = try Self.session(
            """
            from matplotlib.animation import FuncAnimation
            seen = []
            def update(i, factor):
                seen.append(i * factor)
                if i == 20:
                    raise ValueError("enough")
            ani = FuncAnimation(fig, update, frames=range(0, 50, 10), fargs=(2,), interval=50, blit=True)
            """)
        session.permission = .everything
        #expect(throws: Diagnostic.self) { try session.evaluate("ani.save('film.mp4', fps=20)") }
        #expect(throws: Diagnostic.self) { try session.evaluate("ani.save('film.gif', fps=0)") }
        #expect(try session.evaluate("seen").value.repr == "[]")
        #expect(throws: Diagnostic.self) { try session.evaluate("ani.save('film.gif')") }
        #expect(try session.evaluate("seen").value.repr == "[0, 20, 40]")
        #expect(throws: Diagnostic.self) {
            try session.evaluate("FuncAnimation(fig, update, frames=501).save('a.gif')")
        }
    }

    @Test(
        "What is not drawn is refused with what to write",
        arguments: [
            ("ax.barbs([1, 2], [1, 2])", "quiver"), ("ax.tripcolor([1, 2], [1, 2], [1, 2])", "scatter"),
            ("ax.secondary_xaxis('top')", "twiny"), ("ax.inset_axes([0.5, 0.5, 0.4, 0.4])", "subplots"),
        ])
    func refusals(_ line: String, _ instead: String) {
        #expect {
            _ = try Self.session(line)
        } throws: { (($0 as? Diagnostic)?.mistake.suggestion ?? "").contains(instead) }
    }

    private static func shapes(_ layers: [PanelLayer]) -> [Shapes] {
        layers.compactMap { if case .shapes(let shapes) = $0 { shapes } else { nil } }
    }

    private static func notes(_ layers: [PanelLayer]) -> [Note] {
        layers.compactMap { if case .note(let note) = $0 { note } else { nil } }
    }

    private static func areNear(_ a: Point, _ b: Point) -> Bool { abs(a.x - b.x) < 1e-9 && abs(a.y - b.y) < 1e-9 }

    @Test func wedgesTurnFromTheirStartAndStandOut() throws {
        let layers = try Self.layers(
            "ax.pie([30, 20, 50], labels=['a', 'b', 'c'], autopct='%1.1f%%', startangle=90, explode=[0, .1, 0])")
        let wedges = Self.shapes(layers)
        #expect(wedges.count == 3)
        // Angles 90…198, 198…270 and 270…450 degrees; the second about (−0.0588, −0.0809).
        #expect(Self.areNear(wedges[0].outlines[0][1], Point(0, 1)))
        #expect(Self.areNear(wedges[0].outlines[0].last ?? .zero, Point(-0.9510565162951535, -0.3090169943749476)))
        #expect(Self.areNear(wedges[1].outlines[0][0], Point(-0.05877852522924733, -0.08090169943749474)))
        let texts = Self.notes(layers)
        #expect(texts.map(\.text) == ["a", "b", "c", "30.0%", "20.0%", "50.0%"])
        #expect(Self.areNear(texts[0].place, Point(-0.8899186938124422, 0.6465637775217207)) && texts[0].across == 1)
        #expect(Self.areNear(texts[2].place, Point(1.1, 0)) && texts[2].across == 0)
        #expect(Self.areNear(texts[4].place, Point(-0.41144967660473125, -0.5663118960624631)))
    }

    @Test func aPieUnpacksAndIsARing() throws {
        let session = try Self.session(
            """
            w, t, p = plt.pie([1, 2, 1], autopct="%d%%", counterclock=False, radius=1.2, wedgeprops=dict(width=0.4))
            q = ax.pie([1, 2])
            a, b = q
            """)
        #expect(
            try session.evaluate("len(w), len(t), len(p), len(a), len(b), q.values, q.fracs.round(3)").value.repr
                == "(3, 3, 3, 2, 2, array([1., 2.]), array([0.333, 0.667]))")
        let layers = try #require(session.kept(PlotDesk.self) { PlotDesk() }.drawn.first).figure(Work()).panels[0]
            .layers
        let ring = Self.shapes(layers)[0].outlines[0]
        // From −90 to 0 degrees between the radii 0.8 and 1.2.
        #expect(Self.areNear(ring[0], Point(0, -1.2)) && Self.areNear(ring[ring.count - 1], Point(0, -0.8)))
        #expect(ring.allSatisfy { $0.norm > 0.8 - 1e-9 && $0.norm < 1.2 + 1e-9 })
        #expect(Self.notes(layers).map(\.text).filter { !$0.isEmpty }.prefix(3) == ["25%", "50%", "25%"])
    }

    @Test func wholePercentsAreCutAsPythonCutsThem() throws {
        let texts = Self.notes(try Self.layers("ax.pie([1, 2], autopct='%d%%')")).map(\.text)
        #expect(texts == ["", "", "33%", "66%"])
    }

    @Test func pairsFallIntoTheNearestHexagon() throws {
        let all = Self.shapes(try Self.layers("ax.hexbin([0, 1, 2, 2], [0, 1, 2, 2], gridsize=(2, 1))"))[0]
        #expect(all.outlines.count == 8)
        let middle = all.outlines[6].reduce(Point(0, 0), +) * (1.0 / 6)
        #expect(Self.areNear(middle, Point(0.4999999990000001, 1)))
        #expect(Self.areNear(all.outlines[0][2], Point(-2e-9, 0.6666666666666666)))
        // Counts 1, 0, 0, 0, 0, 2, 1, 0 from 0 to 2.
        #expect(all.places == [0.5, 0, 0, 0, 0, 1, 0.5, 0])
        let some = Self.shapes(try Self.layers("ax.hexbin([0, 1, 2, 2], [0, 1, 2, 2], gridsize=2, mincnt=1)"))[0]
        #expect(some.outlines.count == 3)
        // Means 1, 4 and 2 of C.
        let means = Self.shapes(try Self.layers("ax.hexbin([0, 1, 2, 2], [0, 1, 2, 2], C=[1, 2, 3, 5], gridsize=2)"))[0]
        #expect(means.places.count == 3 && means.places[0] == 0 && means.places[1] == 1)
        #expect(abs(means.places[2] - 1.0 / 3) < 1e-12)
    }

    @Test func aLineWithoutEndsCountsItsPlacesOnly() throws {
        let session = try Self.session("ax.axline((1, 2), (3, 8))")
        #expect(
            try session.evaluate("[round(float(v), 9) for v in ax.get_xlim() + ax.get_ylim()]").value.repr
                == "[0.9, 3.1, 1.7, 8.3]")
        let layers = try Self.layers("ax.plot([0, 1], [0, 1]); ax.axline((0, 0), slope=2)")
        guard case .curve(let line)? = layers.last else {
            Issue.record("\(layers)")
            return
        }
        #expect(line.isEndless && line.points == [Point(0, 0), Point(1, 2)] && line.givenPlaces == 1)
    }

    @Test func anArrowHasItsHeadBehindItsEnd() throws {
        let session = try Self.session("ax.arrow(0, 0, 2, 1, head_width=.1)")
        #expect(
            try session.evaluate("[round(float(v), 9) for v in ax.get_xlim() + ax.get_ylim()]").value.repr
                == "[-0.106942991, 2.240883463, -0.053823676, 1.120458502]")
        let layers = try Self.layers("ax.arrow(0, 0, 1, 0, width=.1, length_includes_head=True)")
        let outline = Self.shapes(layers)[0].outlines[0]
        #expect(Self.areNear(outline[0], Point(1, 0)) && Self.areNear(outline[1], Point(0.55, -0.15)))
        #expect(Self.areNear(outline[3], Point(0, -0.05)))
    }

    @Test func aFrameMayHaveAnAxisAbove() throws {
        let session = try Self.session(
            "ax.plot([1, 2, 3]); t = ax.twiny(); t.plot([10, 20], [1, 2]); t.set_xlabel('days')")
        #expect(try session.evaluate("len(fig.axes), fig.axes[1] is t").value.repr == "(2, True)")
        let panel = try #require(session.kept(PlotDesk.self) { PlotDesk() }.drawn.first).figure(Work()).panels[0]
        #expect(panel.top?.range == 9.5...20.5 && panel.top?.label == "days" && panel.y.range == 0.9...3.1)
        guard case .curve(let line)? = panel.layers.last else {
            Issue.record("\(panel.layers)")
            return
        }
        // 10 lies a 22nd of the way along the upper axis, and so along the lower one, −0.1…2.1.
        #expect(abs(line.points[0].x) < 1e-12 && abs(line.points[1].x - 2) < 1e-12)
    }

    @Test func shapesAloneLeaveTheAxesAsTheyAre() throws {
        let session = try Self.session(
            "ax.add_patch(plt.Circle((5, 5), 1, fill=False))\nf, b = plt.subplots()\nb.plot([0, 1], [0, 1])\n"
                + "b.add_patch(plt.Rectangle((2, 3), 4, 5))")
        #expect(try session.evaluate("ax.get_xlim() == plt.subplots()[1].get_xlim()").value.repr == "True")
        #expect(try session.evaluate("[round(float(v), 9) for v in b.get_xlim()]").value.repr == "[-0.3, 6.3]")
    }

    @Test func streamsFollowTheField() throws {
        let layers = try Self.layers(
            """
            import numpy as np
            X, Y = np.meshgrid(np.linspace(-2, 2, 20), np.linspace(-2, 2, 20))
            ax.streamplot(X, Y, -Y, X, density=0.5)
            """)
        let points = layers.flatMap { layer -> [Point] in if case .curve(let curve) = layer { curve.points } else { [] }
        }
        let lines = points.split { !$0.x.isFinite }
        #expect(lines.count > 5)
        // A turning field leads about circles, against the clock; where two halves of a line meet, a point comes twice.
        for line in lines {
            let radii = line.map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }
            #expect((radii.max() ?? 0) - (radii.min() ?? 0) < 0.06)
            let turns = zip(line, line.dropFirst()).map { $0.x * $1.y - $0.y * $1.x }
            #expect(turns.allSatisfy { $0 >= 0 })
        }
    }

    @Test func pointsOnStalksStandOnALine() throws {
        let session = try Self.session("signs, stalks, line = ax.stem([1, 2, 3], [2, 1, 3], bottom=0.5)")
        let layers = try #require(session.kept(PlotDesk.self) { PlotDesk() }.drawn.first).figure(Work()).panels[0]
            .layers
        guard case .curve(let stalks) = layers[1], case .curve(let line) = layers[2] else {
            Issue.record("\(layers)")
            return
        }
        #expect(stalks.points[0] == Point(1, 0.5) && line.points == [Point(1, 0.5), Point(3, 0.5)])
    }
}
