import Numbers
import Testing

@testable import Figures

@Suite("A figure becomes a script")
struct ScriptTests {
    @Test("the same figure gives the same script", arguments: Example.everyKind.map(\.name))
    func isPure(kind: String) throws {
        let figure = try #require(Example.everyKind.first { $0.name == kind }?.figure)
        #expect(GnuplotScript(figure) == GnuplotScript(figure))
    }

    @Test("a contour picture has field, contour lines, halo, path, dots, start and minimum, in this order")
    func contourOrder() throws {
        let text = GnuplotScript(Figure.contour(Example.valley, trajectories: [Example.descent()])).text
        let wanted = ["with image", "lc rgb variable", "#30ffffff", Color.cycled(0).hex, "pt 7", "pt 6", "pt 2"]
        let plot = try #require(text.firstRange(of: "\nplot "))
        var rest = text[plot.upperBound...]
        for one in wanted {
            let range = try #require(rest.firstRange(of: one), "no '\(one)' after the one before")
            rest = rest[range.upperBound...]
        }
    }

    @Test(
        "all text is single-quoted: no double quote and no back-quote reaches gnuplot",
        arguments: Example.everyKind.map(\.name))
    func noDoubleQuotes(kind: String) throws {
        let figure = try #require(Example.everyKind.first { $0.name == kind }?.figure)
        let text = GnuplotScript(figure).text
        #expect(!text.contains("\""))
        #expect(!text.contains("`"))
        #expect(text.contains("noenhanced"))
    }

    @Test("the cells of a table keep sharp borders where viewers scale the picture", arguments: PictureFormat.allCases)
    func sharpCells(format: PictureFormat) throws {
        let cells = Regions(
            columns: 3, rows: 2, x: 0...2, y: 0...1, kinds: [0, 1, 0, 1, 0, 1], names: ["a", "b"],
            colors: [Color(0x000000), Color(0xffffff)])
        let script = GnuplotScript(.regions(cells, title: "Table"), format: format)
        let size = try #require(
            script.text.firstMatch(of: /binary array=\((\d+),(\d+)\) origin=\((\S+?),(\S+?)\) dx=(\S+) dy=(\S+)/))
        let numbers = try #require([size.1, size.2, size.3, size.4, size.5, size.6].map { Double($0) } as? [Double])
        // From border to border it spans the cells, each of them 1 wide and high.
        #expect(abs(numbers[0] * numbers[4] - 3) < 1e-9 && abs(numbers[1] * numbers[5] - 2) < 1e-9)
        #expect(abs(numbers[2] - numbers[4] / 2 + 0.5) < 1e-9 && abs(numbers[3] - numbers[5] / 2 + 0.5) < 1e-9)
        #expect(numbers[0] >= (format == .svg || format == .pdf ? 240 : 3))
        let floats = try #require(
            script.parts.compactMap { if case .floats(let floats) = $0 { floats } else { nil } }.first)
        #expect(Double(floats.count) == 3 * numbers[0] * numbers[1])
        let wide = Int(numbers[0]) / 3
        let reds = stride(from: 0, to: 9 * wide, by: 3).map { floats[$0] }
        #expect(Set(reds[..<wide]).count == 1 && Set(reds[wide..<(2 * wide)]).count == 1 && reds[0] != reds[wide])
    }

    @Test("numbers below an axis that is short are fewer, so that none touches the next")
    func numbersApart() throws {
        let panel = Panel(
            x: Axis("lr", 1e-5...1e-2, isLog: true), y: Axis("mu", 0...1),
            colors: ColorScale(.linear, 0...1, label: "objective"),
            layers: [.curve(CurveLayer([Point(1e-4, 0.5)], name: ""))])
        let counts = try [1000, 200].map { width in
            let text = GnuplotScript(Figure(title: "t", panels: [panel]), page: PageSize(width: width, height: 600))
                .text
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("set xrange") })
            return line.matches(of: /'[^']+' [0-9.e-]+/).count
        }
        #expect(counts[0] == 4 && (1..<4).contains(counts[1]), "\(counts)")
    }

    @Test("an SVG's ticks are as long, and their numbers as near, as in other pictures")
    func ticksOfVectorPictures() {
        let figure = Figure.contour(Example.valley, trajectories: [Example.descent()])
        #expect(GnuplotScript(figure, format: .svg).text.contains("xtics out nomirror scale 0.389,0.222 offset 0,0.2 "))
        #expect(GnuplotScript(figure, format: .pdf).text.contains("xtics out nomirror scale 0.7,0.4 textcolor"))
    }

    @Test("the caption holds what is needed to make the picture again")
    func caption() {
        let figure = Figure.contour(Example.valley, trajectories: [Example.descent()])
        let caption = figure.caption.joined(separator: " · ")
        for fact in ["rosenbrock", "start (−1.5, 2)", "500 steps", "a dot every 50 steps", "501 evaluations", "seed 0"]
        {
            #expect(caption.contains(fact), "'\(fact)' is missing in '\(caption)'")
        }
        #expect(figure.title == "SGD(lr=0.001) on rosenbrock")
    }

    @Test("a path that leaves the frame is cut there, and the caption says so")
    func leaving() throws {
        let wild = Example.descent(rate: 0.01, steps: 10)
        let figure = Figure.contour(Example.valley, trajectories: [wild])
        #expect(figure.caption.contains("the path leaves the frame"))
        let panel = try #require(figure.panels.first)
        #expect(panel.x.range.upperBound - panel.x.range.lowerBound <= 8.01)
    }

    @Test("a series of a million values is thinned to what the page can show")
    func thinning() {
        let values = (0..<1_000_000).map { 1 + Double($0 % 7) }
        let text = GnuplotScript(Figure.curves([DataSeries("loss", values: values)], title: "t", x: "step", y: "loss"))
            .text
        #expect(text.utf8.count < 400_000, "\(text.utf8.count) bytes")
        #expect(text.utf8.count > 10_000)
    }

    @Test("a run's walk of every 16th step is drawn over its real steps")
    func strides() throws {
        let trajectory = Trajectory(
            name: "GD", landscape: "f", points: [Point(0, 0), Point(1, 0), Point(2, 0)], losses: [3, 2, 1], stride: 16,
            steps: 20)
        let figure = Figure.lossCurves([trajectory])
        guard case .curve(let curve) = try #require(figure.panels.first?.layers.first) else {
            Issue.record("no curve")
            return
        }
        #expect(curve.points.map(\.x) == [0, 16, 20])
    }
}

@Suite("Loss is coloured by a scale that fits it")
struct ColorScaleTests {
    @Test("a positive function over decades is logarithmic")
    func positive() {
        let grid = ValueGrid(columns: 50, rows: 50, x: -2...2, y: -1...3, of: Example.rosenbrock)
        let scale = ColorScale(fitting: grid, minimum: 0)
        #expect(scale.kind == .log(shift: 0))
        #expect(scale.label == "loss")
    }

    @Test("a negative minimum is taken off, and the colour bar says so")
    func negative() {
        let grid = ValueGrid(columns: 50, rows: 50, x: -2...2, y: -1.2...1.2, of: Example.camel.value)
        let scale = ColorScale(fitting: grid, minimum: -1.0316)
        #expect(scale.kind == .log(shift: -1.0316))
        #expect(scale.label == "loss − minimum (−1.032)")
        #expect(scale.place(of: -1.0316) == 0)
    }

    @Test("a function without known lower bound is linear")
    func saddle() {
        let grid = ValueGrid(columns: 20, rows: 20, x: -1...1, y: -1...1) { $0.x * $0.x - $0.y * $0.y }
        #expect(ColorScale(fitting: grid).kind == .linear)
    }

    @Test("undefined values have no colour, infinite ones the colour of the end")
    func edges() {
        let scale = ColorScale(.log(shift: 0), 0.01...100, label: "loss")
        #expect(scale.place(of: .nan) == nil)
        #expect(scale.place(of: .infinity) == 1)
        #expect(scale.place(of: -5) == 0)
        #expect(abs((scale.place(of: 1) ?? 0) - 0.5) < 1e-12)
    }

    @Test("a constant and an undefined field can still be drawn", arguments: [0.0, 5, -3, .nan, .infinity])
    func degenerate(value: Double) {
        let grid = ValueGrid(columns: 5, rows: 5, x: 0...1, y: 0...1) { _ in value }
        let scale = ColorScale(fitting: grid)
        #expect(scale.range.lowerBound < scale.range.upperBound)
    }

    @Test("the palette grows lighter in equal steps, and every path colour stands out from it somewhere")
    func palette() {
        let palette = Palette.depth
        let first = palette.color(at: 0).lightness
        let last = palette.color(at: 1).lightness
        for step in 0...20 {
            let place = Double(step) / 20
            let wanted = first + (last - first) * place
            let found = palette.color(at: place).lightness
            #expect(abs(found - wanted) < 2.5, "at \(place): lightness \(found), wanted \(wanted)")
        }
    }
}

@Suite("Contour lines lie on their level")
struct ContourLineTests {
    @Test("the contour of a cone is a closed circle of the right radius")
    func circle() throws {
        let grid = ValueGrid(columns: 101, rows: 101, x: -1...1, y: -1...1) { $0.norm }
        let lines = grid.contours(of: grid.values, levels: [0.5])
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        #expect(line.points.first == line.points.last)
        let worst = line.points.map { abs($0.norm - 0.5) }.max() ?? 1
        #expect(worst < 1e-3, "off by \(worst)")
        let length = zip(line.points, line.points.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).norm }
        #expect(abs(length - .pi) < 0.01)
    }

    @Test("an open line ends at the border, and undefined cells hold none")
    func open() {
        let grid = ValueGrid(columns: 21, rows: 21, x: 0...1, y: 0...1) { $0.x < 0.24 ? .nan : $0.y }
        let lines = grid.contours(of: grid.values, levels: [0.52])
        #expect(lines.count == 1)
        #expect(lines.first?.points.allSatisfy { $0.x > 0.24 && abs($0.y - 0.52) < 1e-9 } == true)
    }
}

@Suite("Axes carry round numbers")
struct TickTests {
    @Test(
        "numbers are written as a person writes them",
        arguments: [
            (-1.5, "−1.5"), (0.0, "0"), (1e-7, "10⁻⁷"), (2.5e-8, "2.5×10⁻⁸"), (1e12, "10¹²"), (0.1 + 0.2, "0.3"),
            (.infinity, "inf"),
        ])
    func text(value: Double, wanted: String) { #expect(Tick.text(value) == wanted) }

    @Test(
        "linear marks",
        arguments: [
            (-2.0...2.0, 5, ["−2", "−1", "0", "1", "2"]), (0.0...1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
            (1e9...1.0000001e9, 4, nil),
        ])
    func linear(range: ClosedRange<Double>, count: Int, wanted: [String]?) {
        let ticks = Tick.linear(range, about: count)
        if let wanted { #expect(ticks.map(\.text) == wanted) }
        #expect(
            ticks.allSatisfy { $0.place >= range.lowerBound - 1e-9 && $0.place <= range.upperBound * 1.0001 + 1e-9 })
    }

    @Test("logarithmic marks are powers of ten, some left out when there are many")
    func log() {
        let few = Tick.log(1e-2...1e3, about: 6).filter { !$0.text.isEmpty }.map(\.text)
        #expect(few == ["10⁻²", "10⁻¹", "10⁰", "10¹", "10²", "10³"])
        let many = Tick.log(1e-20...1e3, about: 6).filter { !$0.text.isEmpty }
        #expect(many.count >= 4 && many.count <= 8)
    }

    @Test(
        "an axis survives any range",
        arguments: [
            (0.0, 0.0), (5, 5), (.nan, .nan), (-.infinity, .infinity), (1e308, 1.7e308), (-0x1p-1063, 0x1p-1063),
        ])
    func anyRange(low: Double, high: Double) {
        let range = low.isNaN ? 0...0 : low...high
        for isLog in [false, true] {
            let axis = Axis("x", range, isLog: isLog)
            #expect(axis.range.lowerBound < axis.range.upperBound)
            #expect(axis.ticks(about: 6).count < 200)
        }
    }
}
