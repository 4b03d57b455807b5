import Answers
import Foundation
import Tuning

// How good the searches are, and what they cost: the median simple regret over seeds, with quartiles, after 30, 60 and 100
// trials, and milliseconds for each trial; beside Optuna's where Python has it.
//
//     tuning-benchmark [seeds=20] [samplers=TPE,GP,random,CMA-ES] [objectives=branin,…] [peers=yes]

/// `name=value` arguments.
let given = Dictionary(
    CommandLine.arguments.dropFirst().compactMap { argument in
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }, uniquingKeysWith: { $1 })
let seeds = given["seeds"].flatMap { Int($0) } ?? 20
let budgets = [30, 60, 100]

let samplers: [(name: String, make: () throws -> any Sampler)] = [
    ("random", { RandomSampler() }), ("CMA-ES", { try CMAESSampler() }), ("TPE", { TPESampler() }),
    ("GP", { try GPSampler() }),
]

/// Milliseconds that the body takes.
func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let taken = try ContinuousClock().measure(body)
    return Double(taken.components.seconds) * 1e3 + Double(taken.components.attoseconds) / 1e15
}

func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
}

func runs(_ name: String, _ make: () throws -> any Sampler, _ objective: Objective) throws -> String {
    var regrets = budgets.map { _ in [Double]() }
    var time = 0.0
    for seed in 0..<seeds {
        let study = try Study(sampler: make(), seed: UInt64(seed))
        var values: [Double] = []
        time += try milliseconds {
            try study.optimize(objective.space, trials: budgets.last) { trial in
                let value = objective.value(trial.configuration.settings)
                values.append(value)
                return [value]
            }
        }
        for (index, budget) in budgets.enumerated() {
            regrets[index].append((values.prefix(budget).min() ?? .infinity) - objective.minimum)
        }
    }
    let cells = regrets.map {
        "\(quantile($0, 0.5).short(2)) [\(quantile($0, 0.25).short(2)), \(quantile($0, 0.75).short(2))]"
    }
    let each = time / Double(seeds * (budgets.last ?? 1))
    return "| \(objective.name) | \(name) | \(cells.joined(separator: " | ")) | \(each.short(3)) |"
}

/// Milliseconds for each trial of a study of `trials`, the objective being nothing and the space five ranges.
func overhead(_ make: () throws -> any Sampler, trials: Int, rounds: Int) throws -> Double {
    let space = try SearchSpace((0..<5).map { Parameter("x\($0)", .float(0, 1)) })
    let times = try (0..<rounds).map { seed in
        let study = try Study(sampler: make(), seed: UInt64(seed))
        return try milliseconds {
            try study.optimize(space, trials: trials) { trial in
                [trial.configuration.settings.reduce(0) { $0 + ($1.number ?? 0) * ($1.number ?? 0) }]
            }
        } / Double(trials)
    }
    return quantile(times, 0.5)
}

let wanted = given["samplers"].map { Set($0.split(separator: ",").map(String.init)) }
let objectives = try Objective.all().filter { objective in
    given["objectives"].map { $0.split(separator: ",").contains(Substring(objective.name)) } ?? true
}
let chosen = samplers.filter { wanted?.contains($0.name) ?? true }

print("| objective | sampler | n=30 | n=60 | n=100 | ms/trial |\n|---|---|---|---|---|---|")
for objective in objectives {
    for sampler in chosen { print(try runs(sampler.name, sampler.make, objective)) }
}
print("\n| sampler | trials | ms/trial |\n|---|---|---|")
for sampler in chosen {
    for trials in sampler.name == "GP" ? [100] : [100, 1000] {
        let rounds = sampler.name == "GP" ? 3 : 7
        print(
            "| \(sampler.name) | \(trials) | \(try overhead(sampler.make, trials: trials, rounds: rounds).short(3)) |")
    }
}

let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Peers/tuning.py").path()
if given["peers"] != "no" {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", script, "\(seeds)"] + (given["objectives"].map { [$0] } ?? [])
    do {
        print("\nOptuna:")
        try python.run()
        python.waitUntilExit()
    } catch {
        print("there is no python3")
    }
}
