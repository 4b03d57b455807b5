import Figures

/// The gnuplot on the search path.
struct GnuplotFound {
    /// Its file.
    var place: String
    var version: String
    var terminals: [String]

    static func look() -> GnuplotFound? {
        let answer = Shell.output(
            """
            command -v gnuplot && gnuplot -d -e \
            "set print '-'; print GPVAL_VERSION, ' patchlevel ', GPVAL_PATCHLEVEL; print GPVAL_TERMINALS"
            """)
        let lines = answer.split(separator: "\n").map(String.init)
        guard lines.count >= 2 else { return nil }
        return GnuplotFound(
            place: lines[0], version: lines[1],
            terminals: lines.dropFirst(2).first?.split(separator: " ").map(String.init) ?? [])
    }

    /// Whether it came along in a release archive, and brings its font.
    var cameAlong: Bool { Installation.cameAlong(with: Program.path).map { place.hasPrefix($0 + "/") } ?? false }

    var isRecentEnough: Bool {
        let numbers = version.prefix { $0.isNumber || $0 == "." }.split(separator: ".").map { Int($0) ?? 0 }
        return (numbers.first ?? 0, numbers.dropFirst().first ?? 0) >= (5, 4)
    }

    private var windowTerminal: String? { ["qt", "wxt", "x11"].first { terminals.contains($0) } }

    private var fileFormats: [String] {
        [("PNG", "pngcairo"), ("SVG", "svg"), ("PDF", "pdfcairo"), ("GIF", "gif"), ("text", "dumb")]
            .filter { terminals.contains($0.1) }.map(\.0)
    }

    /// What is said where there is none.
    static let missing = SystemCheck(
        "gnuplot", "not found",
        advice: "without gnuplot there are no pictures: apt-get install gnuplot-nox (or gnuplot-qt)")

    func checks(_ place: Capabilities) -> [SystemCheck] {
        let windows =
            if let windowTerminal {
                place.hasDisplay
                    ? "yes, with gnuplot's \(windowTerminal)" : "no display here (gnuplot's \(windowTerminal) could)"
            } else {
                "no: this gnuplot opens none"
            }
        return [
            SystemCheck(
                "gnuplot", "\(version), \(cameAlong ? "came along" : self.place)",
                advice: isRecentEnough ? nil : "gnuplot 5.4 or newer is needed: apt-get install gnuplot-nox"),
            SystemCheck("picture files", fileFormats.joined(separator: ", ")),
            SystemCheck(
                "windows", windows,
                advice: place.hasDisplay && windowTerminal == nil
                    ? "for pictures in windows: apt-get install gnuplot-qt" : nil),
        ]
    }
}
