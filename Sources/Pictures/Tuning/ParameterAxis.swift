import Answers
import Figures
import Numbers
import Tuning

/// A hyperparameter as an axis from 0 to 1: even on its own scale, with its own values written beside it.
struct ParameterAxis {
    let name: String
    let domain: ParameterDomain

    init(_ name: String, _ domain: ParameterDomain) { (self.name, self.domain) = (name, domain) }

    /// - Parameter trials: the domain is widened to hold all that they had; of choices, those of all.
    init?(_ name: String, _ trials: [Trial]) {
        let domains = trials.compactMap { $0.domain(of: name) }
        guard let first = domains.first else { return nil }
        self.name = name
        domain = domains.dropFirst().reduce(first) { $0.joined(with: $1) }
    }

    /// Where a trial lies; nil where the hyperparameter was not in force.
    func place(_ trial: Trial) -> Double? {
        trial.configuration[name].flatMap { domain.code($0) }.map { domain.unit($0) }
    }

    /// The value at a place, for reading.
    func text(at place: Double) -> String {
        switch domain.setting(domain.code(unit: place)) {
        case .text(let text): text
        case let setting: setting.number.map { $0.short() } ?? setting.text
        }
    }

    /// Round values with their places.
    var marks: [Axis.Name] {
        switch domain {
        case .choice(let settings):
            return settings.indices.map { index in
                let place = domain.unit(Double(index))
                return Axis.Name(text(at: place), at: place)
            }
        case .float(let low, let high, let log, _): return marks(low, high, log)
        case .int(let low, let high, let log, let step):
            if (high - low) / step < 8, !log {
                return stride(from: low, through: high, by: step).map {
                    Axis.Name("\($0)", at: domain.unit(Double($0)))
                }
            }
            return marks(Double(low), Double(high), log)
        }
    }

    private func marks(_ low: Double, _ high: Double, _ log: Bool) -> [Axis.Name] {
        guard high > low else { return [Axis.Name(low.short(), at: 0.5)] }
        return Axis.marks(low...high, isLog: log).map { Axis.Name($0.text, at: domain.unit($0.place)) }
    }

    var axis: Axis { Axis(name, -0.03...1.03, names: marks) }
}

extension ParameterDomain {
    /// A domain that holds the values of both, where they are of one kind.
    fileprivate func joined(with other: ParameterDomain) -> ParameterDomain {
        switch (self, other) {
        case (.float(let a, let b, let log, let step), .float(let c, let d, _, _)):
            .float(low: min(a, c), high: max(b, d), log: log, step: step)
        case (.int(let a, let b, let log, let step), .int(let c, let d, _, let other)):
            .int(low: min(a, c), high: max(b, d), log: log, step: min(step, other))
        case (.choice(let mine), .choice(let theirs)): .choice(mine + theirs.filter { !mine.contains($0) })
        default: self
        }
    }
}
