import Answers
import Language
import ArgumentParser
import Studies
import Terminal
import Tuning

/// `descent study …`: studies of hyperparameters that are kept in files or on a PostgreSQL server.
struct StudyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "study",
        abstract: "List, show, take along and work on studies that are kept in a file or on a server.",
        discussion: """
            Where a file of studies is asked for, the address of a database on a PostgreSQL server does as well: \
            postgresql://user@host/database. Its password is best left to PGPASSWORD or ~/.pgpass, where nobody sees it.

            EXAMPLES
              descent study list studies.db
              descent study show studies.db lr
              descent study worker studies.db tune.py --study lr --trials 50
              descent study export studies.db --optuna optuna.db
              descent study import optuna.db --into studies.db
              descent study import studies.db --into postgresql://me@cluster/studies
            """,
        subcommands: [List.self, Show.self, Worker.self, Export.self, Import.self, Delete.self],
        defaultSubcommand: List.self)

    /// What a storage is called in the help.
    static let storage = ArgumentHelp("A file of studies, or postgresql://…", valueName: "storage")

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the studies of a file or a server.",
            discussion: """
                EXAMPLES
                  descent study list studies.db
                  descent study list studies.db --json
                """)

        @Flag(help: "Print a line of JSON for each study.")
        var json = false

        @Argument(help: StudyCommand.storage)
        var storage: String

        func run() throws {
            try Console.reporting {
                let studies = try StudyDatabase(storage, mayCreate: false).studies()
                if json { return studies.forEach { Console.line($0.json.text) } }
                guard !studies.isEmpty else { return Console.line("no studies yet") }
                let head = ["study", "trials", "complete", "best", "looks for"]
                let rows = studies.map { study in
                    [
                        study.header.name, "\(study.trials)", "\(study.counts["complete"] ?? 0)",
                        study.best.map { $0.short(6) } ?? "–",
                        study.header.directions.map(\.rawValue).joined(separator: ", "),
                    ]
                }
                let width = Screen.ofStandardOutput().columns
                Console.line(
                    set: TextTable.lines([head] + rows, width: width, leftColumns: [0, 4]).joined(separator: "\n"))
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one study: how it was set up, its best trial, its last trials.",
            discussion: """
                With --json, one line for each trial, the first to the last.

                EXAMPLES
                  descent study show studies.db
                  descent study show studies.db lr --json
                """)

        @Flag(help: "Print a line of JSON for each trial.")
        var json = false

        @Argument(help: StudyCommand.storage)
        var storage: String

        @Argument(help: ArgumentHelp("The study; not needed where there is only one.", valueName: "study"))
        var study: String?

        func run() throws {
            try Console.reporting {
                let copy = try StudyDatabase(storage, mayCreate: false).study(study).copy()
                if json { return copy.trials.forEach { Console.line($0.account.text) } }
                Console.line(set: copy.table(width: Screen.ofStandardOutput().columns))
            }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write studies in Optuna's formats, for Optuna 3.2 to 5 and optuna-dashboard.",
            discussion: """
                --optuna makes an SQLite storage (revision v3.2.0.a, times in UTC), --journal a journal file. The new file has \
                to be new: a storage that is in use is never written over.

                EXAMPLES
                  descent study export studies.db --optuna optuna.db
                  descent study export studies.db lr --journal lr.log
                """)

        @Option(help: ArgumentHelp("The storage to make.", valueName: "file"))
        var optuna: String?

        @Option(help: ArgumentHelp("The journal to make.", valueName: "file"))
        var journal: String?

        @Argument(help: StudyCommand.storage)
        var storage: String

        @Argument(help: ArgumentHelp("The study; all of them without it.", valueName: "study"))
        var study: String?

        func validate() throws {
            guard (optuna == nil) != (journal == nil) else {
                throw ValidationError("name one file: --optuna or --journal")
            }
        }

        func run() throws {
            try Console.reporting {
                let store = try StudyDatabase(storage, mayCreate: false)
                let names = try study.map { [$0] } ?? store.studies().map(\.header.name)
                let copies = try names.map { try store.study($0).copy() }
                if let optuna { try OptunaStorage.write(copies, to: optuna) }
                if let journal { try OptunaJournal.write(copies, to: journal) }
                let trials = copies.reduce(0) { $0 + $1.trials.count }
                Console.line(
                    "\(Phrase.count(copies.count, "study", "studies")) with \(Phrase.count(trials, "trial")) exported")
            }
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Take studies over from another file or server, or from Optuna's storage or journal.",
            discussion: """
                Trials that are running there are asked for again. A study whose name is taken already is refused; --study and \
                --as take one over under another name.

                EXAMPLES
                  descent study import optuna.db --into studies.db
                  descent study import optuna.log --into studies.db --study lr --as lr-2
                  descent study import studies.db --into postgresql://me@cluster/studies
                """)

        @Option(
            help: ArgumentHelp("The file of studies, made where it is missing, or postgresql://…", valueName: "storage")
        )
        var into: String

        @Option(help: ArgumentHelp("Only this study.", valueName: "name"))
        var study: String?

        @Option(name: .customLong("as"), help: ArgumentHelp("Its new name.", valueName: "name"))
        var newName: String?

        @Argument(
            help: ArgumentHelp(
                "A file of studies, postgresql://…, or a storage or a journal of Optuna's.", valueName: "source"))
        var source: String

        func validate() throws {
            if newName != nil, study == nil { throw ValidationError("--as needs --study") }
        }

        func run() throws {
            try Console.reporting {
                let found = try copies()
                let chosen = study.map { name in found.filter { $0.header.name == name } } ?? found
                if let study, chosen.isEmpty {
                    let names = found.map { "'\($0.header.name)'" }
                    let name = StudyDatabase.shown(source)
                    throw Mistake("'\(name)' has no study '\(study)'", expected: Phrase.alternatives(names))
                }
                let database = try StudyDatabase(into)
                do { try database.take(chosen, as: newName) } catch var mistake as Mistake
                    where mistake.suggestion == "load_if_exists=True"
                {
                    // The words of a program are no help on a command line.
                    mistake.expected = "another name"
                    mistake.suggestion =
                        "descent study import \(StudyDatabase.shown(source)) --into \(StudyDatabase.shown(into)) "
                        + "--study NAME --as OTHER"
                    throw mistake
                }
                let trials = chosen.reduce(0) { $0 + $1.trials.count }
                Console.line(
                    "\(Phrase.count(chosen.count, "study", "studies")) with \(Phrase.count(trials, "trial")) taken over"
                )
            }
        }

        private func copies() throws -> [StudyCopy] {
            guard StudyDatabase.isOne(source) else {
                return OptunaJournal.isOne(source) ? try OptunaJournal.read(source) : try OptunaStorage.read(source)
            }
            let database = try StudyDatabase(source, mayCreate: false)
            return try database.studies().map { try database.study($0.header.name).copy().begunAnew }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete",
            abstract: "Delete a study with all its trials.",
            discussion: """
                EXAMPLE
                  descent study delete studies.db lr
                """)

        @Argument(help: StudyCommand.storage)
        var storage: String

        @Argument(help: ArgumentHelp("The study.", valueName: "study"))
        var study: String

        func run() throws {
            try Console.reporting {
                try StudyDatabase(storage, mayCreate: false).delete(study)
                Console.line("'\(study)' deleted")
            }
        }
    }
}
