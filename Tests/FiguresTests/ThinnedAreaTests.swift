import Answers
import Figures
import Numbers
import Testing

@Suite("Areas of very many parts")
struct ThinnedAreaTests {
    private let stopped = Work()

    init() { stopped.cancel() }

    private func thinned(_ bars: [Bars.Bar]) throws -> [Bars.Bar] {
        guard case .bars(let layer) = try PanelLayer.bars(Bars(bars, name: "a")).thinned(stoppedBy: Work()) else {
            Issue.record("no bars")
            return []
        }
        #expect(layer.name == "a")
        return layer.bars
    }

    @Test("Of narrow bars each strip reaches from the lowest to the highest of those that stand in it") func narrow()
        throws
    {
        // 32 of them in each of 4096 strips, each on a foot of its own.
        let count = 1 << 17
        let bars = (0..<count).map { place -> Bars.Bar in
            let start = Double(place)
            let height = Double(place * 7919 % 10_007 - 5000)
            return Bars.Bar(x: start...(start + 1), height: height, base: Double(place * 31 % 1009))
        }
        let thin = try thinned(bars)
        #expect(thin.count == 1 << 12)
        for (strip, bar) in thin.enumerated() {
            let own = bars[32 * strip..<32 * (strip + 1)]
            let start = Double(32 * strip)
            #expect(bar.x == start...(start + 32))
            #expect(bar.base == own.map { min($0.base, $0.height) }.min(), "\(strip)")
            #expect(bar.height == own.map { max($0.base, $0.height) }.max(), "\(strip)")
        }
    }

    @Test("Wide bars that lie on each other are a silhouette") func wide() throws {
        let most = 20_000
        let bars = (1...most).map { wide -> Bars.Bar in
            let reach = Double(wide)
            return Bars.Bar(x: -reach...reach, height: Double(most + 1 - wide))
        }
        let thin = try thinned(bars)
        #expect(thin.count == 1 << 12)
        for bar in thin {
            // The narrowest that reaches into the strip is the highest there.
            let nearest = max(0, max(bar.x.lowerBound, -bar.x.upperBound))
            let height = Double(most) - nearest.rounded(.down)
            #expect(abs(bar.height - height) <= 1 && bar.base == 0, "\(bar)")
        }
    }

    @Test("Bars without a height are left out, and few bars stay as they are") func few() throws {
        let bars = (0..<20_000).map { place -> Bars.Bar in
            let start = Double(place)
            return Bars.Bar(x: start...(start + 0.5), height: place < 10_000 ? .nan : 1)
        }
        #expect(try thinned(bars).allSatisfy { $0.height == 1 && $0.x.lowerBound >= 9999 })
        #expect(try thinned(Array(bars.suffix(1000))) == Array(bars.suffix(1000)))
        #expect(throws: Stopped.self) { try PanelLayer.bars(Bars(bars)).thinned(stoppedBy: stopped) }
    }

    @Test("A band keeps its ends and what is lowest and highest") func band() throws {
        let x = (0..<300_000).map(Double.init)
        let low = x.indices.map { -Double($0 * 31 % 100_003) }
        let high = x.indices.map { Double($0 * 7919 % 100_003) }
        let whole = PanelLayer.band(Band(x: x, low: low, high: high, name: "a"))
        guard case .band(let band) = try whole.thinned(stoppedBy: Work()) else {
            Issue.record("no band")
            return
        }
        #expect(band.x.count < 40_000 && band.name == "a")
        #expect(band.x.first == 0 && band.x.last == 299_999 && band.x == band.x.sorted())
        #expect(band.low.min() == low.min() && band.high.max() == high.max())
        for (place, x) in band.x.enumerated() {
            #expect(band.low[place] == low[Int(x)] && band.high[place] == high[Int(x)])
        }
        #expect(throws: Stopped.self) { try whole.thinned(stoppedBy: stopped) }
    }

    @Test("An image of many cells keeps its edges and every so manieth cell") func cells() throws {
        let (columns, rows) = (3000, 4)
        let kinds = (0..<columns * rows).map { $0 % columns }
        var image = Regions(
            columns: columns, rows: rows, x: 0.5...2999.5, y: 0...3, kinds: kinds, names: [], colors: [Color(0xffffff)])
        image.places = kinds.map { Double($0) / 3000 }
        guard case .regions(let few) = try PanelLayer.regions(image).thinned(stoppedBy: Work()) else {
            Issue.record("no cells")
            return
        }
        #expect(few.columns == 2048 && few.rows == 4 && few.kinds.count == 2048 * 4)
        let half = (few.x.upperBound - few.x.lowerBound) / Double(2 * (few.columns - 1))
        #expect(abs(few.x.lowerBound - half) < 1e-9 && abs(few.x.upperBound + half - 3000) < 1e-9)
        #expect(few.y == 0...3)
        for (index, kind) in few.kinds.enumerated() {
            // The cell under the middle of the new one.
            let middle = (Double(index % 2048) + 0.5) * 3000 / 2048
            #expect(kind == Int(middle))
            #expect(few.places[index] == Double(kind) / 3000)
        }
        #expect(throws: Stopped.self) { try PanelLayer.regions(image).thinned(stoppedBy: stopped) }
    }

    @Test("A function at very many places is shown at fewer, and at its ends") func field() throws {
        let (columns, rows) = (2047, 5)
        let grid = ValueGrid(
            columns: columns, rows: rows, x: 0...1, y: 2...3, values: (0..<columns * rows).map { Double($0) })
        guard case .field(let field) = try PanelLayer.field(Field(grid)).thinned(stoppedBy: Work()) else {
            Issue.record("no field")
            return
        }
        #expect(field.grid.columns == 1024 && field.grid.rows == 5 && field.grid.x == 0...1 && field.grid.y == 2...3)
        // Every second place of each row, from the first to the last.
        let expected = (0..<rows).flatMap { row in
            (0..<1024).map { place -> Double in Double(row * columns + 2 * place) }
        }
        #expect(field.grid.values == expected)
        #expect(throws: Stopped.self) { try PanelLayer.field(Field(grid)).thinned(stoppedBy: stopped) }
    }

    @Test("Of arrows and of shapes one is kept for each place of a screen, with its colour") func signs() throws {
        let from = (0..<250_000).map { number -> Point in
            let place = Double(number % 500)
            return Point(place, place)
        }
        var arrows = Arrows(from, by: from.map { Point($0.x, 1) })
        arrows.tints = from.map { Color(UInt32($0.x)) }
        guard case .arrows(let few) = try PanelLayer.arrows(arrows).thinned(stoppedBy: Work()) else {
            Issue.record("no arrows")
            return
        }
        #expect(few.from == Array(from.prefix(500)) && few.by == few.from.map { Point($0.x, 1) })
        #expect(few.tints == few.from.map { Color(UInt32($0.x)) })

        var shapes = Shapes(from.map { [$0, $0 + Point(1, 0), $0 + Point(0, 1)] })
        (shapes.tints, shapes.places) = (arrows.tints, from.map { $0.x / 500 })
        guard case .shapes(let some) = try PanelLayer.shapes(shapes).thinned(stoppedBy: Work()) else {
            Issue.record("no shapes")
            return
        }
        #expect(some.outlines == Array(shapes.outlines.prefix(500)))
        #expect(some.tints == few.tints && some.places == Array(shapes.places.prefix(500)))
    }
}
