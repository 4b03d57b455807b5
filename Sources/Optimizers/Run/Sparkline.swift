import Answers
import RealModule

/// A row of bars that shows how a quantity goes.
enum Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// One bar for each rate between 0 and the largest, on a linear scale. Rates that are not finite show as `!`.
    static func linear(_ rates: [Double]) -> String {
        let top = rates.filter(\.isFinite).max() ?? 0
        return String(
            rates.map { rate -> Character in
                guard rate.isFinite, top > 0 else { return rate.isFinite ? bars[0] : "!" }
                return bars[Swift.min(7, Swift.max(0, Int(saturating: (rate / top * 7).rounded())))]
            })
    }

    /// How a loss falls, on a log scale: what shrinks by the same factor in every column is a straight slope.
    ///
    /// At most `columns` bars; empty for fewer than two values or columns. Values that are not finite show as `×`.
    static func text(_ values: [Double], columns: Int) -> String {
        guard values.count > 1, columns > 1 else { return "" }
        let sampled = values.indices.spread(atMost: columns).map { values[$0] }
        let finite = sampled.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return "" }
        // Losses below zero cannot be shown on a log scale; then the scale is linear.
        let isLog = low > 0 && high / low > 10
        func height(_ x: Double) -> Double {
            guard high > low else { return 0 }
            return isLog ? Double.log(x / low) / Double.log(high / low) : (x - low) / (high - low)
        }
        return String(
            sampled.map { value in
                guard value.isFinite else { return "×" as Character }
                return bars[Swift.min(7, Int(saturating: height(value) * 8))]
            })
    }
}
