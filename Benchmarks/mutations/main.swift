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

/// A golden trajectory: the true optimizer, and how far another is from it in units of what is allowed.
struct Replay {
    let optimizer: Optimizer
    let excess: (Optimizer) throws -> Double
}

var replays: [Replay] = []
for dialect in Dialect.golden {
    for golden in try GoldenFile.load(dialect.rawValue).cases where golden.optimizer != "LBFGS" {
        replays.append(
            Replay(optimizer: try golden.configured(dialect)) { try golden.worstDeviation(of: $0).excess })
    }
}
for golden in try TensorRun.load() {
    replays.append(Replay(optimizer: try golden.configured()) { try golden.worstDeviation(of: $0).excess })
}
let trueRunsFail = try replays.filter { try $0.excess($0.optimizer) > 1 }.count

let mutants = allMutants()
var survivors = 0
for mutant in mutants {
    var catches = 0
    var tried = 0
    for replay in replays {
        guard let rule = mutant.apply(replay.optimizer.rule) else { continue }
        tried += 1
        if try replay.excess(replay.optimizer.with(rule: rule)) > 1 { catches += 1 }
    }
    if catches == 0 { survivors += 1 }
    let verdict = catches == 0 ? "SURVIVED" : "caught"
    print("\(verdict)  \(mutant.rule): \(mutant.kind) (\(catches) of \(tried) trajectories)")
}
print("\(mutants.count - survivors) of \(mutants.count) mutations caught by \(replays.count) golden trajectories;")
print("\(trueRunsFail) trajectories fail without mutation")
exit(survivors == 0 && trueRunsFail == 0 ? 0 : 1)
