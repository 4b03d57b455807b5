import Answers
import RealModule

/// A hyperparameter whose best value lies at the border of its range: the range may be too narrow.
public struct EdgeWarning: Sendable, Equatable {
    /// The hyperparameter on whose border the best lies.
    public let name: String
    /// The hyperparameter's value in the best trial.
    public let setting: Setting
    /// Whether that value lies at the upper end of its range; else at the lower.
    public let isUpper: Bool

    /// `the best lies on the upper border of lr (0.1): widen it`
    public var text: String {
        "the best lies on the \(isUpper ? "upper" : "lower") border of \(name) (\(setting.shortText)): widen it"
    }
}

extension EdgeWarning {
    /// Nil unless the list is one of numbers, at least three, of which this is the smallest or the largest.
    fileprivate init?(_ name: String, _ setting: Setting, among settings: [Setting]) {
        let numbers = settings.compactMap(\.number)
        guard numbers.count == settings.count, Set(numbers).count > 2, let value = setting.number,
            value == numbers.min() || value == numbers.max()
        else { return nil }
        self.init(name: name, setting: setting, isUpper: value == numbers.max())
    }

    /// Whether it is a lower end at 0, as of a dropout: there is nothing beyond.
    fileprivate var isNatural: Bool { !isUpper && setting.number == 0 }

    /// Whether one of these trials has gone beyond the border.
    public func isAnswered(by trials: [Trial]) -> Bool {
        guard let border = setting.number else { return false }
        return trials.contains { trial in
            guard let tried = trial.configuration[name]?.number else { return false }
            return isUpper ? tried > border : tried < border
        }
    }
}

extension Setting {
    /// A number with four digits; anything else as it is.
    public var shortText: String {
        if case .number(let value) = self { value.short(4) } else { text }
    }
}

extension Configuration {
    /// `lr=0.001234, width=32`: numbers with four digits.
    public var shortText: String { zip(names, settings).map { "\($0)=\($1.shortText)" }.joined(separator: ", ") }
}

extension Study {
    /// Warnings for hyperparameters whose best value lies within a fiftieth of the range from an end, or on the first or last
    /// of at least three steps; of a list of three numbers and more, where it is their smallest or largest. Below 0 there is nothing
    /// where a range of rates or sizes begins there.
    public func edges() throws -> [EdgeWarning] {
        guard let best = try best() else { return [] }
        return zip(best.configuration.names, zip(best.configuration.settings, best.domains)).compactMap { name, pair in
            let (setting, domain) = pair
            if case .choice(let settings) = domain { return EdgeWarning(name, setting, among: settings) }
            guard (domain.count ?? .max) > 2, let code = domain.code(setting) else { return nil }
            let isUpper: Bool
            if let ends = domain.levels(2), let first = ends.first, let last = ends.last, let count = domain.count,
                count <= 50
            {
                guard code == first || code == last else { return nil }
                isUpper = code == last
            } else {
                let unit = domain.unit(code)
                guard unit <= 0.02 || unit >= 0.98 else { return nil }
                isUpper = unit >= 0.98
            }
            return EdgeWarning(name: name, setting: setting, isUpper: isUpper)
        }.filter { !$0.isNatural }
    }

    /// The next space: each range around the best value, half as long on its scale, moved beyond the end where the best lies on
    /// it; choices as they are, and so what the best does not have and what another depends on. Conditions and constraints stay.
    ///
    /// - Parameter space: what was searched; nil for what the best trial has.
    /// - Throws: what `SearchSpace` refuses.
    public func refined(_ space: SearchSpace? = nil) throws -> SearchSpace? {
        guard let best = try best() else { return nil }
        let warned = Set(try edges().map(\.name))
        let parameters =
            space?.parameters ?? zip(best.configuration.names, best.domains).map { SearchParameter($0, $1) }
        let parents = Set(parameters.compactMap(\.condition?.parent))
        return try SearchSpace(
            parameters.map { parameter in
                guard !parents.contains(parameter.name), let setting = best.configuration[parameter.name] else {
                    return parameter
                }
                let domain = parameter.domain.refined(around: setting, isOnEdge: warned.contains(parameter.name))
                return SearchParameter(parameter.name, domain, when: parameter.condition)
            }, constraints: space?.constraints ?? [])
    }
}

extension ParameterDomain {
    /// Half of the range around a value, within the range unless the value lies on its edge.
    func refined(around setting: Setting, isOnEdge: Bool) -> ParameterDomain {
        guard !isCategorical, let code = code(setting) else { return self }
        let (low, high) = scale
        let quarter = (high - low) / 4
        let place = scaled(code)
        let ends =
            isOnEdge
            ? (place - quarter, place + quarter) : (max(place - quarter, low), min(place + quarter, high))
        switch self {
        case .float(let first, let last, let log, let step):
            var lower = log ? Double.exp(ends.0) : ends.0
            var upper = log ? Double.exp(ends.1) : ends.1
            guard let step else {
                // Outwards, to a hundredth of the width; of a logarithm to a hundredth of the end, where that is finer.
                let width = upper - lower
                lower = lower.rounded(.down, toHundredthOf: log ? min(width, lower) : width)
                upper = upper.rounded(.up, toHundredthOf: log ? min(width, upper) : width)
                // What cannot be below 0 is not asked to be.
                if first >= 0, !log { lower = max(lower, 0) }
                if last <= 0 { upper = min(upper, 0) }
                if !isOnEdge { (lower, upper) = (max(lower, first), min(upper, last)) }
                return .float(low: lower, high: upper, log: log, step: nil)
            }
            if first >= 0 { lower = max(lower, 0) }
            if last <= 0 { upper = min(upper, 0) }
            // On the old steps, finer by half.
            let from = first + ((lower - first) / step).rounded(.up) * step
            return .float(low: min(from, code), high: max(upper, code), log: false, step: step / 2)
        case .int(let first, let last, let log, let step):
            var lower = Int(saturating: (log ? Double.exp(ends.0) : ends.0).rounded(.up))
            var upper = Int(saturating: (log ? Double.exp(ends.1) : ends.1).rounded(.down))
            if first >= 0 { lower = max(lower, min(first, log ? 1 : 0)) }
            if last <= 0 { upper = min(upper, 0) }
            let finer = max(1, step / 2)
            let value = Int(saturating: code)
            let from = value - max(0, value - lower) / finer * finer
            return .int(low: from, high: max(upper, value), log: log, step: log ? 1 : finer)
        case .choice: return self
        }
    }
}

extension Double {
    /// To the next multiple of the power of ten that is at least a hundredth and less than a tenth of a width.
    fileprivate func rounded(_ rule: FloatingPointRoundingRule, toHundredthOf width: Double) -> Double {
        let exponent = 2 - Double.log10(width).rounded(.down)
        guard width > 0, exponent.magnitude < 300 else { return self }
        // Multiplying by a whole power and dividing by one keeps 0.3 from becoming 0.30000000000000004.
        let power = Double.pow(10, Int(exponent.magnitude))
        let scaled = exponent < 0 ? self / power : self * power
        let whole = (scaled - scaled.rounded()).magnitude < 1e-6 ? scaled.rounded() : scaled.rounded(rule)
        return exponent < 0 ? whole * power : whole / power
    }
}
