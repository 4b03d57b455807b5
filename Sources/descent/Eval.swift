import ArgumentParser
import Conversation
import Language
import Answers
import Terminal

/// `descent eval EXPR`: one value, for people and for programs.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluate an expression and print its value.",
        discussion: """
            Several statements are separated by ; and the value of the last one is printed. With --json it is printed \
            as one line of JSON: numbers with full double precision, non-finite ones as the strings "nan", "inf" and \
            "-inf", lists as lists, a run as an object.

            An expression that begins with a minus sign is written after --.

            EXAMPLES
              descent eval 'rosenbrock(1.2, 1)'
              descent eval 'run = minimize(sphere, SGD(0.1), steps=50); run.loss'
              descent eval --json 'minimize(sphere, SGD(0.1), steps=50)' | jq .loss
              descent eval -- '-2 ** 3'
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var mode: BudgetOption

    @Argument(help: ArgumentHelp("The expression.", valueName: "expr"))
    var expression: String

    func run() throws {
        let laboratory = Laboratory(permission: .everything, budget: mode.budget)
        laboratory.progress.begin()
        let reply = laboratory.interpreter.evaluate(expression)
        let answer = json ? "" : laboratory.face().text(of: reply.answer)
        laboratory.progress.finish()
        if !answer.isEmpty { Console.line(set: answer) }
        // Standard output is the value's alone when a program reads it.
        let printed = reply.parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
        if json { printed.forEach { Console.message($0) } }
        for note in reply.notes { Console.message(set: laboratory.messages.painted(note, .faint)) }
        if let failure = reply.failure {
            Console.message(set: laboratory.messages.text(of: failure))
            throw ExitCode(1)
        }
        if json { Console.line((reply.value?.json ?? .null).text) }
        if reply.wasInterrupted || laboratory.session.work.isCancelled { throw ExitCode(130) }
    }
}
