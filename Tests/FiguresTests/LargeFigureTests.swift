import Numbers
import Testing

@testable import Figures

@Suite("Long texts and wide axes are drawn all the same")
struct LargeFigureTests {
    @Test("a text is cut to its room however long it is")
    func longTexts() {
        let long = String(repeating: "x", count: 100_000)
        #expect(TextWidth.ems(TextWidth.cut(long, toEms: 20)) <= 20)
        #expect(TextWidth.ems(TextWidth.cut(long, toEms: 20)) > 19)
        #expect(TextWidth.cut("short", toEms: 20) == "short")
    }

    @Test("an axis over all that a Double can hold has numbers")
    func wide() {
        let ticks = Axis("y", 1e-10...1e308, isLog: true).ticks(about: 6)
        #expect((1..<700).contains(ticks.count), "\(ticks.count)")
    }

    @Test("bands with ends that are not finite are drawn where they are")
    func brokenBand() {
        let mean = DataSeries(
            "mean", [Point(0, 1), Point(1, 2), Point(2, 3)], low: [0, .nan, 1], high: [2, .infinity, 4])
        #expect(!GnuplotScript(Figure.curves([mean], title: "t", x: "epoch", y: "loss")).parts.isEmpty)
    }
}
