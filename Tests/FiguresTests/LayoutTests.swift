import Numbers
import Testing

@testable import Figures

@Suite("Labels stand beside their things and on nothing")
struct LayoutTests {
    @Test("no label covers a path or another label, on seeded paths and at several sizes", arguments: 0..<24)
    func labelsAreFree(seed: Int) throws {
        let trajectories = (0..<4).map { Example.wander(seed: UInt64(seed), index: $0) }
        let page = [
            PageSize(width: 800, height: 600), PageSize(width: 1200, height: 900), PageSize(width: 500, height: 400),
        ][seed % 3]
        let figure = Figure.contour(Example.valley, trajectories: trajectories)
        let layout = PageLayout(figure, page: page)
        let frame = try #require(layout.frames.first)
        let labels = layout.texts.filter(\.isVeiled)
        for (i, label) in labels.enumerated() {
            let box = label.box(em: page.em)
            #expect(frame.box.contains(box), "seed \(seed): '\(label.text)' leaves the frame")
            for other in labels.dropFirst(i + 1) {
                #expect(!box.overlaps(other.box(em: page.em)), "seed \(seed): '\(label.text)' on '\(other.text)'")
            }
            for trajectory in trajectories {
                for piece in frame.pieces(trajectory.points) {
                    let hit = covering(piece, box)
                    #expect(
                        hit == nil,
                        "seed \(seed): '\(label.text)' covers \(trajectory.name) at \(String(describing: hit))")
                }
            }
        }
    }

    /// A place of the line inside the box, by half pixels.
    private func covering(_ line: [Point], _ box: Box) -> Point? {
        for (a, b) in zip(line, line.dropFirst()) {
            let steps = max(1, Int((b - a).norm * 2))
            for step in 0...steps {
                let p = a + (b - a) * (Double(step) / Double(steps))
                if box.contains(p) { return p }
            }
        }
        return nil
    }

    @Test("every run is named exactly once, beside its path or in the legend", arguments: 0..<12)
    func everyRunIsNamed(seed: Int) {
        let trajectories = (0..<6).map { Example.wander(seed: UInt64(100 + seed), index: $0, steps: 400) }
        let layout = PageLayout(
            Figure.contour(Example.valley, trajectories: trajectories), page: PageSize(width: 800, height: 600))
        for trajectory in trajectories {
            let times = layout.texts.count { $0.text == trajectory.label }
            #expect(times == 1, "\(trajectory.name) is named \(times) times")
        }
    }

    @Test("curves of one name and colour in several panels are in the legend once")
    func aSharedNameIsListedOnce() {
        let panel = Figure.curves(
            [
                DataSeries("a name too long for the room in it", values: [1, 3, 2]),
                DataSeries("another of the same length or more", values: [3, 1, 2]),
            ], title: "", x: "", y: ""
        ).panels[0]
        let figure = Figure(title: "", panels: [Panel](repeating: panel, count: 9))
        let layout = PageLayout(figure, page: PageSize(width: 800, height: 600))
        for name in ["a name", "another"] {
            #expect(layout.texts.count { $0.text.hasPrefix(name) } == 1, "\(name)")
        }
    }

    @Test("nothing but the frame's own labels stands outside the page", arguments: Example.everyKind.map(\.name))
    func everythingIsOnThePage(kind: String) throws {
        let figure = try #require(Example.everyKind.first { $0.name == kind }?.figure)
        let page = PageSize(width: 800, height: 600)
        let sheet = Box(left: 0, top: 0, right: 800, bottom: 600)
        for text in PageLayout(figure, page: page).texts where !text.isRotated {
            let box = text.box(em: page.em)
            #expect(sheet.contains(box), "\(kind): '\(text.text)' is at \(box)")
        }
    }

    @Test("where two runs share a valley, the later one is dashed so that both are seen")
    func sharedValley() {
        let slow = Example.descent(rate: 0.0003)
        let fast = Example.descent(rate: 0.0004)
        let far = Example.descent(from: Point(1.9, -0.9), rate: 0.00001, steps: 5)
        let page = PageSize(width: 800, height: 600)
        #expect(
            PageLayout(Figure.contour(Example.valley, trajectories: [slow, fast]), page: page).sharedPaths == [[2]])
        #expect(PageLayout(Figure.contour(Example.valley, trajectories: [slow, far]), page: page).sharedPaths == [[]])
    }

    @Test("curves that end together are named apart")
    func endLabelsDoNotTouch() {
        let series = (0..<8).map { DataSeries("run \($0)", values: [Double($0), 1, 0.5 + Double($0) * 1e-3]) }
        let page = PageSize(width: 800, height: 600)
        let layout = PageLayout(Figure.curves(series, title: "t", x: "step", y: "loss"), page: page)
        let labels = layout.texts.filter { $0.text.hasPrefix("run ") }.map { $0.box(em: page.em) }
        #expect(labels.count == 8)
        for (i, a) in labels.enumerated() {
            for b in labels.dropFirst(i + 1) { #expect(!a.overlaps(b), "\(a) and \(b) touch") }
        }
    }

    @Test("a panel's own label stands beside its numbers, however wide the names of another panel are")
    func ownLabels() throws {
        let names = [Axis.Name("long as a name is", at: 0)]
        let named = Panel(
            title: "a", x: Axis("rows", 0...1), y: Axis("", -0.5...0.5, names: names), layers: [])
        let counted = Panel(title: "b", x: Axis("", 0...1), y: Axis("rows", 0...1), layers: [])
        var figure = Figure(title: "t", caption: [], sentence: "", panels: [named, counted])
        figure.columns = 2
        let page = PageSize(width: 800, height: 600)
        let layout = PageLayout(figure, page: page)
        let label = try #require(layout.texts.first { $0.text == "rows" && $0.isRotated })
        #expect(layout.frames[1].box.left - label.x < 4 * page.em)
    }
}

@Suite("Lines are cut at the frame")
struct ClipTests {
    private let frame = PanelFrame(
        box: Box(left: 0, top: 0, right: 100, bottom: 100), x: Axis("x", 0...1), y: Axis("y", 0...1))

    @Test("a line through the frame keeps the part inside")
    func through() {
        let pieces = frame.pieces([Point(-1, 0.5), Point(2, 0.5)])
        #expect(pieces == [[Point(0, 50), Point(100, 50)]])
    }

    @Test("a line that leaves and returns is two pieces")
    func leavesAndReturns() {
        let pieces = frame.pieces([Point(0.5, 0.5), Point(0.5, 3), Point(0.25, 3), Point(0.25, 0.5)])
        #expect(pieces.count == 2)
        #expect(pieces.first == [Point(50, 50), Point(50, 0)])
    }

    @Test("points that are not finite break the line", arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func breaks(value: Double) {
        let pieces = frame.pieces([
            Point(0.1, 0.1), Point(0.2, 0.2), Point(value, value), Point(0.5, 0.5), Point(0.6, 0.6),
        ])
        #expect(pieces.flatMap { $0 }.allSatisfy { frame.box.contains($0) })
        #expect(pieces.contains { $0.contains(frame.pixel(Point(0.6, 0.6))) })
    }
}
