import Foundation
import Synchronization
import Testing

/// The program under test: the one that was built together with this test bundle.
enum Built {
    /// Its path.
    static func program() throws -> String {
        // The bundle is an executable of its own or is loaded by one; either way it lies beside the products.
        for argument in CommandLine.arguments + [
            try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        ]
        where argument.contains("/") {
            var folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
            for _ in 0..<4 {
                let candidate = folder.appendingPathComponent("descent").path
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue,
                    FileManager.default.isExecutableFile(atPath: candidate)
                {
                    return candidate
                }
                folder.deleteLastPathComponent()
            }
        }
        throw NotBuilt()
    }

    struct NotBuilt: Error, CustomStringConvertible {
        var description: String { "no program `descent` beside the test bundle; build it first" }
    }

    /// The folders made for tests; they go when the run ends.
    private static let homes = Mutex<[String]>([])
    private static let isTidied: Bool = {
        atexit { Built.homes.withLock { for home in $0 { try? FileManager.default.removeItem(atPath: home) } } } == 0
    }()

    /// A fresh empty folder for one test, to be `DESCENT_HOME` and `HOME`.
    static func emptyHome() throws -> String {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("descent-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        if isTidied { homes.withLock { $0.append(home.path) } }
        return home.path
    }
}

/// What a program run to its end has left.
struct Outcome {
    var output: String
    var errors: String
    var exitCode: Int32
    var seconds: Double
}

/// Runs the program with its input from a pipe.
func descent(
    _ arguments: [String], input: String? = nil, environment extra: [String: String] = [:], home: String? = nil
) throws -> Outcome {
    let home = try home ?? Built.emptyHome()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Built.program())
    process.arguments = arguments
    process.environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "DESCENT_HOME": home,
        "TERM": "xterm",
    ].merging(extra) { $1 }
    let folder = URL(fileURLWithPath: home)
    process.currentDirectoryURL = folder
    // Files rather than pipes: nothing can fill up and wait.
    let outputPath = folder.appendingPathComponent("output-\(UUID().uuidString)")
    let errorPath = folder.appendingPathComponent("errors-\(UUID().uuidString)")
    for path in [outputPath, errorPath] { try Data().write(to: path) }
    process.standardOutput = try FileHandle(forWritingTo: outputPath)
    process.standardError = try FileHandle(forWritingTo: errorPath)
    let pipe = Pipe()
    process.standardInput = pipe
    let start = ContinuousClock.now
    try process.run()
    if let input { try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try? pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    let elapsed = ContinuousClock.now - start
    return Outcome(
        output: String(decoding: try Data(contentsOf: outputPath), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errorPath), as: UTF8.self),
        exitCode: process.terminationReason == .uncaughtSignal
            ? 128 + process.terminationStatus : process.terminationStatus,
        seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
}
