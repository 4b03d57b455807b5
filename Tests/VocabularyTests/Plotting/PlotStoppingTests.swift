import Answers
@testable import ArrayVocabulary
import Figures
import Language
import Numbers
import Testing

/// Pictures of many numbers whose making is stopped at once.
@Suite struct PlotStoppingTests {
    private let stopped = Work()
    /// More numbers than are gone through between two looks at the work.
    private let count = 10_000

    init() { stopped.cancel() }

    @Test func whatIsMadeOfEachNumberIsLeft() throws {
        let points = (0..<count).map { Point(Double($0), 1) }
        let numbers = points.map(\.x)
        #expect(throws: Stopped.self) { try PlotLines.stepped(points, "post", stopped) }
        #expect(throws: Stopped.self) { try [Bool](repeating: true, count: count).runs(stopped) }
        #expect(throws: Stopped.self) { try PlotHistogram.counts(numbers, nil, [0, 5000, 10_000], stopped) }
        #expect(throws: Stopped.self) { try PlotData.rows(.list([Value(numbers)]), "x", stopped) }
        let names = Value.list((0..<count).map { .text("n\($0)") })
        #expect(throws: Stopped.self) { try PlotAxes().places(names, along: \.x, "x", stopped) }
    }

    @Test func namesHaveThePlaceAtWhichTheyWereMetFirst() throws {
        let axes = PlotAxes()
        func places(_ names: [String]) throws -> [Double] {
            try axes.places(.list(names.map { .text($0) }), along: \.x, "x", Work())
        }
        #expect(try places(["b", "a", "b"]) == [0, 1, 0])
        #expect(try places(["c", "a"]) == [2, 1])
        #expect(axes.x.categories == ["b", "a", "c"])
        // As many as would take minutes if each were looked for among all.
        let many = (0..<200_000).map { "n\($0)" }
        #expect(try places(many) == many.indices.map { Double($0 + 3) })
    }

    @Test func stretchesOfTrueAreFoundBetweenOthers() throws {
        #expect(try [true, true, false, true, false, false].runs(Work()) == [0..<2, 3..<4])
        #expect(try [Bool]().runs(Work()).isEmpty)
    }
}
