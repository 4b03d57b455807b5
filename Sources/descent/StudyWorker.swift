import Answers
import ArgumentParser
import Conversation
import Language
import Studies
import Terminal
import Tuning

extension StudyCommand {
    /// `descent study worker STORAGE SCRIPT`: works on a study; as many of them as there are processors may.
    struct Worker: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "worker",
            abstract: "Work on a study with a script's objective; several processes may share one.",
            discussion: """
                The script defines `objective`, and `space` where the objective takes the hyperparameters themselves. The study is \
                made where it is missing. Each worker takes the next trial that nobody has; a trial whose worker has ended is begun \
                anew by another. Ctrl-C ends a worker after everything is stored. On a server (postgresql://…) workers of any number of \
                machines may share a study; a server that cannot be reached is waited for for a minute.

                EXAMPLES
                  descent study worker studies.db tune.py --study lr --trials 50
                  descent study worker postgresql://me@cluster/studies tune.py --study lr --timeout 3600
                """)

        @Option(help: ArgumentHelp("The study.", valueName: "name"))
        var study = "study"

        @Option(help: "How many trials this worker makes.")
        var trials: Int?

        @Option(help: "Seconds after which it begins no further trial.")
        var timeout: Double?

        @Option(help: "The function that is called.")
        var objective = "objective"

        @Argument(
            help: ArgumentHelp("A file of studies, made where it is missing, or postgresql://…", valueName: "storage"))
        var storage: String

        @Argument(help: ArgumentHelp("The script with the objective.", valueName: "script"))
        var script: String

        func validate() throws {
            guard trials != nil || timeout != nil else {
                throw ValidationError("say when it ends: --trials or --timeout")
            }
            if let trials, trials < 1 { throw ValidationError("--trials is at least 1") }
            if let timeout, timeout <= 0 { throw ValidationError("--timeout is above 0") }
        }

        func run() throws {
            let laboratory = Laboratory(permission: .everything)
            let script = ScriptObjective(laboratory, objective)
            try script.load(self.script)
            // A message shows the line that it is about: the storage, which may be an address with a password, is not in it.
            _ = laboratory.interpreter.evaluate("\(Worker.storage) = \(JSON.string(storage).text)")
            let line = try Console.reporting {
                try self.line(hasSpace: script.hasSpace, laboratory.session.work)
            }
            laboratory.progress.begin()
            let reply = laboratory.interpreter.evaluate(line)
            laboratory.progress.finish()
            script.tell(reply)
            if var failure = reply.failure {
                // Nobody has typed the worker's own line, and it says nothing.
                if failure.source?.text == line { (failure.source, failure.range) = (nil, nil) }
                Console.message(set: laboratory.messages.text(of: failure))
                throw ExitCode(1)
            }
            if reply.wasInterrupted || laboratory.session.work.isCancelled { throw ExitCode(130) }
        }

        /// What the line of the worker calls its storage.
        private static let storage = "worker_storage"

        /// Whether the study is there already: it goes on with its own sampler and pruner.
        ///
        /// - Throws: `Mistake` for a file that is locked or damaged, at once: asked again it would be waited for again.
        private func isThere(_ work: Work) throws -> Bool {
            guard StudyDatabase.isOne(storage) else { return false }
            if StudyDatabase.isServer(storage) {
                return (try? StudyDatabase(storage, mayCreate: false, work: work).study(study)) != nil
            }
            let file = try StudyDatabase(storage, mayCreate: false, work: work)
            return (try? file.study(study)) != nil
        }

        private func line(hasSpace: Bool, _ work: Work) throws -> String {
            let name = JSON.string(study).text
            let ends = [trials.map { "n\(hasSpace ? "" : "_trials")=\($0)" }, timeout.map { "timeout=\($0)" }]
                .compactMap { $0 }.joined(separator: ", ")
            let kept = "storage=\(Worker.storage), study_name=\(name)"
            // Each worker counts its own trials: with `study` n means more of them, and not how many there are in the end.
            if hasSpace {
                let study =
                    try isThere(work)
                    ? "load_study(\(kept))" : "create_study(\(kept), load_if_exists=True, pruner=NopPruner())"
                return "tune(\(objective), space, \(ends), study=\(study))"
            }
            // A trial that fails is that trial's matter.
            return "create_study(\(kept), load_if_exists=True).optimize(\(objective), \(ends), catch=(Exception,))"
        }
    }
}
