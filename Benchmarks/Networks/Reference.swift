import Foundation
import Answers

/// The C program of `Benchmarks/Reference`, compiled for this processor when the benchmark starts.
struct Reference {
    /// The folder of all benchmarks.
    static let benchmarks = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private let program: URL

    init() throws {
        let source = Self.benchmarks.appending(path: "Reference/perceptron.c")
        program = FileManager.default.temporaryDirectory.appending(path: "descent-perceptron-\(getpid())")
        let arguments = [
            "-O3", "-march=native", "-ffast-math", source.path(), "-lopenblas", "-lm", "-o", program.path(),
        ]
        guard try run("/usr/bin/env", ["cc"] + arguments).status == 0 else {
            throw Mistake("the C reference does not compile", try: "apt install gcc libopenblas-dev")
        }
    }

    /// Takes the compiled program away.
    func remove() throws { try FileManager.default.removeItem(at: program) }

    /// Median microseconds of one epoch, or of one pass for the generator.
    func time(_ name: String, batch: Int, rounds: Int) throws -> Double {
        let result = try run(program.path(), [name, String(batch), String(rounds)])
        guard let first = result.output.split(separator: " ").first, let value = Double(first) else {
            throw Mistake("the C reference printed '\(result.output)'", expected: "two numbers")
        }
        return value
    }
}

/// Runs a program to its end.
///
/// - Parameter complaints: where its error output goes.
func run(_ path: String, _ arguments: [String], complaints: FileHandle = .standardError) throws
    -> (status: Int32, output: String)
{
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["OPENBLAS_NUM_THREADS"] = "1"
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = complaints
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
