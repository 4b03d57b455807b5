internal import Answers
internal import Datasets
internal import Numbers
internal import RealModule

/// A course of prices whose nature is known: r(t) = φ·r(t − 1) + σ·N(0, 1), price(t) = price(t − 1)·exp(r(t)).
///
/// With φ = 0 the logarithm of the price is a random walk: the best forecast of tomorrow is today, and nothing else that can be known helps. With
/// another φ the share φ² of the variance of the returns can be foretold.
public struct PriceCourse: Sendable {
    /// The prices, day by day, from 100.
    public let prices: [Double]

    /// Daily deviation of the logarithm: 1 %.
    static let deviation = 0.01

    /// - Parameters:
    ///   - momentum: φ, between −1 and 1.
    public init(days: Int, momentum: Double = 0, seed: UInt64) {
        var stream = RandomStream(seed: seed, purpose: "prices")
        var (level, last) = (Double.log(100), 0.0)
        prices = (0..<Swift.max(0, days)).map { _ in
            last = momentum * last + PriceCourse.deviation * stream.normal()
            level += last
            return .exp(level)
        }
    }

    /// What a forecaster is given of a day: the last prices with the number of the day, or the last returns.
    public enum Inputs: String, Sendable, CaseIterable {
        /// The last prices and the number of the day; the answer is a price.
        case prices
        /// The last returns in per cent; the answer is a return in per cent.
        case returns
    }

    /// A row for each day that has so many days before it, its answer, and what "as yesterday" says in the answer's unit.
    func rows(_ inputs: Inputs, lags: Int) throws -> (x: Design, y: [Double], yesterday: [Double]) {
        var (values, y, yesterday): ([Double], [Double], [Double]) = ([], [], [])
        func percent(_ day: Int) -> Double { 100 * Double.log(prices[day] / prices[day - 1]) }
        for day in (lags + 1)..<prices.count {
            switch inputs {
            case .prices:
                values += prices[day - lags..<day]
                values.append(Double(day))
                y.append(prices[day])
                yesterday.append(prices[day - 1])
            case .returns:
                values += (day - lags..<day).map { percent($0) }
                y.append(percent(day))
                yesterday.append(0)
            }
        }
        let names = (0..<lags).map { "lag \(lags - $0)" } + (inputs == .prices ? ["day"] : [])
        return (try Design(names: names, count: y.count, values: values), y, yesterday)
    }
}
