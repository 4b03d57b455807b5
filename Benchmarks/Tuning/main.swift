import Answers
import Foundation
import Numbers
import Studies
import Tuning

// How good the searches are: the median simple regret over seeds with quartiles and a 95 % bootstrap interval of the median,
// after 30, 60 and 100 trials. What they cost: milliseconds for each trial, in memory and stored in a file. Beside both Optuna,
// run at the same time where Python has it.
//
//     tuning-benchmark [seeds=20] [samplers=TPE,GP,random,CMA-ES] [objectives=branin,…|none] [peers=yes] [houses=20|only]
//
// Then the search over networks for house prices, beside scikit-learn's on two processes.

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

/// Milliseconds of the processor that the body takes: other programs do not count.
func processorMilliseconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
    let start = now()
    try body()
    return now() - start
}

func quantile(_ values: [Double], _ share: Double) -> Double { values.sorted().quantile(share) }

/// The ends of the middle 95 % of the medians of 2,000 samples drawn with replacement.
func medianInterval(_ values: [Double]) -> (low: Double, high: Double) {
    var stream = RandomStream(seed: 1, purpose: "bootstrap")
    let medians = (0..<2000).map { _ in
        quantile(values.map { _ in values[stream.index(below: values.count)] }, 0.5)
    }
    return (quantile(medians, 0.025), quantile(medians, 0.975))
}

func runs(_ name: String, _ make: () throws -> any Sampler, _ objective: Objective) throws -> String {
    var regrets = budgets.map { _ in [Double]() }
    var time = 0.0
    for seed in 0..<seeds {
        let study = try Study(sampler: make(), seed: UInt64(seed))
        var values: [Double] = []
        time += try processorMilliseconds {
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
    let cells = regrets.map { regrets in
        let interval = medianInterval(regrets)
        return
            "\(quantile(regrets, 0.5).short(2)) [\(quantile(regrets, 0.25).short(2)), \(quantile(regrets, 0.75).short(2))] "
            + "(\(interval.low.short(2))–\(interval.high.short(2)))"
    }
    let each = time / Double(seeds * (budgets.last ?? 1))
    return "| \(objective.name) | \(name) | \(cells.joined(separator: " | ")) | \(each.short(3)) |"
}

/// Milliseconds for each trial of a study of `trials`, the objective being nothing and the space five ranges.
func overhead(_ make: () throws -> any Sampler, trials: Int, rounds: Int) throws -> Double {
    let times = try (0..<rounds).map { seed in
        let study = try Study(sampler: make(), seed: UInt64(seed))
        return try processorMilliseconds { try nothing(study, trials: trials) } / Double(trials)
    }
    return quantile(times, 0.5)
}

func nothing(_ study: Study, trials: Int) throws {
    let space = try SearchSpace((0..<5).map { SearchParameter("x\($0)", .float(0, 1)) })
    try study.optimize(space, trials: trials) { trial in
        [trial.configuration.settings.reduce(0) { $0 + ($1.number ?? 0) * ($1.number ?? 0) }]
    }
}

/// The same by the clock on the wall, of random trials that are kept in a file.
func storing(trials: Int) throws -> Double {
    let folder = URL.temporaryDirectory.appending(path: "tuning-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let stored = try StudyDatabase(folder.appending(path: "studies.db").path()).begin(
        StudyHeader("bench", [.minimize], seed: 0))
    let study = try Study(sampler: RandomSampler(), store: stored, clock: { Date().timeIntervalSince1970 })
    return try milliseconds { try nothing(study, trials: trials) } / Double(trials)
}

/// Runs a program of the peers', whose output is shown or kept; nil where there is no Python.
func peers(_ arguments: [String], of name: String = "tuning.py", isKept: Bool) -> Data? {
    guard given["peers"] != "no" else { return nil }
    let python = Process()
    let pipe = Pipe()
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Peers/\(name)").path()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", script] + arguments
    if isKept { python.standardOutput = pipe }
    do { try python.run() } catch {
        print("there is no python3")
        return nil
    }
    let kept = isKept ? pipe.fileHandleForReading.readDataToEndOfFile() : nil
    python.waitUntilExit()
    return kept
}

/// Searches for a network for house prices, and what the same work takes scikit-learn.
func houses(trials: Int) throws {
    print("\n\(trials) networks of the documents' 243, five folds of house(\(Houses.rows)), 40 epochs each:")
    let one = try Houses.run(trials: trials, threads: 1)
    let two = try Houses.run(trials: trials, threads: 2)
    print("Descent, one thread   \(one.seconds.short(3)) s, best RMSE of ln price \(one.best.short(4))")
    print(
        "Descent, two threads  \(two.seconds.short(3)) s"
            + (one.best == two.best ? ", the same to the bit" : ", ANOTHER RESULT"))
    let folder = FileManager.default.temporaryDirectory
    let (rows, names) = (folder.appending(path: "houses.csv").path(), folder.appending(path: "houses.json").path())
    try Houses.export(to: rows)
    try two.configurations.write(toFile: names, atomically: true, encoding: .utf8)
    guard let told = peers([rows, names], of: "houses.py", isKept: true) else { return }
    let text = String(decoding: told, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
    guard let seconds = Double(text) else { return print("scikit-learn          \(text)") }
    print("scikit-learn, two processes  \(seconds.short(3)) s: \((seconds / two.seconds).short(3)) times as long")
}

if given["houses"] == "only" {
    try houses(trials: 20)
    exit(0)
}

let wanted = given["samplers"].map { Set($0.split(separator: ",").map(String.init)) }
let objectives = try Objective.all().filter { objective in
    given["objectives"].map { $0.split(separator: ",").contains(Substring(objective.name)) } ?? true
}
let chosen = samplers.filter { wanted?.contains($0.name) ?? true }

if !objectives.isEmpty {
    print("| objective | sampler | n=30 | n=60 | n=100 | ms/trial |\n|---|---|---|---|---|---|")
    for objective in objectives {
        for sampler in chosen { print(try runs(sampler.name, sampler.make, objective)) }
    }
    print("\nOptuna:")
    _ = peers(["quality", "\(seeds)"] + (given["objectives"].map { [$0] } ?? []), isKept: false)
}

// What a trial may cost, as a share of Optuna's in the same run; a stored one by the clock on the wall.
let bounds = ["TPE 100": 1 / 25.0, "TPE 1000": 1 / 15.0, "GP 100": 1 / 4.0, "stored 100": 1 / 40.0]
let theirs =
    peers(["cost"] + chosen.map(\.name), isKept: true).flatMap {
        try? JSONDecoder().decode([String: Double].self, from: $0)
    } ?? [:]

func show(_ name: String, _ ours: Double) {
    guard let their = theirs[name] else {
        print("| \(name) | \(ours.short(3)) | | | |")
        return
    }
    let bound = bounds[name].map { "1/\((1 / $0).short(3)) \(ours <= $0 * their ? "holds" : "does not hold")" } ?? ""
    print("| \(name) | \(ours.short(3)) | \(their.short(3)) | 1/\((their / ours).short(3)) | \(bound) |")
}

print("\n| trials | ms each | Optuna's | ratio | held to |\n|---|---|---|---|---|")
for sampler in chosen {
    for trials in sampler.name == "GP" ? [100] : [100, 1000] {
        show(
            "\(sampler.name) \(trials)",
            try overhead(sampler.make, trials: trials, rounds: sampler.name == "GP" ? 3 : 7))
    }
}
show("stored 100", try storing(trials: 100))
try houses(trials: given["houses"].flatMap { Int($0) } ?? 20)
