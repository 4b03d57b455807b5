import Foundation

/// A command measured as a whole process: all that a person pays for, start-up and helpers included.
struct Command {
    let program: String
    let arguments: [String]
    var environment: [String: String] = [:]
    /// A file to read instead of nothing.
    var input: String?

    /// Processor seconds (user and system, its own helpers included) from start to end. Other people's work on the
    /// machine does not count, as it would with a clock on the wall.
    ///
    /// - Throws: when the program cannot be started or fails.
    func seconds() throws -> Double {
        let before = ProcessorTime.ofChildren
        _ = try output()
        return ProcessorTime.ofChildren - before
    }

    /// What it prints.
    func output() throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? .nullDevice
        let results = Pipe()
        process.standardOutput = results
        let complaints = FileManager.default.temporaryDirectory.appending(path: "descent-bench-\(getpid()).txt")
        _ = FileManager.default.createFile(atPath: complaints.path(), contents: nil)
        process.standardError = try FileHandle(forWritingTo: complaints)
        try process.run()
        let bytes = results.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = try String(decoding: Data(contentsOf: complaints), as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw Failure("\(program) \(arguments.joined(separator: " ")) failed: \(text)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where a program lies, by the PATH.
    static func find(_ program: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Seconds of processor time, user and system.
enum ProcessorTime {
    static var ofChildren: Double { spent(RUSAGE_CHILDREN.rawValue) }
    static var own: Double { spent(RUSAGE_SELF.rawValue) }

    private static func spent(_ who: some BinaryInteger) -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(truncatingIfNeeded: who), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + 1e-6 * Double($1.tv_usec) }
    }
}

/// Two measurements in turn, A B A B …, so that a machine that speeds up or slows down moves both.
struct Pairing {
    let label: String
    /// The largest ratio that is accepted.
    let bar: Double
    let ours: () throws -> Double
    let reference: () throws -> Double
    /// Seconds that ours may take besides the ratio (a picture: 50 ms).
    var allowance = 0.0

    struct Result {
        let ours: Double
        let reference: Double
        let ratio: Double
    }

    /// Medians over `runs` pairs after one warm-up of each.
    func measure(runs: Int) throws -> Result {
        _ = try ours()
        _ = try reference()
        var times: (ours: [Double], reference: [Double], ratio: [Double]) = ([], [], [])
        for _ in 0..<runs {
            let a = try ours()
            let b = try reference()
            times.ours.append(a)
            times.reference.append(b)
            times.ratio.append((a - allowance) / b)
        }
        return Result(ours: times.ours.median, reference: times.reference.median, ratio: times.ratio.median)
    }
}

extension [Double] {
    var median: Double { sorted()[count / 2] }
}
