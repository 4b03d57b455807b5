import Answers
import RealModule

/// What one hyperparameter may be. The names are Optuna's: `FloatDistribution`, `IntDistribution`, `CategoricalDistribution`.
///
/// Searches work on *codes*: a number as it is, a whole number as a Double, a choice as its place in the list. (These are
/// also the values in Optuna's storage.)
public enum ParameterDomain: Sendable, Equatable {
    /// Numbers from `low` to `high`, both included; with `step` only low, low + step, …
    case float(low: Double, high: Double, log: Bool, step: Double?)
    /// Whole numbers low, low + step, … up to `high`.
    case int(low: Int, high: Int, log: Bool, step: Int)
    /// One of some values without an order.
    case choice([Setting])

    /// Numbers, evenly or (`log`) evenly in the exponent.
    public static func float(_ low: Double, _ high: Double, log: Bool = false) -> ParameterDomain {
        .float(low: low, high: high, log: log, step: nil)
    }

    /// Every whole number from `low` to `high`.
    public static func int(_ low: Int, _ high: Int, log: Bool = false) -> ParameterDomain {
        .int(low: low, high: high, log: log, step: 1)
    }

    /// A choice among texts.
    public static func choice(_ texts: String...) -> ParameterDomain { .choice(texts.map { .text($0) }) }
}

// MARK: What is in it

extension ParameterDomain {
    /// The domain with its upper end on the last step.
    ///
    /// - Throws: `Mistake` for an empty or endless range, a logarithm with a bound at or below 0, a step that does not go
    ///   with it, no choices, or the same choice twice.
    public func checked(_ name: String) throws -> ParameterDomain {
        switch self {
        case .float(let low, let high, let log, let step):
            try ParameterDomain.checkRange(name, low, high, log)
            guard let step else { return self }
            if log {
                throw Mistake(
                    "\(name) has log=True and step=\(step.short())", expected: "one of the two", argument: "step")
            }
            guard step > 0, step.isFinite else {
                throw Mistake("the step of \(name) is \(step.short())", expected: "a number above 0", argument: "step")
            }
            try ParameterDomain.checkStep(name, step.short(), isBeyond: low < high && step > (high - low) * (1 + 1e-8))
            let count = ((high - low) / step + 1e-8).rounded(.down)
            // 3·0.3 is a hair below 0.9: the last step is the number that a person would write.
            let last = low + count * step
            return .float(low: low, high: Double(last.short(14)) ?? last, log: false, step: step)
        case .int(let low, let high, let log, let step):
            try ParameterDomain.checkRange(name, Double(low), Double(high), log)
            let isBeyond = max(low.magnitude, high.magnitude) > 1 << 53
            if isBeyond {
                throw Mistake(
                    "\(name) goes from \(low) to \(high)", expected: "whole numbers between −2⁵³ and 2⁵³",
                    argument: "high")
            }
            guard step >= 1, !log || step == 1 else {
                throw Mistake(
                    log ? "\(name) has log=True and step=\(step)" : "the step of \(name) is \(step)",
                    expected: log ? "one of the two" : "a whole number of at least 1", argument: "step")
            }
            try ParameterDomain.checkStep(name, "\(step)", isBeyond: low < high && step > high - low)
            return .int(low: low, high: high - (high - low) % step, log: log, step: step)
        case .choice(let settings):
            if settings.isEmpty {
                throw Mistake(
                    "\(name) has no choices", expected: "at least one value", try: "Choice([32, 64])",
                    argument: "choices")
            }
            if settings.contains(where: { $0.number?.isNaN ?? false }) {
                throw Mistake(
                    "\(name) has the choice nan, which is equal to nothing, not even to itself",
                    expected: "values that can be told apart", try: "None", argument: "choices")
            }
            var seen: Set<Setting> = []
            if let twice = settings.first(where: { !seen.insert($0).inserted }) {
                throw Mistake(
                    "\(name) has the choice \(twice.text) twice", expected: "each value once", argument: "choices")
            }
            return self
        }
    }

    private static func checkStep(_ name: String, _ step: String, isBeyond: Bool) throws {
        guard isBeyond else { return }
        throw Mistake(
            "the step of \(name) is \(step), which is longer than the range",
            expected: "a step that reaches a second value",
            argument: "step")
    }

    private static func checkRange(_ name: String, _ low: Double, _ high: Double, _ log: Bool) throws {
        guard low.isFinite, high.isFinite, (high - low).isFinite else {
            throw Mistake(
                "\(name) goes from \(low.short()) to \(high.short())", expected: "two finite ends",
                argument: low.isFinite ? "high" : "low")
        }
        guard low <= high else {
            throw Mistake(
                "\(name) goes from \(low.short()) to \(high.short())", expected: "the lower end first",
                try: "(\(high.short()), \(low.short()))", argument: "high")
        }
        if log, low <= 0 {
            throw Mistake(
                "\(name) has log=True and its lower end at \(low.short())",
                expected: "a lower end above 0: no number of decades leads to 0", try: "low=\(max(high, 1e-2) * 1e-4)",
                argument: "low")
        }
    }

    /// How many values it has; nil for a range of real numbers. What is beyond every Int counts as `Int.max`.
    public var count: Int? {
        switch self {
        case .float(let low, let high, _, let step):
            if low == high { return 1 }
            guard let step else { return nil }
            return Int(saturating: ((high - low) / step).rounded() + 1)
        case .int(let low, let high, _, let step): return (high - low) / step + 1
        case .choice(let settings): return settings.count
        }
    }

    /// Whether there is nothing to search.
    public var isSingle: Bool { count == 1 }

    /// Whether its values have no order.
    public var isCategorical: Bool {
        if case .choice = self { true } else { false }
    }

    /// Whether it is searched by its exponent.
    public var isLog: Bool {
        switch self {
        case .float(_, _, let log, _), .int(_, _, let log, _): log
        case .choice: false
        }
    }

    /// Whether two domains can belong to one study under one name: the same kind, both logarithmic or neither, and the
    /// same choices. The ranges may differ.
    public func isCompatible(with other: ParameterDomain) -> Bool {
        switch (self, other) {
        case (.float(_, _, let a, _), .float(_, _, let b, _)): a == b
        case (.int(_, _, let a, _), .int(_, _, let b, _)): a == b
        case (.choice(let a), .choice(let b)): a == b
        default: false
        }
    }

    /// - Throws: `Mistake` for a domain of another kind than the one that was known before.
    func check(_ name: String, after known: ParameterDomain) throws {
        guard !known.isCompatible(with: self) else { return }
        throw Mistake(
            "\(name) was \(known.text) and is now \(text)",
            expected: "the same kind, log and choices in every trial of a study", argument: "name")
    }

    /// As it is typed, to the last digit: `Float(0.0001, 0.1, log=True)`.
    public var text: String {
        switch self {
        case .float(let low, let high, let log, let step):
            Phrase.call(
                "Float", [low.exactText, high.exactText, log ? "log=True" : nil, step.map { "step=\($0.exactText)" }])
        case .int(let low, let high, let log, let step):
            Phrase.call("Int", ["\(low)", "\(high)", log ? "log=True" : nil, step == 1 ? nil : "step=\(step)"])
        case .choice(let settings): "Choice([\(settings.map(\.text).joined(separator: ", "))])"
        }
    }
}

extension Double {
    /// As it is typed: six digits where they are all of it, else as many as it takes to read back the same number.
    var exactText: String {
        let text = short(6)
        return Double(text) == self ? text : "\(self)"
    }
}

// MARK: Codes

extension ParameterDomain {
    /// The code of a value; nil where the domain does not have it. A number stands for a whole number and the other way round.
    public func code(_ setting: Setting) -> Double? {
        switch self {
        case .float(let low, let high, _, _):
            guard let number = setting.number, number >= low, number <= high else { return nil }
            return number
        case .int(let low, let high, _, let step):
            guard let number = setting.number, number >= Double(low), number <= Double(high),
                number == number.rounded(), (Int(saturating: number) &- low) % step == 0
            else { return nil }
            return number
        case .choice(let settings):
            if let place = settings.firstIndex(of: setting) { return Double(place) }
            // 32 and 32.0 are one value in Python.
            guard let number = setting.number else { return nil }
            return settings.firstIndex { $0.number == number }.map(Double.init)
        }
    }

    /// A value that was set by hand: also a number beyond the ends or between the steps, which somebody wants to know about.
    ///
    /// - Throws: `Mistake` for what is no number of a range, or none of the choices.
    func taking(_ setting: Setting, by name: String) throws -> Setting {
        if let code = code(setting) { return self.setting(code) }
        if !isCategorical, let number = setting.number, number.isFinite {
            if case .float = self { return .number(number) }
            if number == number.rounded(), number.magnitude <= 0x1p53 { return .integer(Int(number)) }
        }
        throw Mistake(
            "\(name) was set to \(setting.text) by hand", expected: "a value of \(text)", argument: "params"
        ).raised(as: "ValueError")
    }

    /// The value of a code that lies in the domain.
    public func setting(_ code: Double) -> Setting {
        switch self {
        case .float: .number(code)
        case .int: .integer(Int(saturating: code.rounded()))
        case .choice(let settings): settings[min(max(Int(saturating: code), 0), settings.count - 1)]
        }
    }

    /// The scale on which it is searched: the ends (a step's half beyond the outermost steps; of the logarithm where it is
    /// logarithmic), and for choices 0 and their count.
    var scale: (low: Double, high: Double) {
        switch self {
        case .float(let low, let high, let log, let step):
            if log { return (Double.log(low), Double.log(high)) }
            let half = (step ?? 0) / 2
            return (low - half, high + half)
        case .int(let low, let high, let log, let step):
            let half = Double(step) / 2
            let (lower, upper) = (Double(low) - half, Double(high) + half)
            return log ? (Double.log(lower), Double.log(upper)) : (lower, upper)
        case .choice(let settings): return (0, Double(settings.count))
        }
    }

    /// A code on the scale.
    @inline(__always) func scaled(_ code: Double) -> Double { isLog ? Double.log(code) : code }

    /// The nearest code to a place on the scale.
    func code(scaled place: Double) -> Double {
        switch self {
        case .float(let low, let high, let log, let step):
            let value = log ? Double.exp(place) : place
            guard let step else { return min(max(value, low), high) }
            return min(max(low + ((value - low) / step).rounded() * step, low), high)
        case .int(let low, let high, let log, let step):
            let value = log ? Double.exp(place) : place
            let (first, each) = (Double(low), Double(step))
            return min(max(first + ((value - first) / each).rounded() * each, first), Double(high))
        case .choice(let settings): return min(max(place.rounded(.down), 0), Double(settings.count - 1))
        }
    }

    /// A code's place in 0…1: of a range along the scale, of k choices the middle of one of k equal parts.
    public func unit(_ code: Double) -> Double {
        isCategorical ? unitOfScaled(code + 0.5) : unitOfScaled(scaled(code))
    }

    /// The same of a place on the scale, as a column of the history has it.
    @inline(__always) func unitOfScaled(_ place: Double) -> Double {
        let (low, high) = scale
        return high > low ? (place - low) / (high - low) : 0.5
    }

    /// The code at a place in 0…1: every whole number, step and choice has an equal share (on its scale).
    public func code(unit: Double) -> Double {
        let (low, high) = scale
        return code(scaled: low + (high - low) * min(max(unit, 0), 1))
    }

    /// Up to `count` codes spread evenly over the scale, the ends among them; all of them where it has fewer, or for
    /// choices always. Nil asks for all.
    public func levels(_ count: Int?) -> [Double]? {
        if let all = self.count, count.map({ all <= $0 }) ?? true || isCategorical {
            return (0..<all).map { index in
                switch self {
                case .float(let low, _, _, let step): low + Double(index) * (step ?? 0)
                case .int(let low, _, _, let step): Double(low + index * step)
                case .choice: Double(index)
                }
            }
        }
        guard let count else { return nil }
        let (low, high) =
            switch self {
            case .float(let low, let high, _, _): (scaled(low), scaled(high))
            case .int(let low, let high, _, _): (scaled(Double(low)), scaled(Double(high)))
            case .choice: (0, 0)
            }
        guard count > 1 else { return [code(scaled: low + (high - low) / 2)] }
        var codes: [Double] = []
        for index in 0..<count {
            let code = code(scaled: low + (high - low) * (Double(index) / Double(count - 1)))
            if code != codes.last { codes.append(code) }
        }
        return codes
    }
}
