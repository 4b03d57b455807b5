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
        guard case .bars(let body) = layers[0] else {
            Issue.record("\(layers[0])")
            return
        }
        #expect(body.isHorizontal && body.opacity == 0.3 && body.bars.count == 4)
        for (index, slice) in body.bars.enumerated() {
            #expect(slice.x == heights[index]...heights[index + 1])
            let half = (edges[index] + edges[index + 1]) / 2 - 1
            #expect(abs(slice.height - 1 - half) < 1e-12 && abs(1 - slice.base - half) < 1e-12)
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

    @Test(
        "What is not drawn is refused with what to write",
        arguments: [
            ("ax.pie([1, 2], autopct='%1.1f%%')", "barh"), ("ax.hexbin([1, 2], [1, 2])", "hist2d"),
            ("ax.axline((0, 0), slope=1)", "plot"), ("plt.pie([1, 2])", "barh"),
            ("plt.subplot_mosaic('AA;BC')", "subplots"), ("fig.add_subplot(fig.add_gridspec(2, 2)[0, :])", "subplots"),
        ])
    func refusals(_ line: String, _ instead: String) {
        #expect {
            _ = try Self.session(line)
        } throws: { (($0 as? Diagnostic)?.mistake.suggestion ?? "").contains(instead) }
    }
}
