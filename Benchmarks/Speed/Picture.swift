import Foundation

/// A contour with a path of 500 points as PNG, against gnuplot alone drawing the very same script.
struct Picture {
    static let label = "contour with path to PNG, less 50 ms"
    let descent: String
    let folder: URL

    /// Nil, and said, when there is no gnuplot.
    func pairing() throws -> Pairing? {
        guard let gnuplot = Command.find("gnuplot") else {
            Speed.say("gnuplot is not installed: the picture is skipped")
            return nil
        }
        let png = folder.appending(path: "contour.png").path()
        let run = "minimize(rosenbrock, Adam(lr=0.05), start=(-1.5, 2), steps=499)"
        let arguments = ["eval", "save(plot(\(run)), \"\(png)\")"]
        let script = try capture(arguments, gnuplot)
        return Pairing(
            label: Picture.label, bar: 1,
            ours: Command(program: descent, arguments: arguments).seconds,
            reference: Command(program: gnuplot, arguments: ["-d", "-"], input: script).seconds, allowance: 0.05)
    }

    /// The script that the tool sends, numbers included: taken down by a gnuplot that stands before the real one.
    private func capture(_ arguments: [String], _ gnuplot: String) throws -> String {
        let script = folder.appending(path: "contour.gp").path()
        let bin = folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        let scribe = bin.appending(path: "gnuplot").path()
        try "#!/bin/sh\ntee '\(script)' | '\(gnuplot)' \"$@\"\n".write(
            toFile: scribe, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scribe)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        _ = try Command(program: descent, arguments: arguments, environment: ["PATH": "\(bin.path()):\(path)"]).output()
        guard FileManager.default.fileExists(atPath: script) else {
            throw Failure("the tool drew without asking for the gnuplot of the PATH")
        }
        return script
    }
}
