// From a value to its place in the palette: logarithmic where a loss spans decades, shifted where its minimum is
// negative, linear otherwise; and said so on the colour bar.

import Answers
import Glibc

/// How values become places in a palette, 0 for its low end and 1 for its high one.
public struct ColorScale: Sendable, Equatable {
    /// How a place follows from a value.
    public enum Kind: Sendable, Equatable {
        case linear
        /// The colour shows log(value − shift).
        case log(shift: Double)
    }
    /// Whether equal differences or equal ratios take equal stretches of colour.
    public var kind: Kind
    /// The ends of the scale, of value − shift on a log scale.
    public var range: ClosedRange<Double>
    /// What the colours mean, beside the colour bar.
    public var label: String
    /// The colours from the lower to the upper end.
    public var palette: Palette
    /// The values that the colour bar names; empty for round ones.
    public var marks: [Double] = []

    /// - Parameter range: of value − shift on a log scale, above 0 there.
    public init(_ kind: Kind, _ range: ClosedRange<Double>, label: String, palette: Palette = .depth) {
        self.kind = kind
        self.range = range
        self.label = label
        self.palette = palette
    }

    /// Chooses the scale for a loss.
    ///
    /// - A function that never goes below 0 is shown as it is, on a log scale when its values span a factor of 30.
    /// - One with a known negative minimum f* is shown as f − f*, on a log scale.
    /// - Anything else (unbounded below, a narrow span) is linear.
    /// The lower end of a log scale is the lowest thousandth of the values, at most six decades below the upper.
    public init(fitting grid: ValueGrid, minimum: Double? = nil, label: String = "loss") {
        let finite = grid.values.filter { $0.isFinite }.sorted()
        guard let lowest = finite.first, let highest = finite.last, lowest < highest else {
            let value = finite.first ?? 0
            self.init(.linear, (value - 1)...(value + 1), label: label)
            return
        }
        func quantile(_ share: Double) -> Double { finite[Int(saturating: share * Double(finite.count - 1))] }
        var shift = 0.0
        if let minimum, minimum < 0 || minimum > 0.05 * highest, minimum <= lowest + 1e-9 * abs(lowest) {
            shift = minimum
        }
        let top = highest - shift
        let bottom = max(quantile(0.001) - shift, top * 1e-6)
        guard lowest - shift >= 0, quantile(0.9) - shift > 30 * (quantile(0.02) - shift) || top > 100 * bottom else {
            self.init(.linear, lowest...highest, label: label)
            return
        }
        let name = shift == 0 ? label : "\(label) − minimum (\(Tick.text(shift)))"
        self.init(.log(shift: shift), bottom...top, label: name)
    }

    /// A scale for quantities with a sign: zero is white, and the same distance from it is as strong on either side.
    public init(signed values: [Double], label: String) {
        let most = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
        let reach = most > 0 ? most : 1
        self.init(.linear, -reach...reach, label: label, palette: .diverging)
    }

    /// A scale from 0 to the largest of amounts that are never negative, paler for less.
    public init(amounts values: [Double], label: String) {
        let most = values.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        self.init(.linear, 0...(most > 0 ? most : 1), label: label, palette: .ink)
    }

    /// For values whose kind is not known: signed when any is negative, amounts otherwise.
    public init(spanning values: [Double], label: String) {
        if values.contains(where: { $0 < 0 }) {
            self.init(signed: values, label: label)
        } else {
            self.init(amounts: values, label: label)
        }
    }

    /// 0…1 along the palette; nil for a value that is not a number. Infinite values take the ends.
    public func place(of value: Double) -> Double? {
        guard !value.isNaN else { return nil }
        let (low, high) = (range.lowerBound, range.upperBound)
        let share: Double
        switch kind {
        case .linear: share = (value - low) / (high - low)
        case .log(let shift):
            let above = value - shift
            share = above <= 0 ? 0 : (log10(above) - log10(low)) / (log10(high) - log10(low))
        }
        return share.isNaN ? nil : max(0, min(1, share))
    }

    /// The value at a place of 0…1.
    func value(at place: Double) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        return switch kind {
        case .linear: low + place * (high - low)
        case .log(let shift): shift + pow(10, log10(low) + place * (log10(high) - log10(low)))
        }
    }

    /// The colour of a value; nil for NaN.
    public func color(of value: Double) -> Color? { place(of: value).map(palette.color(at:)) }

    /// The marks of the colour bar, placed in 0…1.
    var ticks: [Tick] {
        guard marks.isEmpty else {
            return marks.map { Tick(place: place(of: $0) ?? 0, text: Tick.text($0)) }
        }
        return switch kind {
        case .linear:
            Tick.linear(range, about: 6).map { Tick(place: place(of: $0.place) ?? 0, text: $0.text) }
        case .log:
            Tick.log(range, about: 7).map { tick in
                let share =
                    (log10(tick.place) - log10(range.lowerBound)) / (log10(range.upperBound) - log10(range.lowerBound))
                return Tick(place: share, text: tick.text)
            }
        }
    }

    /// Places of contour lines in 0…1: the numbers of the colour bar, and lines between them where those are few.
    var contourPlaces: [Double] {
        let marks = ticks.filter { !$0.text.isEmpty }.map(\.place)
        guard marks.count < 6 else { return marks.filter { $0 > 0.01 && $0 < 0.99 } }
        let step = zip(marks.dropFirst(), marks).map { $0 - $1 }.min() ?? 0.2
        let between = marks.map { $0 + step / 2 } + [(marks.first ?? 0) - step / 2]
        return (marks + between).sorted().filter { $0 > 0.01 && $0 < 0.99 }
    }
}
