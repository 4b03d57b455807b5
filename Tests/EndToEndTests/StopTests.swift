import Foundation
import Glibc
import Testing

/// Ctrl-C where nobody reads keys: scripts, pipes and checks end at once with 130, wherever they are.
@Suite(.serialized) struct StopTests {
    /// What a stopped program has left.
    private struct Stopped {
        var exitCode: Int32
        var output: String
    }

    /// Runs the program, presses Ctrl-C once when it shows that it is under way, and waits for its end.
    ///
    /// - Parameters:
    ///   - input: is written as long as it gives something; then the pipe stays open.
    ///   - isUnderWay: what has to stand on standard output or standard error before.
    private func stopped(
        _ arguments: [String], input: @escaping @Sendable (Int) -> String? = { _ in nil },
        after isUnderWay: String = "",
        home: String? = nil, path: String? = nil
    ) throws -> Stopped {
        signal(SIGPIPE, SIG_IGN)
        let home = try home ?? Built.emptyHome()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Built.program())
        process.arguments = arguments
        process.environment = [
            "PATH": path ?? ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home,
            "DESCENT_HOME": home,
        ]
        process.currentDirectoryURL = URL(fileURLWithPath: home)
        let shown = URL(fileURLWithPath: home).appendingPathComponent("shown")
        try Data().write(to: shown)
        let output = try FileHandle(forWritingTo: shown)
        process.standardOutput = output
        process.standardError = output
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        try pipe.fileHandleForReading.close()
        let writing = Thread {
            var index = 0
            while let text = input(index) {
                do { try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8)) } catch { return }
                index += 1
            }
        }
        writing.start()
        func text() -> String { (try? String(contentsOf: shown, encoding: .utf8)) ?? "" }
        let start = ContinuousClock.now
        while !isUnderWay.isEmpty, !text().contains(isUnderWay), ContinuousClock.now - start < .seconds(120) {
            usleep(10_000)
        }
        usleep(700_000)
        #expect(process.isRunning, "\(arguments) ended before it was stopped: \(text().suffix(300))")
        kill(process.processIdentifier, SIGINT)
        let pressed = ContinuousClock.now
        while process.isRunning, ContinuousClock.now - pressed < .seconds(120) { usleep(5_000) }
        guard !process.isRunning else {
            kill(process.processIdentifier, SIGKILL)
            return Stopped(exitCode: -1, output: text())
        }
        let code =
            process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return Stopped(exitCode: code, output: text())
    }

    @Test("A script that waits for its next line")
    func waiting() throws {
        let stopped = try stopped([], input: { $0 == 0 ? "1 + 1\n" : nil }, after: "2\n")
        #expect(stopped.exitCode == 130)
        #expect(stopped.output == "2\n")
    }

    @Test("Short lines without end")
    func shortLines() throws {
        let stopped = try stopped([], input: { _ in String(repeating: "1\n", count: 1000) }, after: "1\n")
        #expect(stopped.exitCode == 130)
    }

    @Test("A bracket that is never closed")
    func openBracket() throws {
        let stopped = try stopped(
            [], input: { $0 == 0 ? "7\nx = [\n" : String(repeating: "1, 2, 3,\n", count: 100) }, after: "7\n")
        #expect(stopped.exitCode == 130)
        #expect(stopped.output == "7\n")
    }

    @Test("A line that is never ended")
    func endlessLine() throws {
        let stopped = try stopped(
            [], input: { $0 == 0 ? "7\nx = 1" : String(repeating: " + 1", count: 1000) }, after: "7\n")
        #expect(stopped.exitCode == 130)
        #expect(stopped.output == "7\n")
    }

    @Test("A line of 10 MB that is being read")
    func longLine() throws {
        let line = "7\nlen([" + String(repeating: "1, ", count: 3_300_000) + "])\n"
        let stopped = try stopped([], input: { $0 == 0 ? line : nil }, after: "7\n")
        #expect(stopped.exitCode == 130)
        #expect(stopped.output == "7\n")
    }

    @Test("A script in a file")
    func file() throws {
        let home = try Built.emptyHome()
        let script = home + "/long.descent"
        try ("7\n" + String(repeating: "minimize(rosenbrock, Adam(0.001), steps=1e9)\n", count: 3)).write(
            toFile: script, atomically: true, encoding: .utf8)
        let stopped = try stopped(["run", script], after: "7\n", home: home)
        #expect(stopped.exitCode == 130)
    }

    @Test("A lesson that is fed through a pipe")
    func lessonStart() throws {
        let stopped = try stopped(["lesson", "start", "1"], after: "\n")
        #expect(stopped.exitCode == 130)
    }

    @Test("A check of lessons, one of which is long")
    func lessonCheck() throws {
        let home = try Built.emptyHome()
        func lesson(_ name: String, _ line: String) -> String {
            """
            ---
            title: \(name)
            lesson:
              format: 1
              id: \(name)
              version: 1
            ---

            # \(name)

            ```descent id="cell"
            \(line)
            ```
            """
        }
        let files = [("short", "1 + 1"), ("long", "minimize(rosenbrock, Adam(0.001), steps=1e10, record=False)")].map {
            (home + "/\($0).md", lesson($0, $1))
        }
        for (path, text) in files { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        let stopped = try stopped(["lesson", "check"] + files.map(\.0), after: "short.md", home: home)
        #expect(stopped.exitCode == 130)
    }

    @Test("Data that are half made")
    func data() throws {
        let stopped = try stopped(["eval", "[moons(n=1000000) and None for i in range(100000)]"])
        #expect(stopped.exitCode == 130, "\(stopped.output)")
    }

    @Test("A picture that is half drawn")
    func picture() throws {
        let home = try Built.emptyHome()
        try "#!/bin/sh\nsleep 1000\n".write(toFile: home + "/gnuplot", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: home + "/gnuplot")
        let stopped = try stopped(
            ["eval", "save(plot(rosenbrock), 'a.png')"], home: home,
            path: home + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"))
        #expect(stopped.exitCode == 130, "\(stopped.output)")
        #expect(!FileManager.default.fileExists(atPath: home + "/a.png"))
    }
}
