import Answers

// Amounts as bars: named ones, and how often values occur.

extension Figure {
    /// Named amounts as bars that stand on 0, in the order given; one that is not finite has none.
    ///
    /// - Parameters:
    ///   - label: what is measured, with its unit.
    ///   - caption: the facts needed to make the picture again.
    public static func bars(
        _ amounts: [(name: String, value: Double)], title: String, label: String, caption: [String] = []
    ) -> Figure {
        let bars = amounts.enumerated().map { index, amount in
            Bars.Bar(x: (Double(index) - 0.38)...(Double(index) + 0.38), height: amount.value)
        }
        let finite = amounts.map(\.value).filter(\.isFinite)
        let (low, high) = (min(0, finite.min() ?? 0), max(0, finite.max() ?? 1))
        let names = amounts.enumerated().map { Axis.Name($1.name, at: Double($0)) }
        let air = (high - low) * 0.06
        let known = amounts.filter(\.value.isFinite)
        let most = known.max { $0.value < $1.value }
        let least = known.min { $0.value < $1.value }
        let panel = Panel(
            x: Axis("", -0.6...(Double(max(1, amounts.count)) - 0.4), names: names),
            y: Axis(label, (low < 0 ? low - air : 0)...(high + air)), layers: [.bars(Bars(bars))])
        let sentence =
            if let most, let least {
                "\(label): highest \(most.name) with \(Sentence.number(most.value)), "
                    + "lowest \(least.name) with \(Sentence.number(least.value))."
            } else { "No bars." }
        return Figure(title: title, caption: caption, sentence: sentence, panels: [panel])
    }

    /// How often values occur, in classes of equal width (their number by Sturges's rule).
    public static func histogram(
        _ values: [Double], title: String, label: String = "value", caption: [String] = []
    ) -> Figure {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return Figure(
                title: title, caption: caption, sentence: "There are no finite values.",
                panels: [Panel(x: Axis(label, 0...1), y: Axis("count", 0...1), layers: [])])
        }
        let axis = Axis(label, low...high)
        let (start, span) = (axis.range.lowerBound, axis.range.upperBound - axis.range.lowerBound)
        var classes = 1
        while (1 << (classes - 1)) < finite.count, classes < 60 { classes += 1 }
        var counts = [Int](repeating: 0, count: classes)
        for value in finite {
            counts[max(0, min(classes - 1, Int(saturating: (value - start) / span * Double(classes))))] += 1
        }
        let width = span / Double(classes)
        let bars = counts.enumerated().map { index, count in
            Bars.Bar(
                x: (start + Double(index) * width)...(start + Double(index + 1) * width), height: Double(count))
        }
        let mean = finite.reduce(0) { $0 + $1 / Double(finite.count) }
        let panel = Panel(
            x: axis, y: Axis("count", 0...(Double(counts.max() ?? 1) * 1.06)), layers: [.bars(Bars(bars))])
        return Figure(
            title: title, caption: caption + ["\(finite.count) values", "\(classes) classes"],
            sentence: "\(finite.count) values between \(Sentence.number(low)) and \(Sentence.number(high)), "
                + "mean \(Sentence.number(mean)).", panels: [panel])
    }
}
