// Runs every golden trajectory of a rule with each of its mutants, and says which the golden numbers catch.
import Foundation

@testable import Optimizers

/// One changed rule, and how to put it in the place of the true one.
struct Mutant {
    let rule: String
    let kind: String
    let apply: (any Rule) -> (any Rule)?

    init(_ rule: String, _ kind: String, _ apply: @escaping (any Rule) -> (any Rule)?) {
        self.rule = rule
        self.kind = kind
        self.apply = apply
    }
}

/// The mutant with the true rule's hyperparameters: it is a copy of its source, so both have the same layout.
func changed<True: Rule, Changed: Rule>(_ rule: any Rule, _: True.Type, _: Changed.Type) -> (any Rule)? {
    guard let original = rule as? True, MemoryLayout<True>.size == MemoryLayout<Changed>.size else { return nil }
    return unsafeBitCast(original, to: Changed.self)
}

var trueRunsFail = 0
var replays: [(GoldenRun, Optimizer)] = []
for dialect in Dialect.golden {
    for golden in try GoldenFile.load(dialect.rawValue).cases where golden.optimizer != "LBFGS" {
        let optimizer = try golden.configured(dialect)
        replays.append((golden, optimizer))
        if try golden.worstDeviation(of: optimizer).excess > 1 { trueRunsFail += 1 }
    }
}

let mutants = allMutants()
var survivors = 0
for mutant in mutants {
    var catches = 0
    var tried = 0
    for (golden, optimizer) in replays {
        guard let rule = mutant.apply(optimizer.rule) else { continue }
        tried += 1
        if try golden.worstDeviation(of: optimizer.with(rule: rule)).excess > 1 { catches += 1 }
    }
    if catches == 0 { survivors += 1 }
    let verdict = catches == 0 ? "SURVIVED" : "caught"
    print("\(verdict)  \(mutant.rule): \(mutant.kind) (\(catches) of \(tried) trajectories)")
}
print("\(mutants.count - survivors) of \(mutants.count) mutations caught by \(replays.count) golden trajectories;")
print("\(trueRunsFail) trajectories fail without mutation")
exit(survivors == 0 && trueRunsFail == 0 ? 0 : 1)
