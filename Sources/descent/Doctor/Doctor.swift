import Answers
import ArgumentParser
import Export
import Figures
import Glibc
import Lessons
import Terminal

/// `descent doctor`: what this machine can show, and what to install.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this machine can show, and what to install.",
        discussion: """
            Says where this program and its lessons stand, and looks for gnuplot and its terminals, fonts, the libraries that \
            are opened when something needs them, Jupyter's entry for the kernel, and what this terminal can do. Exit code 1 \
            when something is missing without which pictures cannot be drawn.

            EXAMPLE
              descent doctor
            """)

    func run() throws {
        let environment = Environment.process
        let screen = Screen.ofStandardOutput(environment)
        let place = Capabilities.here(screen)
        let gnuplot = GnuplotFound.look()
        let checks =
            program(environment) + pictures(gnuplot, place, environment) + OptionalLibrary.all.map(\.check)
            + [JupyterEntry.check(environment)] + terminal(screen, place, environment)

        let rows = checks.map { (term: $0.term, meaning: $0.found) }
        Console.line(TextTable.definitions(rows, indent: 0, width: Swift.max(40, screen.columns - 1)))
        let advice = checks.compactMap(\.advice)
        for line in advice { Console.line("→ " + line) }
        if advice.isEmpty { Console.line("Nothing is missing.") }
        if gnuplot?.isRecentEnough != true { throw ExitCode(1) }
    }

    private func program(_ environment: Environment) -> [SystemCheck] {
        let lessons = Course.standardFolder({ environment[$0] }, program: Program.path)
        return [
            SystemCheck("descent", "\(Version.current), \(Installation(of: Program.path).words)"),
            access(lessons, R_OK) == 0
                ? SystemCheck("lessons", lessons)
                : SystemCheck(
                    "lessons", "not found",
                    advice: "for the lessons: DESCENT_LESSONS=FOLDER names their folder"),
        ]
    }

    private func pictures(
        _ gnuplot: GnuplotFound?, _ place: Capabilities, _ environment: Environment
    ) -> [SystemCheck] {
        let printer = try? PagePrinter(path: environment["PATH"] ?? "")
        return (gnuplot?.checks(place) ?? [GnuplotFound.missing]) + [
            SystemCheck("lessons as PDF", printer.map { "by \($0.name)" } ?? "no: apt-get install chromium"),
            Fonts.check(gnuplot),
        ]
    }

    private func terminal(_ screen: Screen, _ place: Capabilities, _ environment: Environment) -> [SystemCheck] {
        let name =
            screen.isTerminal
            ? "\(environment["TERM"] ?? "TERM is not set"), \(screen.columns) columns, \(screen.rows) rows"
            : "standard output is not a terminal"
        return [
            SystemCheck("this terminal", name), SystemCheck("colours", colours(place, environment)),
            SystemCheck("graphics here", graphics(place, screen)),
            SystemCheck("line editor", editor(environment, screen)),
            SystemCheck("history", Places.history(environment) ?? "not kept: neither HOME nor DESCENT_HOME is set"),
        ]
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
