import Foundation
import Numbers

/// The C program of `Benchmarks/Reference`, compiled for this processor when the benchmark starts.
struct Reference {
    private let program: URL

    init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let source = folder.appendingPathComponent("Reference/perceptron.c")
        program = FileManager.default.temporaryDirectory.appendingPathComponent("descent-perceptron-\(getpid())")
        let arguments = ["-O3", "-march=native", "-ffast-math", source.path, "-lopenblas", "-lm", "-o", program.path]
        guard try run("/usr/bin/env", ["cc"] + arguments).status == 0 else {
            throw Mistake("the C reference does not compile", try: "apt install gcc libopenblas-dev")
        }
    }

    /// Median microseconds of one epoch, or of one pass for the generator.
    func time(_ name: String, batch: Int, rounds: Int) throws -> Double {
        let result = try run(program.path, [name, String(batch), String(rounds)])
        guard let first = result.output.split(separator: " ").first, let value = Double(first) else {
            throw Mistake("the C reference printed '\(result.output)'", expected: "two numbers")
        }
        return value
    }
}

private func run(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["OPENBLAS_NUM_THREADS"] = "1"
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
