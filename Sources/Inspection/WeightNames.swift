internal import Networks
internal import Answers

/// Which weights an explanation shows.
public enum WatchedWeights: Sendable {
    /// Those with the largest gradient.
    case largest(Int)
    /// `dense/kernel[0, 3]`, `dense/bias[2]`.
    case named([String])
}

/// Names of single weights, `dense/kernel[0, 3]`, and their places in a model's flat vector.
extension Network {
    /// `dense/kernel[0, 3]`
    func name(ofWeight place: Int) -> String {
        guard let entry = entries.first(where: { $0.range.contains(place) }) else { return "\(place)" }
        var rest = place - entry.range.lowerBound
        var indices: [Int] = []
        for extent in entry.shape.reversed() {
            indices.append(rest % Swift.max(1, extent))
            rest /= Swift.max(1, extent)
        }
        return "\(entry.name)[\(indices.reversed().map(String.init).joined(separator: ", "))]"
    }

    /// Places in the flat vector, rising.
    func places(_ watched: WatchedWeights, _ gradient: [Double], _ work: Work) throws -> [Int] {
        switch watched {
        case .largest(let count):
            let count = Swift.max(1, Swift.min(count, gradient.count))
            func isLarger(_ a: Int, _ b: Int) -> Bool {
                (gradient[a].magnitude, -a) > (gradient[b].magnitude, -b)
            }
            // Where few of many are wanted, most are passed over at a glance: the smallest that is kept bounds the rest.
            var kept: [Int] = []
            var check = StopCheck(work)
            for place in gradient.indices {
                try check.pass()
                guard kept.count < count || isLarger(place, kept[count - 1]) else { continue }
                kept.append(place)
                if kept.count == count || kept.count == 2 * count {
                    kept = Array(try kept.sorted(stoppedBy: work, by: isLarger).prefix(count))
                }
            }
            return try kept.sorted(stoppedBy: work, by: isLarger).prefix(count).sorted()
        case .named(let names): return try Set(names.map(place(ofWeight:))).sorted()
        }
    }

    /// - Throws: `Mistake` saying which tensors there are, or how far the indices go.
    private func place(ofWeight name: String) throws -> Int {
        let parts = name.split(separator: "[", maxSplits: 1).map(String.init)
        let indices = (parts.count > 1 ? parts[1] : "").split { !"0123456789".contains($0) }.compactMap { Int($0) }
        guard let entry = entries.first(where: { $0.name == parts.first }) else {
            throw Mistake(
                "there is no weight '\(name)'",
                expected: "a tensor and an index: " + entries.map(\.name).joined(separator: ", "),
                try: entries.first.map { "\"\(self.name(ofWeight: $0.range.lowerBound))\"" }, argument: "weights")
        }
        guard indices.count == entry.shape.count, zip(indices, entry.shape).allSatisfy({ $0 < $1 }) else {
            throw Mistake(
                "'\(name)' is no place in a tensor of shape \(entry.shape)",
                expected: "one index per axis, from 0", try: "\"\(self.name(ofWeight: entry.range.upperBound - 1))\"",
                argument: "weights")
        }
        return entry.range.lowerBound + zip(indices, entry.shape).reduce(0) { $0 * $1.1 + $1.0 }
    }
}
