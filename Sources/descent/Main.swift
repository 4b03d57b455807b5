import ArgumentParser
import Glibc
import Terminal

/// The command: reads the call, hands it on, and turns what happened into an exit code.
@main
enum Main {
    static func main() {
        Console.surviveBrokenPipes()
        Interrupts.letThrough()
        Program.findWhatCameAlong()
        do {
            var command = try Descent.parseAsRoot(
                withExpressionsSetApart(given(Array(CommandLine.arguments.dropFirst()))))
            try command.run()
            Console.finish()
        } catch {
            let code = Descent.exitCode(for: error)
            let message = Descent.fullMessage(for: error)
            if !message.isEmpty { code.isSuccess ? Console.line(message) : Console.message(message) }
            // The parser's own code for a wrong call is 64; ours is 2.
            Console.finish()
            exit(code == .validationFailure ? 2 : code.rawValue)
        }
    }

    /// `descent train.py --epochs 5` means the subcommand that runs the file.
    private static func given(_ arguments: [String]) -> [String] { RunCommand.call(of: arguments) ?? arguments }

    /// `descent eval -1+2` means the expression, not an option: it gets the `--` that it lacks.
    private static func withExpressionsSetApart(_ arguments: [String]) -> [String] {
        guard arguments.first == "eval", !arguments.contains("--"),
            let place = arguments.firstIndex(where: { argument in
                argument.first == "-" && argument.dropFirst().first.map { $0.isNumber || "(. ".contains($0) } == true
            })
        else { return arguments }
        return Array(arguments[..<place]) + ["--"] + arguments[place...]
    }
}
