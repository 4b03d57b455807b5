import ArgumentParser
import Export
import Figures
import Glibc
import Answers
import Studies
import Terminal

/// `descent doctor`: what this machine can show, and what to install.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what this machine can show, and what to install.",
        discussion: """
            Looks for gnuplot and its terminals, fonts, and what this terminal can do. Exit code 1 when something is \
            missing without which pictures cannot be drawn.

            EXAMPLE
              descent doctor
            """)

    func run() throws {
        let environment = Environment.process
        let screen = Screen.ofStandardOutput(environment)
        let place = Capabilities.here(screen)
        let gnuplot = GnuplotFound.look()
        var rows: [(term: String, meaning: String)] = [("descent", Version.current)]
        var advice: [String] = []

        if let gnuplot {
            rows.append(("gnuplot", gnuplot.version))
            rows.append(("picture files", gnuplot.fileFormats.joined(separator: ", ")))
            rows.append(("windows", windows(gnuplot, place)))
            if !gnuplot.isRecentEnough { advice.append("gnuplot 5.4 or newer is needed: apt-get install gnuplot-nox") }
            if place.hasDisplay, gnuplot.windowTerminal == nil {
                advice.append("for pictures in windows: apt-get install gnuplot-qt")
            }
        } else {
            rows.append(("gnuplot", "not found"))
            advice.append("without gnuplot there are no pictures: apt-get install gnuplot-nox (or gnuplot-qt)")
        }
        let printer = try? PagePrinter(path: environment["PATH"] ?? "")
        rows.append(("lessons as PDF", printer.map { "by \($0.name)" } ?? "no: apt-get install chromium"))
        rows.append(
            ("studies on PostgreSQL", StudyDatabase.canReachServers ? "by libpq" : "no: apt-get install libpq5"))
        rows.append(("fonts", Fonts.description))
        if !Fonts.hasDejaVu { advice.append("for sharp labels: apt-get install fonts-dejavu-core") }
        rows.append(("this terminal", terminal(screen, environment)))
        rows.append(("colours", colours(place, environment)))
        rows.append(("graphics here", graphics(place, screen)))
        rows.append(("line editor", editor(environment, screen)))
        rows.append(("history", Places.history(environment) ?? "not kept: neither HOME nor DESCENT_HOME is set"))

        Console.line(TextTable.definitions(rows, indent: 0, width: Swift.max(40, screen.columns - 1)))
        for line in advice { Console.line("→ " + line) }
        if advice.isEmpty { Console.line("Nothing is missing.") }
        if gnuplot?.isRecentEnough != true { throw ExitCode(1) }
    }

    private func windows(_ gnuplot: GnuplotFound, _ place: Capabilities) -> String {
        guard let terminal = gnuplot.windowTerminal else { return "no: this gnuplot opens none" }
        return place.hasDisplay ? "yes, with gnuplot's \(terminal)" : "no display here (gnuplot's \(terminal) could)"
    }

    private func terminal(_ screen: Screen, _ environment: Environment) -> String {
        guard screen.isTerminal else { return "standard output is not a terminal" }
        return "\(environment["TERM"] ?? "TERM is not set"), \(screen.columns) columns, \(screen.rows) rows"
    }

    private func colours(_ place: Capabilities, _ environment: Environment) -> String {
        switch place.colors {
        case .none: environment["NO_COLOR"] == nil ? "none" : "none, because NO_COLOR is set"
        case .sixteen: "16"
        case .indexed256: "256"
        case .trueColor: "16 million"
        }
    }

    private func graphics(_ place: Capabilities, _ screen: Screen) -> String {
        if let graphics = place.graphics { return "\(graphics.rawValue) pictures" }
        return screen.canMoveCursor ? "pictures are drawn with characters" : "pictures are plain text"
    }

    private func editor(_ environment: Environment, _ screen: Screen) -> String {
        guard screen.canMoveCursor else { return "libedit, not used where the cursor cannot be moved" }
        let settings = environment["EDITRC"] ?? environment["HOME"].map { $0 + "/.editrc" }
        guard let settings, access(settings, R_OK) == 0 else { return "libedit with emacs keys (no ~/.editrc)" }
        return "libedit with the keys of \(settings)"
    }
}

/// The gnuplot on the search path.
struct GnuplotFound {
    var version: String
    var terminals: [String]

    static func look() -> GnuplotFound? {
        let answer = Shell.output(
            "gnuplot -d -e \"set print '-'; print GPVAL_VERSION, ' patchlevel ', GPVAL_PATCHLEVEL; print GPVAL_TERMINALS\""
        )
        let lines = answer.split(separator: "\n")
        guard let version = lines.first else { return nil }
        return GnuplotFound(
            version: String(version), terminals: lines.dropFirst().first?.split(separator: " ").map(String.init) ?? [])
    }

    var isRecentEnough: Bool {
        let numbers = version.prefix { $0.isNumber || $0 == "." }.split(separator: ".").map { Int($0) ?? 0 }
        return (numbers.first ?? 0, numbers.dropFirst().first ?? 0) >= (5, 4)
    }

    var windowTerminal: String? { ["qt", "wxt", "x11"].first { terminals.contains($0) } }

    var fileFormats: [String] {
        [("PNG", "pngcairo"), ("SVG", "svg"), ("PDF", "pdfcairo"), ("GIF", "gif"), ("text", "dumb")]
            .filter { terminals.contains($0.1) }.map(\.0)
    }
}

enum Fonts {
    static var hasDejaVu: Bool { !Shell.output("fc-list :family='DejaVu Sans' family").isEmpty }

    static var description: String {
        if hasDejaVu { return "DejaVu Sans" }
        return Shell.output("fc-match sans family").split(separator: "\n").first.map(String.init) ?? "none found"
    }
}

/// Questions to other programs. The commands are fixed: no text of a person's ever reaches the shell.
enum Shell {
    /// What the command wrote to standard output; empty when it is not there.
    static func output(_ command: StaticString) -> String {
        guard let pipe = popen("\(command) </dev/null 2>/dev/null", "r") else { return "" }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        pclose(pipe)
        return String(decoding: bytes, as: UTF8.self)
    }
}
