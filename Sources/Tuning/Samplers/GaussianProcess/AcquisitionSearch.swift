import Answers
import Numbers
import RealModule

/// The search for the largest expected improvement: even points everywhere, and from the most promising of them uphill, ranges by
/// L-BFGS and choices one by one.
struct AcquisitionSearch {
    private static let (points, starts, relaxed) = (2048, 10, 16)

    private let surrogate: Surrogate
    private var stream: RandomStream
    private let domains: [ParameterDomain]
    /// Axes that L-BFGS moves: ranges, and whole numbers too many to be tried one by one.
    private let smooth: [Int]
    /// Places of the axes that are tried one by one.
    private let levels: [(axis: Int, places: [Double])]
    private let work: Work

    init(_ surrogate: Surrogate, _ stream: RandomStream, _ work: Work) {
        self.surrogate = surrogate
        self.work = work
        self.stream = stream
        let domains = surrogate.parameters.map(\.domain)
        self.domains = domains
        let isSmooth = domains.map { !$0.isCategorical && ($0.count ?? .max) > AcquisitionSearch.relaxed }
        smooth = domains.indices.filter { isSmooth[$0] }
        levels = domains.indices.filter { !isSmooth[$0] }.map { axis in
            let codes = domains[axis].levels(nil) ?? []
            return (axis, domains[axis].isCategorical ? codes : codes.map(domains[axis].unit))
        }
    }

    /// The nearest place that the domains have.
    private func rounded(_ place: [Double]) -> [Double] {
        domains.indices.map { axis in
            domains[axis].isCategorical || domains[axis].count == nil
                ? place[axis] : domains[axis].unit(domains[axis].code(unit: place[axis]))
        }
    }

    private func gain(_ place: [Double]) throws -> Double {
        if work.isCancelled { throw Stopped() }
        return surrogate.logGain(place)
    }

    mutating func best() throws -> [Double] {
        let points = drawn()
        let gains = try points.map(gain)
        var top = 0
        for index in gains.indices where gains[index] > gains[top] { top = index }
        var starts = [points[top]]
        // The others by a roulette over the improvements themselves.
        var weights = gains.map { $0.isFinite ? Double.exp($0 - gains[top]) : 0 }
        weights[top] = 0
        var total = weights.reduce(0, +)
        while starts.count < AcquisitionSearch.starts - 1, total > 1e-300 {
            var mark = stream.uniform() * total
            guard
                let chosen = weights.indices.first(where: {
                    mark -= weights[$0]
                    return mark < 0 && weights[$0] > 0
                }) ?? weights.lastIndex(where: { $0 > 0 })
            else { break }
            starts.append(points[chosen])
            total -= weights[chosen]
            weights[chosen] = 0
        }
        if let incumbent = surrogate.observations.min(by: { $0.loss < $1.loss }) {
            starts.append(surrogate.unit(incumbent.codes))
        }
        var best = (place: points[top], gain: gains[top])
        for start in starts {
            let found = try climb(start)
            if found.gain > best.gain { best = found }
        }
        return best.place
    }

    private mutating func drawn() -> [[Double]] {
        let dimension = domains.count
        let seeds = (0..<dimension).map { _ in UInt32(truncatingIfNeeded: stream.next()) }
        let sequence = SobolSequence(dimension: dimension)
        return (0..<AcquisitionSearch.points).map { index in
            let place = (0..<dimension).map { axis -> Double in
                let unit =
                    axis < SobolSequence.maximum
                    ? sequence.scrambled(UInt32(index), axis, seed: seeds[axis]) : stream.uniform()
                return domains[axis].isCategorical ? domains[axis].code(unit: unit) : unit
            }
            return rounded(place)
        }
    }

    /// Uphill until neither the smooth axes nor any single other one improves.
    private func climb(_ start: [Double]) throws -> (place: [Double], gain: Double) {
        var place = start
        var top = try gain(place)
        for round in 0..<20 {
            var isBetter = false
            if !smooth.isEmpty, let found = try ascend(place), found.gain > top {
                isBetter = round > 0 && found.gain > top + 1e-6
                (place, top) = found
            }
            for (axis, places) in levels {
                for level in places where level != place[axis] {
                    var other = place
                    other[axis] = level
                    let there = try gain(other)
                    if there > top {
                        (place, top) = (other, there)
                        isBetter = true
                    }
                }
            }
            if !isBetter { break }
        }
        return (place, top)
    }

    /// L-BFGS along the smooth axes, each measured in its length scale; then to the nearest whole numbers.
    private func ascend(_ start: [Double]) throws -> (place: [Double], gain: Double)? {
        let scales = smooth.map { surrogate.lengthScales[$0] }
        let search = BoxedLBFGS(
            lower: [Double](repeating: 0, count: smooth.count), upper: scales.map { 1 / $0 }, tolerance: 1e-2,
            iterations: 200)
        var place = start
        var gradient = [Double](repeating: 0, count: start.count)
        let found = try search.minimize(from: zip(smooth, scales).map { start[$0] / $1 }) { scaled, slope in
            if work.isCancelled { throw Stopped() }
            for (index, axis) in smooth.enumerated() { place[axis] = scaled[index] * scales[index] }
            let gain = surrogate.logGain(place, &gradient)
            for (index, axis) in smooth.enumerated() { slope[index] = -gradient[axis] * scales[index] }
            return -gain
        }
        for (index, axis) in smooth.enumerated() { place[axis] = min(max(found.place[index] * scales[index], 0), 1) }
        let valid = rounded(place)
        return (valid, valid == place ? -found.value : try gain(valid))
    }
}
