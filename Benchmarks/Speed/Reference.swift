import Foundation

/// The plain C loops, compiled when the benchmark starts, so that both sides are of this machine and this day.
struct Reference {
    private let folder: URL

    /// The folder `Benchmarks`, from where this file lies.
    static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    init(in folder: URL) { self.folder = folder }

    /// Compiles one file with -O3 for the instruction set that Swift uses by default too. Neither side may reorder
    /// arithmetic; roots need not report errors, as Swift's do not.
    func compile(_ name: String) throws -> String {
        let program = folder.appending(path: name).path()
        let source = Reference.home.appending(path: "Reference/\(name).c").path()
        _ = try Command(
            program: "/usr/bin/env", arguments: ["cc", "-O3", "-fno-math-errno", "-o", program, source, "-lm"]
        ).output()
        return program
    }
}
