import ArgumentParser
import Glibc
import Language
import Terminal

/// `descent` without a subcommand: the prompt on a terminal, the script on standard input otherwise.
struct Descent: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "descent",
        abstract: "A laboratory for learning how models are optimised.",
        discussion: """
            Without a subcommand: the prompt on a terminal; otherwise standard input is run as a script, up to the \
            first line that fails.

            EXAMPLES
              descent
              echo 'minimize(rosenbrock, Adam(lr=0.05), steps=500)' | descent
              descent eval 'gradient(rosenbrock, (1.2, 1))'
              descent eval --json 'minimize(sphere, SGD(0.1), start=(1, 1), steps=50)'
              descent run Lessons/01-loss-and-training-loop.md
              descent train.py --epochs 5

            Results go to standard output, messages to standard error. Exit codes: 0 done, 1 the work failed, \
            2 the call was wrong, 130 stopped with Ctrl-C. Colour is used only on a terminal and never when NO_COLOR \
            is set. Files of your own live where the XDG base directories say, or under DESCENT_HOME.
            """,
        version: Version.current,
        subcommands: [
            Eval.self, RunCommand.self, LessonCommand.self, StudyCommand.self, TrialCommand.self, ProgressCommand.self,
            GradeCommand.self, PresentCommand.self, KernelCommand.self, Doctor.self, ExportCommand.self,
            ReferenceCommand.self, LedgerCommand.self,
        ])

    func run() throws {
        let laboratory = Laboratory(permission: .everything)
        guard isatty(STDIN_FILENO) == 1 else {
            throw ExitCode(laboratory.script(laboratory.lessons()).runStandardInput())
        }
        laboratory.prompt(laboratory.lessons()).run(welcome: Version.welcome)
    }
}
