import Foundation

/// `make bench`: every bar as a ratio against plain C (or gnuplot alone) in the same run.
///
/// Absolute times move from machine to machine; the ratios are what is held.
@main
struct Speed {
    static func main() {
        do {
            try Speed().report()
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private let descent: String
    private let runs: Int
    /// Words that a row's label must contain one of; empty for all rows.
    private let chosen: [String]

    /// `speed [RUNS] [WORD…]`: pairs per row, and which rows. DESCENT names another program than the one just built.
    private init() throws {
        var words = Array(CommandLine.arguments.dropFirst())
        runs = words.first.flatMap { Int($0) } ?? 5
        guard runs > 0 else { throw Failure("0 runs measure nothing") }
        if words.first.flatMap({ Int($0) }) != nil { words.removeFirst() }
        chosen = words
        let built = Reference.home.deletingLastPathComponent().appending(path: ".build/release/descent").path()
        descent = ProcessInfo.processInfo.environment["DESCENT"] ?? built
        guard FileManager.default.isExecutableFile(atPath: descent) else {
            throw Failure("there is no program \(descent); `make build` makes it")
        }
    }

    private func report() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "descent-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let reference = Reference(in: folder)
        var pairings = try Rules(descent: descent, loops: reference.compile("loops")).pairings
        pairings.append(try Vector(program: reference.compile("vector_adam")).pairing())
        if isChosen(Picture.label), let picture = try Picture(descent: descent, folder: folder).pairing() {
            pairings.append(picture)
        }

        Speed.say("processor time, median of \(runs) alternating pairs; ratio = Descent / reference")
        Speed.say(row("", "Descent", "reference", "ratio", "bar"))
        var missed = 0
        for pairing in pairings where isChosen(pairing.label) {
            let result = try pairing.measure(runs: runs)
            let isMissed = !(result.ratio <= pairing.bar)
            missed += isMissed ? 1 : 0
            Speed.say(
                row(
                    pairing.label, milliseconds(result.ours), milliseconds(result.reference),
                    String(format: "%.2f", result.ratio),
                    String(format: "%.1f", pairing.bar) + (isMissed ? "  missed" : "")))
        }
        missed += try reportCancelling()
        for line in try Peers(descent: descent).report() where isChosen("peers") { Speed.say(line) }
        Speed.say(missed == 0 ? "every bar holds" : "\(missed) missed")
    }

    /// The number of missed bars.
    private func reportCancelling() throws -> Int {
        let label = "cancelling a run of 10^12 steps"
        guard isChosen(label) else { return 0 }
        let seconds = try (0..<runs).map { _ in try Cancelling().measure() }.median
        let isMissed = seconds > 0.01
        Speed.say(row(label, milliseconds(seconds), "", "", "10 ms" + (isMissed ? "  missed" : "")))
        return isMissed ? 1 : 0
    }

    /// A line at once, also into a file.
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private func isChosen(_ label: String) -> Bool {
        chosen.isEmpty || chosen.contains { label.localizedCaseInsensitiveContains($0) }
    }

    private func milliseconds(_ seconds: Double) -> String { String(format: "%.3g ms", 1000 * seconds) }

    private func row(_ label: String, _ ours: String, _ reference: String, _ ratio: String, _ bar: String) -> String {
        func pad(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        return label + String(repeating: " ", count: max(0, 40 - label.count)) + pad(ours, 11) + pad(reference, 11)
            + pad(ratio, 7) + "  " + bar
    }
}
