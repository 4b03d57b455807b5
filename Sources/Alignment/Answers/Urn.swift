/// A way to draw numbers by their weights.
struct Urn {
    /// Σ of the weights before each.
    private let before: [Double]

    init(_ weights: [Double]) {
        var sum = 0.0
        before =
            [0]
            + weights.map { weight in
                sum += weight
                return sum
            }
    }

    /// The number at the share u of the whole weight.
    func draw(_ u: Double) -> Int { find(u * (before.last ?? 0)) }

    /// The same when one number is not in the urn.
    func draw(_ u: Double, without i: Int) -> Int {
        let gap = before[i + 1] - before[i]
        let place = u * ((before.last ?? 0) - gap)
        let found = find(place < before[i] ? place : place + gap)
        // Where rounding has led to the gap itself, the neighbour is as near.
        return found == i ? (i + 1 < before.count - 1 ? i + 1 : i - 1) : found
    }

    private func find(_ place: Double) -> Int {
        var (low, high) = (0, before.count - 2)
        while low < high {
            let middle = (low + high) / 2
            if place < before[middle + 1] { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
