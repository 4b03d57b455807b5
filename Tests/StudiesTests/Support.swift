import Answers
import Foundation
import Studies
import Tuning

/// A folder for one test, gone with it.
final class Folder {
    let path: String

    init() throws { path = try Folder.made() }

    /// A folder that nobody takes away.
    static func made() throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("studies-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
}

extension StudyDatabase {
    /// A study of one objective, with a space of every kind of domain.
    func sample(_ name: String = "sample", trials: Int = 0, seed: UInt64 = 3) throws -> Study {
        let study = try Study.over(begin(StudyHeader(name, [.minimize], seed: seed), mayExist: true))
        if trials > 0 { try study.optimize(Study.space, trials: trials, objective: Study.objective) }
        return study
    }
}

extension Study {
    static func over(_ stored: StoredStudy) throws -> Study {
        try Study(
            stored.header.name, directions: stored.header.directions, sampler: RandomSampler(),
            seed: stored.header.seed, store: stored, clock: { Date().timeIntervalSince1970 })
    }

    static var space: SearchSpace {
        get throws {
            try SearchSpace([
                SearchParameter("lr", .float(1e-4, 1e-1, log: true)), SearchParameter("width", .int(8, 64, log: true)),
                SearchParameter("dropout", .float(low: 0, high: 0.5, log: false, step: 0.25)),
                SearchParameter("rule", .choice([.text("adam"), .none, .flag(true), .integer(1), .number(2.5)])),
            ])
        }
    }

    /// Of seven trials one is pruned and one has no number.
    static func objective(_ trial: OpenTrial) throws -> [Double] {
        let lr = trial.configuration["lr"]?.number ?? 0
        for step in 0..<3 { try trial.report(lr + 1 / Double(1 + step), step: step) }
        switch trial.number % 7 {
        case 3: throw TrialPruned()
        case 5: return [.nan]
        default: return [lr]
        }
    }
}

/// The program that writes, to be killed.
func writer(_ arguments: [String], output: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try beside("study-writer"))
    process.arguments = arguments
    try Data().write(to: URL(fileURLWithPath: output))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    try process.run()
    return process
}

/// A product that was built together with this test bundle.
func beside(_ name: String) throws -> String {
    for argument in CommandLine.arguments + [
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    ] where argument.contains("/") {
        var folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
        for _ in 0..<4 {
            let candidate = folder.appendingPathComponent(name).path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
    }
    throw Mistake("no program \(name) beside the test bundle", expected: "a build of all products")
}
