import Glibc

/// The round numbers that a key turns through.
enum Ladder {
    /// The next round number after or before a value: ten to a decade, 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8 (Renard's R10 series),
    /// between 1e-9 and 1e6.
    static func rate(_ value: Double, _ turn: PlayKey.Turn) -> Double {
        next(value, turn, in: rates)
    }

    /// The next number of steps: 1, 2, 3, 5 and their tens, up to 100 000.
    static func steps(_ value: Int, _ turn: PlayKey.Turn) -> Int {
        Int(next(Double(value), turn, in: counts))
    }

    /// The next decay factor, in even steps of its memory 1/(1 − β): 0, 0.5, 0.7 … 0.9, 0.95 … 0.9999.
    static func decay(_ value: Double, _ turn: PlayKey.Turn) -> Double { next(value, turn, in: decays) }

    private static let rates: [Double] =
        (-9..<6).flatMap { power in
            // Read as decimal numbers, so that 0.05 is the 0.05 that is typed.
            ["1", "1.25", "1.6", "2", "2.5", "3.2", "4", "5", "6.3", "8"].compactMap { Double("\($0)e\(power)") }
        } + [1e6]

    private static let counts: [Double] =
        [0]
        + (0..<5).flatMap { power in
            ["1", "2", "3", "5"].compactMap { Double("\($0)e\(power)") }
        } + [1e5]

    private static let decays = [
        0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.993, 0.995, 0.997, 0.998, 0.999, 0.9995,
        0.9998,
        0.9999,
    ]

    /// The value itself at the end of the numbers.
    private static func next(_ value: Double, _ turn: PlayKey.Turn, in numbers: [Double]) -> Double {
        let hair = 1e-9 * abs(value)
        switch turn {
        case .up: return numbers.first { $0 > value + hair } ?? value
        case .down: return numbers.last { $0 < value - hair } ?? value
        }
    }

    /// A coordinate on the finest decimal grid that a move of this size needs.
    static func place(_ value: Double, by step: Double) -> Double {
        guard step > 0, step.isFinite, value.isFinite else { return value }
        let digits = Int(max(-300, min(300, (-log10(step)).rounded(.up)))) + 1
        guard digits >= 0 else {
            let scale = pow(10, Double(-digits))
            return (value / scale).rounded() * scale
        }
        // Divided by a whole number, which gives the nearest double to the decimal.
        let scale = pow(10, Double(min(digits, 15)))
        let rounded = (value * scale).rounded() / scale
        return rounded == 0 ? 0 : rounded
    }
}
