public import Answers

/// How every schedule shows itself: its shape in one line of bars, the rate at a few steps, and a sentence.
extension Schedule: Presentable {
    /// The language's name for it.
    public static var kind: String { "schedule" }

    /// The shape in one line of bars, and the rate at six steps.
    public func table(width: Int) -> String {
        let last = horizon
        let bars = Swift.min(40, Swift.max(8, width - 20))
        let samples = (0..<bars).map { rate(at: Self.step($0, of: bars, last: last)) }
        var lines = [summary, "  rate      \(Sparkline.linear(samples))"]
        let marks = 6
        var seen: Set<Int> = []
        for mark in 0..<marks {
            let step = Self.step(mark, of: marks, last: last)
            guard seen.insert(step).inserted else { continue }
            var line = "  step \(String(step).padded(columns: 6)) \(rate(at: step).short(6))"
            if let momentum = momentum(at: step) { line += "   momentum \(momentum.short(4))" }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }

    /// Where the rate begins, peaks and ends within `horizon` steps.
    public var sentence: String {
        let last = horizon
        let samples = (0...200).map { index -> (step: Int, rate: Double) in
            let step = Self.step(index, of: 201, last: last)
            return (step, rate(at: step))
        }
        let first = samples[0].rate
        let final = samples[200].rate
        let highest = samples.max { $0.rate < $1.rate } ?? samples[0]
        let lowest = samples.min { $0.rate < $1.rate } ?? samples[0]
        if highest.rate == lowest.rate { return "The rate stays at \(first.short())." }
        var text = "The rate starts at \(first.short())"
        if highest.rate > Swift.max(first, final) {
            text += ", peaks at \(highest.rate.short()) near step \(highest.step)"
        }
        if lowest.rate < Swift.min(first, final) {
            text += ", is lowest (\(lowest.rate.short())) near step \(lowest.step)"
        }
        return text + " and is \(final.short()) at step \(last)."
    }

    /// Summary, horizon, and 101 rates over it.
    public var json: JSON {
        let last = horizon
        let steps = (0...100).map { Self.step($0, of: 101, last: last) }
        return .members([
            "kind": .string(Self.kind),
            "summary": .string(summary),
            "horizon": .integer(last),
            "steps": .array(steps.map { .integer($0) }),
            "rates": .array(steps.map { .number(rate(at: $0)) }),
        ])
    }

    /// Place `index` of `count` even places between step 0 and `last`.
    private static func step(_ index: Int, of count: Int, last: Int) -> Int {
        let share = Double(index) / Double(Swift.max(1, count - 1))
        let place = (share * Double(last)).rounded()
        return place >= Double(last) ? last : Int(saturating: place)
    }
}
