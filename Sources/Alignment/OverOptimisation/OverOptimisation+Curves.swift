public import Numbers

extension OverOptimisation {
    /// A quantity against √KL, mean over the seeds with its 95 % interval at each place.
    public struct Curve: Sendable {
        /// √KL(π‖π₀) in √nats, ascending from 0 to what every seed has reached.
        public let places: [Double]
        /// The quantity at each of `places`: its mean over the seeds and the ends of the 95 % interval.
        public let intervals: [MeanInterval]
    }

    /// Learnt and true reward at the same places of √KL, as far as every seed has come.
    ///
    /// - Parameter count: places, at least 2.
    public func curves(_ count: Int = 60) -> (proxy: Curve, truth: Curve) {
        let far = climbs.map { $0.distances.max() ?? 0 }.min() ?? 0
        let places = (0..<Swift.max(2, count)).map { far * Double($0) / Double(Swift.max(2, count) - 1) }
        func curve(_ values: (Climb) -> [Double]) -> Curve {
            Curve(
                places: places,
                intervals: places.map { place in
                    MeanInterval(of: climbs.map { OverOptimisation.value(at: place, $0.distances, values($0)) })
                })
        }
        return (curve(\.proxies), curve(\.truths))
    }

    /// The value where the distance is first reached, between two steps along a line.
    static func value(at place: Double, _ distances: [Double], _ values: [Double]) -> Double {
        guard let next = distances.firstIndex(where: { $0 >= place }) else { return values.last ?? .nan }
        guard next > 0 else { return values[0] }
        let (a, b) = (distances[next - 1], distances[next])
        let share = b > a ? (place - a) / (b - a) : 1
        return values[next - 1] + share * (values[next] - values[next - 1])
    }
}
