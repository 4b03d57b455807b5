// The numbers on an axis: round ones, few enough to read, written as a person writes them.

import Numbers
import Glibc
import Answers

/// A mark on an axis; without text a minor one.
struct Tick: Sendable, Equatable {
    var place: Double
    var text: String

    /// A number with a real minus sign and powers of ten where they are shorter: −1.5, 2×10⁻⁷.
    static func text(_ value: Double, digits: Int = 4) -> String {
        var text = value.short(digits)
        if let e = text.firstIndex(of: "e") {
            let exponent = Int(text[text.index(after: e)...]) ?? 0
            let mantissa = String(text[..<e])
            text =
                mantissa == "1" || mantissa == "1.0"
                ? power(exponent)
                : (mantissa.hasSuffix(".0") ? String(mantissa.dropLast(2)) : mantissa) + "×"
                    + power(exponent)
        }
        return text.replacing("-", with: "−")
    }

    /// 10⁻²
    static func power(_ exponent: Int) -> String {
        let raised: [Character: Character] = [
            "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
            "9": "⁹",
        ]
        return "10" + String(String(exponent).map { raised[$0] ?? $0 })
    }

    /// Steps of 1, 2 or 5 times a power of ten.
    static func linear(_ range: ClosedRange<Double>, about count: Int) -> [Tick] {
        let (low, high) = (range.lowerBound, range.upperBound)
        let span = high - low
        guard span > 0, span.isFinite, count > 0 else { return [] }
        let raw = span / Double(count)
        let scale = pow(10, floor(log10(raw)))
        let step = ([1, 2, 5, 10].first { $0 * scale >= raw * 0.999 } ?? 10) * scale
        guard step > 0, abs(low) / step < 1e9, abs(high) / step < 1e9 else { return [] }
        let first = Int((low / step - 1e-9).rounded(.up))
        let last = Int((high / step + 1e-9).rounded(.down))
        guard first <= last else { return [] }
        // Index times a power of ten is exact where a running sum would drift: 0.3, not 0.30000000000000004.
        return (first...last).map { index in
            let value = Double(index) * step
            return Tick(place: value, text: text(abs(value) < step * 1e-9 ? 0 : value, digits: 6))
        }
    }

    /// Powers of ten, every second or third where there are many; 2 and 5 between them where there are few.
    static func log(_ range: ClosedRange<Double>, about count: Int) -> [Tick] {
        let (low, high) = (range.lowerBound, range.upperBound)
        guard low > 0, high > low, high.isFinite else { return [] }
        let first = Int(floor(log10(low)))
        let last = Int(ceil(log10(high)))
        let ratio = high / low
        let decades = ratio.isFinite ? log10(ratio) : log10(high) - log10(low)
        let stride = max(1, Int((decades / Double(max(1, count))).rounded(.up)))
        func isInside(_ value: Double) -> Bool { value >= low * 0.9999 && value <= high * 1.0001 }
        var ticks: [Tick] = []
        let hasBetween = decades < 2.2
        for exponent in first...last {
            let base = pow(10, Double(exponent))
            if isInside(base) {
                let isNamed = exponent % stride == 0
                let isPlain = decades < 4 && exponent >= -3 && exponent <= 3
                ticks.append(
                    Tick(place: base, text: isNamed ? (isPlain ? text(base) : power(exponent)) : ""))
            }
            guard stride == 1 else { continue }
            for factor in 2...9 where isInside(base * Double(factor)) {
                let value = base * Double(factor)
                let isNamed = hasBetween && (factor == 2 || factor == 5) || decades < 0.7
                ticks.append(Tick(place: value, text: isNamed ? text(value) : ""))
            }
        }
        return ticks.sorted { $0.place < $1.place }
    }
}

extension Axis {
    /// Round values of a stretch, as an axis of its own would have them: where one scale stands beside others in a frame.
    public static func marks(_ range: ClosedRange<Double>, isLog: Bool) -> [Name] {
        let ticks = isLog ? Tick.log(range, about: 5) : Tick.linear(range, about: 5)
        return ticks.filter { !$0.text.isEmpty }.map { Name($0.text, at: $0.place) }
    }

    func ticks(about count: Int) -> [Tick] {
        if !names.isEmpty { return names.map { Tick(place: $0.place, text: $0.text) } }
        if isLog { return Tick.log(range, about: count) }
        let most = isWhole ? max(1, Int(saturating: (range.upperBound - range.lowerBound).rounded(.up))) : count
        let found = Tick.linear(range, about: min(count, most))
        // One number says where an axis is, two say how far it reaches.
        guard found.count < 2, !isWhole else { return found }
        return [2, 3, 5].lazy.map { Tick.linear(range, about: $0 * max(2, count)) }.first { $0.count > 1 } ?? found
    }
}

extension Tick {
    /// (−1.5, 2)
    static func text(_ p: Point, isCurve: Bool = false) -> String {
        isCurve ? text(p.x, digits: 3) : "(\(text(p.x, digits: 3)), \(text(p.y, digits: 3)))"
    }
}
