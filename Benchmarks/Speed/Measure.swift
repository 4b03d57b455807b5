import Foundation

/// A command timed as a whole process: what a person waits for.
struct Command {
    let program: String
    let arguments: [String]
    var environment: [String: String] = [:]

    /// Seconds from start to end, output thrown away.
    ///
    /// - Throws: when the program cannot be started or fails.
    func seconds() throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        let begin = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        let spent = ContinuousClock.now - begin
        guard process.terminationStatus == 0 else {
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw Failure(description: "\(program) \(arguments.joined(separator: " ")) failed: \(text)")
        }
        return Double(spent.components.seconds) + 1e-18 * Double(spent.components.attoseconds)
    }
}

struct Failure: Error, CustomStringConvertible {
    let description: String
}

/// Two commands in turn, A B A B …, so that a machine that speeds up or slows down moves both.
struct Pairing {
    let label: String
    /// The largest ratio that is accepted; nil when the row only informs.
    let bar: Double?
    let ours: Command
    let reference: Command
    /// Seconds that both sides may be apart besides the ratio (a picture: 50 ms).
    var allowance = 0.0

    struct Result {
        let ours: Double
        let reference: Double
        let ratio: Double
    }

    /// Medians over `runs` pairs after one warm-up of each.
    func measure(runs: Int) throws -> Result {
        _ = try ours.seconds()
        _ = try reference.seconds()
        var times: (ours: [Double], reference: [Double], ratio: [Double]) = ([], [], [])
        for _ in 0..<runs {
            let a = try ours.seconds()
            let b = try reference.seconds()
            times.ours.append(a)
            times.reference.append(b)
            times.ratio.append((a - allowance) / b)
        }
        return Result(ours: median(times.ours), reference: median(times.reference), ratio: median(times.ratio))
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
