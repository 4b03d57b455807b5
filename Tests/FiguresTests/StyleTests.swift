import Answers
import Numbers
import Testing

@testable import Figures

@Suite("Pictures for every terminal and for a room")
struct StyleTests {
    @Test(
        "in 256 and in 16 colours a palette rises in lightness as it does in all of them",
        arguments: [TextColors.indexed256, .sixteen])
    func monotone(colors: TextColors) throws {
        func lightness(_ palette: Palette, _ places: [Double]) -> [Double] {
            places.map { TextRamp(palette, colors).ground($0).lightness }
        }
        func rises(_ values: [Double]) -> Bool { zip(values, values.dropFirst()).allSatisfy { $0 <= $1 } }
        let places = (0...100).map { Double($0) / 100 }
        let half = places.filter { $0 < 0.49 }
        #expect(rises(lightness(.depth, places)))
        #expect(rises(lightness(.ink, places).reversed()))
        #expect(rises(lightness(.diverging, half)))
        #expect(rises(lightness(.diverging, half.map { 1 - $0 })))
        for name in ["viridis", "magma", "gray", "hot", "blues_r"] {
            let palette = try #require(Palette.named(name))
            #expect(rises(lightness(palette, places)), "\(name)")
            #expect(rises(lightness(Palette(reversing: palette), places).reversed()), "\(name) reversed")
        }
        #expect(Set(places.map { TextRamp(.depth, colors).ground($0).hex }).count >= (colors == .sixteen ? 6 : 15))
        // Each is a colour that the terminal has, to the last bit.
        let exact = places.allSatisfy { place in
            let color = TextRamp(.depth, colors).ground(place)
            return colors == .sixteen || color == Color.indexed(color.index256)
        }
        #expect(exact)
    }

    @Test("a legend in the frame names what is drawn in its order, and stands where little is drawn")
    func frameLegend() {
        let line = CurveLayer((0...20).map { Point(Double($0), Double($0)) }, name: "rising", color: 1)
        var panel = Panel(x: Axis("", 0...20), y: Axis("", 0...20), layers: [.curve(line)])
        panel.legend = .best
        let figure = Figure(title: "", panels: [panel])
        let layout = PageLayout(figure, page: PageSize(width: 800, height: 600))
        let ground = layout.strokes.first { $0.shape == .ground }
        #expect(layout.texts.count { $0.text == "rising" } == 1)
        // The line runs from the lower left to the upper right.
        #expect((ground?.to.x ?? 900) < 400 && (ground?.to.y ?? 900) < 300)
    }

    @Test("numbers along a short whole axis are all its numbers")
    func wholeNumbers() {
        var axis = Axis("epoch", 0.95...2.05)
        axis.isWhole = true
        #expect(axis.ticks(about: 7).map(\.text) == ["1", "2"])
        #expect(Axis("loss", 0.6...9.4).ticks(about: 2).map(\.text) == ["2", "4", "6", "8"])
    }

    @Test("a validation loss is told from the loss by its stroke, not by its colour alone")
    func strokes() {
        let figure = Figure.curves(
            [
                DataSeries("loss", values: (0..<40).map { 9 - Double($0) / 5 }),
                DataSeries("val_loss", values: (0..<40).map { 10 - Double($0) / 8 }, isDashed: true),
            ],
            title: "Loss", x: "epoch", y: "loss")
        #expect(figure.panels[0].linePatterns == [.solid, .dashed])
        let lines = TextPicture(width: 80, height: 24, colors: .trueColor, unicode: true).draw(figure)
        let bare = lines.map(TextTests.bare)
        #expect(bare.contains { $0.contains("━ loss") && $0.contains("╍ val_loss") }, "\(bare.joined(separator: "\n"))")
        let dots = bare.joined().unicodeScalars.filter { (0x2801...0x28ff).contains($0.value) }.count
        let solid = TextPicture(width: 80, height: 24, colors: .trueColor, unicode: true).draw(
            Figure.curves([DataSeries("loss", values: (0..<40).map { 9 - Double($0) / 5 })], title: "", x: "", y: ""))
        let one = solid.joined().unicodeScalars.filter { (0x2801...0x28ff).contains($0.value) }.count
        #expect(dots < 2 * one, "\(dots) cells for both, \(one) for the solid one")
    }

    @Test("points that are crosses are crosses in characters, too, where colours tell groups apart")
    func crosses() {
        let groups = [("kept", Points.Symbol.dot, 2.0), ("worse", .cross, 8.0)].map { name, symbol, y in
            PanelLayer.points(Points([Point(5, y)], name: name, symbol: symbol))
        }
        let figure = Figure(
            title: "Ways", panels: [Panel(x: Axis("a", 0...10), y: Axis("b", 0...10), layers: groups)])
        let picture = TextPicture(width: 80, height: 24, colors: .trueColor, unicode: true)
        let lines = picture.draw(figure).map(TextTests.bare)
        #expect(lines.contains { $0.contains("● kept") && $0.contains("× worse") }, "\(lines.joined(separator: "\n"))")
        #expect(lines.joined().filter { $0 == "×" }.count == 2 && lines.joined().filter { $0 == "●" }.count == 2)
    }

    @Test("further curves are dotted, those that go with another dashed, the background is whole")
    func patterns() {
        let panel = Panel(
            x: Axis("", 0...1), y: Axis("", 0...1),
            layers: [
                .curve(CurveLayer([], isBackground: true)), .curve(CurveLayer([], name: "a")),
                .curve(CurveLayer([], name: "b")), .curve(CurveLayer([], name: "b too", isDashed: true)),
                .curve(CurveLayer([], name: "c")), .curve(CurveLayer([], name: "d")),
            ])
        #expect(panel.linePatterns == [.solid, .solid, .dotted, .dashed, .dashDotted, .solid])
    }

    @Test("a table has its row 0 on top and whole numbers at its rows")
    func tables() throws {
        let panel = try #require(Figure.heatMap([[1, 2, 3], [4, 5, 6]], title: "t").panels.first)
        #expect(panel.y.ticks(about: 9).map(\.text) == ["0", "1"])
        #expect(panel.y.ticks(about: 9).map(\.place) == [1, 0])
        #expect(panel.x.ticks(about: 9).map(\.text) == ["0", "1", "2"])
        let many = try #require(Figure.heatMap([[Double]](repeating: [0, 1], count: 100), title: "t").panels.first)
        #expect(many.y.ticks(about: 9).prefix(3).map(\.text) == ["0", "5", "10"])
    }

    @Test("epochs are counted in whole numbers, however few there are")
    func epochs() throws {
        let figure = Figure.curves(
            [DataSeries("loss", (1...3).map { Point(Double($0), 1 / Double($0)) })], title: "t", x: "epoch", y: "loss")
        #expect(figure.panels[0].x.ticks(about: 8).map(\.text) == ["1", "2", "3"])
        #expect(figure.panels[0].x.range == 1...3)
    }

    @Test("a minimum and a path lie on the surface as it is drawn")
    func onTheSurface() throws {
        let surface = Example.valley
        let grid = ValueGrid(columns: 80, rows: 80, x: surface.x, y: surface.y, of: surface.value)
        let colors = ColorScale(fitting: grid, minimum: 0)
        let view = SurfaceView(grid: grid, colors: colors)
        // On a grid point the surface has the function's own height, between two the mean of both.
        let (a, b) = (Point(surface.x.lowerBound, surface.y.lowerBound), ValueGrid.step(surface.x, 80))
        let heights = [a, a + Point(b, 0)].map { colors.place(of: surface.value($0)) ?? .nan }
        #expect(abs((view.height(over: a) ?? .nan) - heights[0]) < 1e-9)
        #expect(abs((view.height(over: a + Point(b / 2, 0)) ?? .nan) - (heights[0] + heights[1]) / 2) < 1e-9)
        // A pit hides its bottom; a sign for it stands on a stem, above the ground and in sight.
        let pit = ValueGrid(columns: 81, rows: 81, x: -1...1, y: -1...1) { 1 - 0.9 / (1 + 400 * $0.dot($0)) }
        let deep = SurfaceView(grid: pit, colors: ColorScale(.linear, 0...1, label: ""))
        let (ground, seen) = (deep.height(over: .zero) ?? .nan, deep.heightSeen(over: .zero) ?? .nan)
        #expect(deep.isHidden(.zero) && ground < 0.2 && seen > ground + 0.1 && !deep.isHidden(.zero, at: seen))
        #expect(view.height(over: Point(9, 9)) == nil && view.height(over: Point(.nan, 0)) == nil)
    }

    @Test("for a projector type and strokes are larger, and one line of the caption remains")
    func projector() {
        var figure = Figure.contour(Example.valley, trajectories: [Example.descent()])
        let page = PageLayout(figure, page: PageSize().set(in: figure.style))
        figure.style = .projector
        let room = PageLayout(figure, page: PageSize().set(in: figure.style))
        #expect(room.page.em > 1.6 * page.page.em && room.page.stroke > 1.6 * page.page.stroke)
        #expect(room.texts.count { $0.color == .grey && $0.size == 0.8 } == 1)
        #expect(GnuplotScript(figure).text.contains("DejaVu Sans,\(room.page.points.short(4))"))
    }

    @Test("what the title says is not said again under it")
    func facts() {
        let figure = Figure(title: "Adam on rosenbrock", caption: ["rosenbrock", "", "20 steps"], panels: [])
        #expect(figure.facts == ["20 steps"])
    }

    @Test("numbers of neighbouring panels do not touch, and a long title is set smaller")
    func panels() {
        let runs = (0..<8).map { Example.descent(rate: 0.0001 * Double($0 + 1), steps: 20, name: "LongNamedRule") }
        let figure = Figure.contour(Example.valley, trajectories: runs, options: PlotOptions(panels: true))
        let page = PageSize()
        let layout = PageLayout(figure, page: page)
        let gap = layout.frames[1].box.left - layout.frames[0].box.right
        let ticks = figure.panels[0].x.ticks(about: 3)
        let half = (TextWidth.ems(ticks[0].text) + TextWidth.ems(ticks[ticks.count - 1].text)) / 2 * page.em
        #expect(gap > half)
        #expect(
            layout.texts.filter(\.isBold).dropFirst().allSatisfy {
                $0.box(em: page.em).width < layout.frames[0].box.width + 1
            })
    }
}

extension Color {
    /// xterm's colour of that number, from 16.
    fileprivate static func indexed(_ index: Int) -> Color {
        if index >= 232 { return Color(UInt32(8 + 10 * (index - 232)) * 0x010101) }
        func level(_ step: Int) -> UInt32 { step == 0 ? 0 : UInt32(55 + 40 * step) }
        let cube = index - 16
        return Color(level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6))
    }
}
