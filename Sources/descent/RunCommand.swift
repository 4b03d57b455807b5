import ArgumentParser
import Glibc
import Language
import Terminal

/// `descent run FILE…`: notebooks and scripts, without questions.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run notebooks (.md), scripts (.descent) and Python's files (.py).",
        discussion: """
            A script is run line by line and its results are printed; of a file of Python only what it prints. A \
            notebook's cells are run in order and what they print is compared with the output that the notebook shows. \
            The first failure ends the run with exit code 1. A name of a file alone, as in `descent train.py`, runs it, \
            and what follows are its arguments.

            EXAMPLES
              descent run experiment.descent
              descent run train.py --epochs 5
              descent train.py --epochs 5
              descent run Lessons/01-loss-and-training-loop.md
            """)

    @OptionGroup var mode: BudgetOption

    @Argument(help: ArgumentHelp("The files, in order.", valueName: "file"))
    var files: [String]

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("What the scripts find in sys.argv, behind a --.", valueName: "argument"))
    var arguments: [String] = []

    /// The call that is meant where a file stands in the place of a subcommand: the rest are its arguments.
    static func call(of arguments: [String]) -> [String]? {
        guard let file = arguments.first, !file.hasPrefix("-") else { return nil }
        if file == "run" { return setApart(arguments) }
        guard [".py", ".md", ".descent"].contains(where: file.hasSuffix) else { return nil }
        return ["run", file, "--"] + arguments.dropFirst()
    }

    /// `run train.py --epochs 5`: what follows a script and is no option of this command is the script's.
    private static func setApart(_ arguments: [String]) -> [String]? {
        guard let place = arguments.indices.dropFirst().first(where: { !arguments[$0].hasPrefix("-") }),
            [".py", ".descent"].contains(where: arguments[place].hasSuffix), place + 1 < arguments.count,
            case let next = arguments[place + 1], next.hasPrefix("-"), !["--", "--quick", "--full"].contains(next)
        else { return nil }
        return Array(arguments[...place]) + ["--"] + arguments[(place + 1)...]
    }

    func validate() throws {
        for file in files {
            guard access(file, R_OK) == 0 else {
                throw ValidationError("\(file): \(String(cString: strerror(errno)))")
            }
        }
    }

    func run() throws {
        for file in files {
            let code = file.hasSuffix(".md") ? try runNotebook(file) : try runScript(file)
            guard code == 0 else { throw ExitCode(code) }
        }
    }

    private func runScript(_ file: String) throws -> Int32 {
        let laboratory = Laboratory(permission: .everything, budget: mode.budget)
        laboratory.session.isPython = file.hasSuffix(".py")
        laboratory.session.arguments = [file] + arguments
        return laboratory.script(laboratory.lessons()).run(
            try Whole.text(of: file, laboratory.session.work), name: file)
    }

    private func runNotebook(_ file: String) throws -> Int32 {
        LessonFiles.run(try LessonFiles.read(file, asNotebook: true), mode.budget)
    }
}
