// A process that works on a study until it is killed, for the tests: it says the number of each trial once the file has it.
//
//     study-writer FILE STUDY TRIALS [SECONDS A TRIAL]

import Answers
import Foundation
import Studies
import Tuning

@main
enum StudyWriter {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let count = Int(arguments[3]) else {
            say("study-writer FILE STUDY TRIALS [SECONDS A TRIAL]", on: 2)
            exit(2)
        }
        do {
            try work(arguments[1], arguments[2], count, pause: arguments.count > 4 ? Double(arguments[4]) ?? 0 : 0)
        } catch {
            say((error as? Mistake)?.problem ?? "\(error)", on: 2)
            exit(1)
        }
    }

    private static func work(_ path: String, _ name: String, _ count: Int, pause: Double) throws {
        let stored = try StudyDatabase(path).begin(StudyHeader(name, [.minimize], seed: 7), mayExist: true)
        let study = try Study(
            stored.header.name, directions: stored.header.directions, sampler: TPESampler(),
            seed: stored.header.seed,
            store: stored, clock: { Date().timeIntervalSince1970 })
        let space = try SearchSpace([
            SearchParameter("x", .float(0, 1)), SearchParameter("n", .int(1, 9)),
            SearchParameter("rule", .choice("adam", "sgd")),
        ])
        try study.optimize(space, trials: count, afterTrial: { say("\($0.number) \($0.state.word)", on: 1) }) { trial in
            let x = trial.configuration["x"]?.number ?? 0
            for step in 0..<3 { try trial.report(x + 1 / Double(step + 1), step: step) }
            if pause > 0 { Thread.sleep(forTimeInterval: pause) }
            if trial.number % 10 == 9 { throw TrialPruned() }
            return [x * x]
        }
    }

    /// Not through a buffer: what was told before a kill must have been said.
    private static func say(_ text: String, on descriptor: Int32) {
        let line = Array((text + "\n").utf8)
        _ = write(descriptor, line, line.count)
    }
}
