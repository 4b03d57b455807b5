import Answers

extension NumberAnswer {
    /// `1.41`, `1.41 +- 0.01`, `100 +- 5%` or `[a, b]`; `±` counts as `+-`.
    init?(written text: some StringProtocol) {
        let plain = text.split(separator: "±", omittingEmptySubsequences: false).joined(separator: "+-")
        if plain.hasPrefix("["), plain.hasSuffix("]") {
            let ends = plain.dropFirst().dropLast().split(separator: ",").map { Double($0.trimmed) }
            guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high else { return nil }
            self = .interval(low, high)
            return
        }
        let parts = plain.split(separator: "+-", omittingEmptySubsequences: false).map { $0.trimmed }
        guard (1...2).contains(parts.count), let value = Double(parts[0]), value.isFinite else { return nil }
        guard parts.count == 2 else {
            self = .absolute(value, tolerance: 0)
            return
        }
        if parts[1].hasSuffix("%") {
            guard let percent = Double(parts[1].dropLast().trimmed), percent >= 0, percent.isFinite else { return nil }
            self = .relative(value, share: percent / 100)
        } else {
            guard let tolerance = Double(parts[1]), tolerance >= 0, tolerance.isFinite else { return nil }
            self = .absolute(value, tolerance: tolerance)
        }
    }
}
