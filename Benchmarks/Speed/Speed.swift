import Foundation

/// `make bench`: every bar as a ratio against plain C (or gnuplot alone) in the same run, as whole processes.
///
/// Absolute times move from machine to machine; the ratios are what is held.
@main
struct Speed {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4 else {
            print("usage: speed DESCENT LOOPS PICTURE_FOLDER [RUNS]")
            exit(2)
        }
        let bench = Speed(
            descent: arguments[1], loops: arguments[2], folder: arguments[3],
            runs: arguments.count > 4 ? Int(arguments[4]) ?? 5 : 5)
        try bench.report()
    }

    let descent: String
    let loops: String
    let folder: String
    let runs: Int

    func report() throws {
        print("whole processes, median of \(runs) alternating pairs; ratio = Descent / reference")
        print(row("", "Descent", "reference", "ratio", "bar"))
        var missed = 0
        for pairing in descents() + rules() + pictures() {
            let result = try pairing.measure(runs: runs)
            let bar = pairing.bar.map { String(format: "%.1f", $0) } ?? ""
            let isMissed = pairing.bar.map { result.ratio > $0 } ?? false
            missed += isMissed ? 1 : 0
            print(
                row(
                    pairing.label, String(format: "%.0f ms", result.ours * 1000),
                    String(format: "%.0f ms", result.reference * 1000), String(format: "%.2f", result.ratio),
                    bar + (isMissed ? "  missed" : "")))
        }
        print(missed == 0 ? "every bar holds" : "\(missed) bars missed")
    }

    private func row(_ label: String, _ a: String, _ b: String, _ ratio: String, _ bar: String) -> String {
        func pad(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        return label + String(repeating: " ", count: max(0, 46 - label.count)) + pad(a, 10) + pad(b, 11) + pad(ratio, 7)
            + "  " + bar
    }

    private func evaluate(_ expression: String) -> Command {
        Command(program: descent, arguments: ["eval", expression])
    }

    private func reference(_ rule: String, _ steps: Int, record: Bool = false) -> Command {
        Command(program: loops, arguments: [rule, "\(steps)"] + (record ? ["record"] : []))
    }

    /// The bars of the main loop.
    private func descents() -> [Pairing] {
        let typed = "f(x, y) = (1 - x)^2 + 100*(y - x^2)^2; "
        let run = "Adam(lr=0.001), start=(-1.5, 2), steps=10000000, record=False)"
        return [
            Pairing(
                label: "10 million Adam steps on rosenbrock", bar: 2, ours: evaluate("minimize(rosenbrock, \(run)"),
                reference: reference("adam", 10_000_000)),
            Pairing(
                label: "the same on a typed formula", bar: 10, ours: evaluate(typed + "minimize(f, \(run)"),
                reference: reference("adam", 10_000_000)),
            Pairing(
                label: "1 million recorded against unrecorded", bar: 2,
                ours: evaluate("minimize(rosenbrock, Adam(lr=0.001), start=(-1.5, 2), steps=1000000, record=True)"),
                reference: evaluate(
                    "minimize(rosenbrock, Adam(lr=0.001), start=(-1.5, 2), steps=1000000, record=False)")),
        ]
    }

    /// Five million steps of each rule that the C file has.
    private func rules() -> [Pairing] {
        let table: [(String, String)] = [
            ("gd", "GD(lr=0.0001)"), ("momentum", "SGD(lr=0.0001, momentum=0.9)"),
            ("nesterov", "SGD(lr=0.0001, momentum=0.9, nesterov=True)"), ("adagrad", "Adagrad(lr=0.1)"),
            ("rmsprop", "RMSprop(lr=0.001)"), ("adadelta", "Adadelta(lr=1.0)"), ("adam", "Adam(lr=0.001)"),
            ("adamw", "AdamW(lr=0.001)"), ("adamax", "Adamax(lr=0.001)"), ("lion", "Lion(lr=0.0001)"),
            ("yogi", "Yogi(lr=0.001)"), ("adabelief", "AdaBelief(lr=0.001)"),
        ]
        return table.map { name, call in
            Pairing(
                label: "5 million steps of \(name)", bar: 2,
                ours: evaluate("minimize(rosenbrock, \(call), start=(-1.5, 2), steps=5000000, record=False)"),
                reference: reference(name, 5_000_000))
        }
    }

    /// A contour of 200×200 with a path of 500 points, against gnuplot drawing the script that was exported.
    private func pictures() -> [Pairing] {
        let script = folder + "/contour.gp"
        guard FileManager.default.fileExists(atPath: script), let gnuplot = Speed.find("gnuplot") else {
            print("(gnuplot or \(script) is missing: the picture is not measured)")
            return []
        }
        let picture =
            "save(plot(minimize(rosenbrock, Adam(lr=0.05), start=(-1.5, 2), steps=499)), \"\(folder)/contour.png\")"
        return [
            Pairing(
                label: "contour with path to PNG, less 50 ms", bar: 1, ours: evaluate(picture),
                reference: Command(program: gnuplot, arguments: [script]), allowance: 0.05)
        ]
    }

    private static func find(_ program: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
