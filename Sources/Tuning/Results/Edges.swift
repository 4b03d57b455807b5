import Answers
import RealModule

/// A hyperparameter whose best value lies at the border of its range: the range may be too narrow.
public struct EdgeWarning: Sendable, Equatable {
    /// Which hyperparameter.
    public let name: String
    /// Its best value.
    public let setting: Setting
    /// Whether it is the upper end.
    public let isUpper: Bool

    /// `the best lies on the upper border of lr (0.1): widen it`
    public var text: String {
        "the best lies on the \(isUpper ? "upper" : "lower") border of \(name) (\(setting.shortText)): widen it"
    }
}

extension Setting {
    /// A number with four digits; anything else as it is.
    public var shortText: String {
        if case .number(let value) = self { value.short(4) } else { text }
    }
}

extension Study {
    /// Warnings for hyperparameters whose best value lies within a fiftieth of the range from an end, or on the first or last
    /// of at least three steps.
    public func edges() throws -> [EdgeWarning] {
        guard let best = try best() else { return [] }
        return zip(best.configuration.names, zip(best.configuration.settings, best.domains)).compactMap { name, pair in
            let (setting, domain) = pair
            guard !domain.isCategorical, (domain.count ?? .max) > 2, let code = domain.code(setting) else { return nil }
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
        }
    }

    /// The next space: each range around the best value, half as long on its scale, moved beyond the end where the best lies on
    /// it; choices as they are.
    ///
    /// - Throws: what `SearchSpace` refuses.
    public func refined() throws -> SearchSpace? {
        guard let best = try best() else { return nil }
        let warned = Set(try edges().map(\.name))
        return try SearchSpace(
            zip(best.configuration.names, zip(best.configuration.settings, best.domains)).map { name, pair in
                Parameter(name, pair.1.refined(around: pair.0, isOnEdge: warned.contains(name)))
            })
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
        case .float(let first, _, let log, let step):
            let lower = log ? Double.exp(ends.0) : ends.0
            let upper = log ? Double.exp(ends.1) : ends.1
            guard let step else {
                return .float(low: lower.rounded(digits: 3), high: upper.rounded(digits: 3), log: log, step: nil)
            }
            // On the old steps, finer by half.
            let from = first + ((lower - first) / step).rounded(.up) * step
            return .float(low: min(from, code), high: max(upper, code), log: false, step: step / 2)
        case .int(let first, _, let log, let step):
            let lower = Int(saturating: (log ? Double.exp(ends.0) : ends.0).rounded(.up))
            let upper = Int(saturating: (log ? Double.exp(ends.1) : ends.1).rounded(.down))
            let finer = max(1, step / 2)
            let value = Int(saturating: code)
            let from = value - max(0, value - max(lower, log ? 1 : min(lower, first))) / finer * finer
            return .int(low: from, high: max(upper, value), log: log, step: log ? 1 : finer)
        case .choice: return self
        }
    }
}

extension Double {
    /// Rounded to so many significant digits.
    fileprivate func rounded(digits: Int) -> Double { Double(short(digits)) ?? self }
}
