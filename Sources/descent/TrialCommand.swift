import Answers
import ArgumentParser
import Conversation
import Language
import Studies
import Terminal
import Tuning
import Vocabulary

/// `descent trial --params FILE SCRIPT`: one trial of a script's objective, for any scheduler.
struct TrialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trial",
        abstract: "Run one trial of a script's objective and print what it reports as lines of JSON.",
        discussion: """
            The script defines `objective`. With a dict `space` beside it, the objective gets the hyperparameters, by their names or \
            as a dict; without one it gets a trial and asks for them (trial.suggest_float and so on).

            Every trial.report is a line {"step": 3, "value": 0.25} as it comes. The last line is \
            {"state": "complete", "values": [0.12]}, or "pruned", or "failed" with a "reason". Exit code 1 where it failed. What the \
            script prints goes to standard error.

            EXAMPLE
              echo '{"lr": 0.01, "width": 32}' > params.json
              descent trial --params params.json tune.py
            """)

    @Option(help: ArgumentHelp("An object of names and values.", valueName: "file"))
    var params: String

    @Option(help: "The function that is called.")
    var objective = "objective"

    @Argument(help: ArgumentHelp("The script with the objective.", valueName: "script"))
    var script: String

    func run() throws {
        let laboratory = Laboratory(permission: .everything)
        let configuration = try parameters(laboratory.session.work)
        let called = ScriptObjective(laboratory, objective)
        try called.load(script)
        try called.check(configuration)
        laboratory.session.kept(TrialListener.self) { TrialListener() }.onReport = { report in
            Console.line(JSON.members(["step": .integer(report.step), "value": .number(report.value)]).text)
        }
        let reply = laboratory.interpreter.evaluate(called.call(configuration))
        called.tell(reply)
        if let failure = reply.failure {
            let isPruned = failure.mistake.exception == "TrialPruned"
            let state: JSON =
                isPruned
                ? .members(["state": .string("pruned")])
                : .members(["state": .string("failed"), "reason": .string(failure.mistake.problem)])
            Console.line(state.text)
            if isPruned { return }
            throw ExitCode(1)
        }
        if reply.wasInterrupted || laboratory.session.work.isCancelled { throw ExitCode(130) }
        guard let values = reply.value?.asNumber.map({ [$0] }) ?? reply.value?.doubles, !values.contains(where: \.isNaN)
        else {
            let reason = "the objective gave \(reply.value.map(\.brief) ?? "None")"
            Console.line(JSON.members(["state": .string("failed"), "reason": .string(reason)]).text)
            throw ExitCode(1)
        }
        Console.line(
            JSON.members(["state": .string("complete"), "values": .array(values.map { .number($0) })]).text)
    }

    private func parameters(_ work: Work) throws -> Tuning.Configuration {
        let text = try Whole.text(of: params, work)
        return try Console.reporting {
            try Tuning.Configuration(json: JSON(reading: text, from: "'\(params)'"), from: "'\(params)'")
        }
    }
}

/// A script's objective in a session: what it defines, and the line that calls it.
struct ScriptObjective {
    private let laboratory: Laboratory
    private let name: String

    init(_ laboratory: Laboratory, _ name: String) {
        self.laboratory = laboratory
        self.name = name
    }

    /// Runs the script.
    ///
    /// - Throws: exit code 1 where it fails or defines no such function; 130 where it was stopped.
    func load(_ script: String) throws {
        laboratory.session.isPython = script.hasSuffix(".py")
        let reply = laboratory.interpreter.evaluate(try Whole.text(of: script, laboratory.session.work))
        tell(reply)
        if let failure = reply.failure {
            Console.message(set: laboratory.messages.text(of: failure))
            throw ExitCode(1)
        }
        if reply.wasInterrupted || laboratory.session.work.isCancelled { throw ExitCode(130) }
        guard case .function? = laboratory.session[name] else {
            Console.message(
                Mistake("\(script) defines no function \(name)", expected: "def \(name)(trial): …").text)
            throw ExitCode(1)
        }
        if let space = laboratory.session["space"], !hasSpace {
            Console.message("space = \(space.brief) is no dict of ranges, so that the objective gets the trial")
        }
    }

    /// Says what of a configuration the script's space does not have.
    ///
    /// - Throws: exit code 1.
    func check(_ configuration: Tuning.Configuration) throws {
        guard hasSpace, let declared = laboratory.session["space"] else { return }
        try Console.reporting { try ScriptSpace(declared).check(configuration) }
    }

    /// What it prints is for people: standard output is the answer's alone.
    func tell(_ reply: Reply) {
        for case .text(let text) in reply.parts { Console.message(text) }
        for note in reply.notes { Console.message(set: laboratory.messages.painted(note, .faint)) }
    }

    /// Whether the script declares the space.
    var hasSpace: Bool { if case .dict? = laboratory.session["space"] { true } else { false } }

    /// The line that evaluates a configuration.
    func call(_ configuration: Tuning.Configuration) -> String {
        let pairs = zip(configuration.names, configuration.settings).map { "\(JSON.string($0).text): \($1.source)" }
        let dict = "{\(pairs.joined(separator: ", "))}"
        guard hasSpace else { return "\(name)(FixedTrial(\(dict)))" }
        guard case .function(let function)? = laboratory.session[name] else { return "\(name)(\(dict))" }
        return function.takes(named: configuration.names) ? "\(name)(**\(dict))" : "\(name)(\(dict))"
    }
}
