import ArgumentParser
import Language
import Numbers
import Terminal

/// `descent eval EXPR`: one value, for people and for programs.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Evaluate an expression and print its value.",
        discussion: """
            Several statements are separated by ; and the value of the last one is printed. With --json it is printed \
            as one line of JSON: numbers with full double precision, non-finite ones as the strings "nan", "inf" and \
            "-inf", lists as lists, a run as an object.

            An expression that begins with a minus sign is written after --.

            EXAMPLES
              descent eval 'rosenbrock(1.2, 1)'
              descent eval 'run = minimize(sphere, SGD(0.1), start=(1, 1), steps=50); run.loss'
              descent eval --json 'minimize(sphere, SGD(0.1), start=(1, 1), steps=50)' | jq .loss
              descent eval -- '-2 ** 3'
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: ArgumentHelp("The expression.", valueName: "expr"))
    var expression: String

    func run() throws {
        let laboratory = Laboratory(mayWriteFiles: true)
        let style = Style(.ofStandardError())
        laboratory.progress.begin()
        let outcome: Outcome
        do {
            defer { laboratory.progress.finish() }
            outcome = try laboratory.session.evaluate(expression)
        } catch let problem as Diagnostic {
            for line in problem.printed { json ? Output.message(line) : Output.line(line) }
            for note in problem.notes { Output.message(style.dim(note)) }
            Output.message(style.failure(Failure(problem, width: laboratory.session.width)))
            throw ExitCode(1)
        }
        // Standard output is the value's alone when a program reads it.
        for line in outcome.printed { json ? Output.message(line) : Output.line(line) }
        for note in outcome.notes { Output.message(style.dim(note)) }
        if json {
            Output.line(outcome.value.json.text)
        } else if case .none = outcome.value {
            // A statement without a value, such as `print(1)`, has said what it had to say.
        } else {
            Output.line(Laboratory.text(of: outcome.value, laboratory.session))
        }
        if outcome.wasInterrupted || laboratory.session.work.isCancelled { throw ExitCode(130) }
    }
}
