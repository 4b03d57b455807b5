import Answers
import Numbers
import Testing

@testable import Figures

@Suite("A coarse grid is refined for the eye")
struct GridTests {
    @Test("a parabola between the given values is the parabola, and the given values stay")
    func refinedParabola() {
        func f(_ p: Point) -> Double { p.x * p.x - 2 * p.x * p.y - 3 * p.y * p.y + p.x }
        let coarse = ValueGrid(columns: 9, rows: 7, x: -1...1, y: -2...1, of: f)
        let fine = coarse.refined(5)
        #expect(fine.columns == 41 && fine.rows == 31)
        for row in 0..<7 {
            for column in 0..<9 {
                #expect(fine.values[5 * row * 41 + 5 * column] == coarse.values[row * 9 + column])
            }
        }
        // Away from the border, where the cubic lacks a neighbour.
        for row in 5...25 {
            for column in 5...35 {
                let p = Point(-1 + 2 * Double(column) / 40, -2 + 3 * Double(row) / 30)
                let error = (fine.values[row * 41 + column] - f(p)).magnitude
                #expect(error < 1e-12, "at \(p): off by \(error)")
            }
        }
    }

    @Test("a deep valley of positive values stays positive, and holes stay holes")
    func positiveAndUndefined() {
        let valley = ValueGrid(columns: 9, rows: 9, x: -1...1, y: -1...1) { 1e-6 + 1e3 * $0.x * $0.x * $0.x * $0.x }
        #expect(valley.refined(4).values.allSatisfy { $0 > 0 })
        var holed = valley
        holed.values[40] = .nan
        let fine = holed.refined(4)
        #expect(fine.values[16 * 33 + 16].isNaN)
        #expect(fine.values[0].isFinite)
    }
}
