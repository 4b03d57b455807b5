import Cards
import Numbers

@testable import Optimizers

extension Dialect {
    /// `paper` are rules no framework of the three has, or that its runs leave untried: the papers' formulas, computed apart.
    static let golden: [Dialect] = [.pytorch, .keras, .optax, .paper]
}

/// How far a replay is from the stored trajectory, at the step where it is worst.
struct Deviation {
    var step = 0
    var distance = 0.0
    /// Distance over what is allowed; at most 1 passes.
    var excess = 0.0
}

extension GoldenRun {
    /// The optimizer of this case, from the stored hyperparameters alone.
    func configured(_ dialect: Dialect) throws -> Optimizer {
        var given: [String: Hyperparameter.Value] = [:]
        for (key, value) in hyperparameters where !isFixed(key) { given[keyword(key)] = .number(value) }
        var configured = try Optimizer(GoldenRun.names[optimizer] ?? optimizer, given, dialect: dialect)
        if mechanized == true { configured.wrappers.mechanic = Mechanic() }
        return configured
    }

    /// Allowed: 1e-9 of the number in the first ten steps, and never more than the stored tolerance of later ones (or
    /// 1e-9 there too). Steps whose tolerance says that they are chaotic are left out.
    func worstDeviation(_ dialect: Dialect) throws -> Deviation {
        try worstDeviation(of: configured(dialect))
    }

    /// The same for any optimizer, as for one whose rule has been changed on purpose.
    func worstDeviation(of optimizer: Optimizer) throws -> Deviation {
        let last = Int(steps.last?[0] ?? 0)
        let run = try minimize(
            GoldenFunction(name: function), optimizer, start: Point(start[0], start[1]), steps: last)
        return worstDeviation(run.path)
    }

    func worstDeviation(_ path: [Point]) -> Deviation {
        var worst = Deviation()
        for (entry, tolerance) in zip(steps, tolerances) where tolerance <= 1e-6 {
            let step = Int(entry[0])
            guard step < path.count else { return Deviation(step: step, distance: .infinity, excess: .infinity) }
            for (found, expected) in [(path[step].x, entry[1]), (path[step].y, entry[2])] {
                let distance = abs(found - expected)
                let allowed = max(tolerance, 1e-9 * abs(expected))
                // A NaN must count as a failure.
                if !(distance / allowed <= worst.excess) {
                    worst = Deviation(step: step, distance: distance, excess: distance / allowed)
                    if worst.excess.isNaN { worst.excess = .infinity }
                }
            }
        }
        return worst
    }

    /// `initialAccumulatorValue` → `initial_accumulator_value`.
    private func keyword(_ key: String) -> String {
        if optimizer == "Ftrl", key == "l2" { return "l2_strength" }
        if key == "clipValue" || key == "clipNorm" { return key.lowercased() }
        if key == "lr" { return key }
        return key.reduce(into: "") { text, letter in
            if letter.isUppercase { text += "_" }
            text += letter.lowercased()
        }
    }

    /// Entries that say which of the framework's variants was run; the rule's name says it here.
    private func isFixed(_ key: String) -> Bool {
        ["biasCorrectionMu", "biasCorrectionNu"].contains(key)
            || key == "nesterov" && !["SGD", "sgd", "rmsprop", "lars", "ADOPT", "Adam"].contains(optimizer)
    }

    private static let names = [
        "sgd": "SGD", "nadamw": "Nadam", "adamaxw": "Adamax", "sign_sgd": "SignSGD",
    ]
}
