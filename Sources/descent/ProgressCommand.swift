import ArgumentParser
import Foundation
import Language
import Lessons
import Answers
import Terminal

/// `descent progress …`: the learner's own record.
struct ProgressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Show, take along or forget your record of the lessons.",
        discussion: """
            EXAMPLES
              descent progress
              descent progress export > mine.json
              descent progress import mine.json
              descent progress forget momentum
            """,
        subcommands: [Show.self, Export.self, Import.self, Forget.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show what is recorded.",
            discussion: """
                With --json, one line for each question and exercise of the lessons that were begun.

                EXAMPLES
                  descent progress show
                  descent progress show --json
                """)

        @Flag(help: "Print the grades as lines of JSON.")
        var json = false

        func run() throws {
            let store = try LazyProgress.open()
            if json {
                for lesson in Course.standard.lessons {
                    let records = store.records(of: lesson.header.id)
                    guard !records.isEmpty else { continue }
                    for grade in Guide(lesson, records: records).grades { Console.line(grade.json.text) }
                }
                return
            }
            let course = Course.standard.lessons
            Console.line(ProgressTable.text(try store.allRecords(), try store.allPlaces(), course: course))
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Print the record as JSON, to take along or to hand in.",
            discussion: """
                With a checksum, so that damage and changes are noticed. A teacher grades the file with descent grade.

                EXAMPLES
                  descent progress export > mine.json
                  descent progress export --name Ada --lesson first-descent > ada.json
                """)

        @Option(help: "Whose it is; without it the name of your account.")
        var name: String?

        @Option(help: ArgumentHelp("Only this lesson, by its id; may be given several times.", valueName: "lesson"))
        var lesson: [String] = []

        func run() throws {
            let store = try LazyProgress.open()
            let export = try ProgressExport(store, learner: name ?? Environment.process["USER"], lessons: lesson)
            for id in lesson where !export.answers.contains(where: { $0.lesson == id }) {
                let known = Set(try store.allRecords().map(\.lesson)).sorted()
                Console.message(
                    Mistake(
                        "nothing is recorded of a lesson \(id)",
                        expected: known.isEmpty ? "a lesson that was begun" : "one of \(known.joined(separator: ", "))"
                    ).text)
                throw ExitCode(1)
            }
            Console.line(try export.text())
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Join an exported record to yours: what was passed in one of them is passed.",
            discussion: """
                EXAMPLE
                  descent progress import mine.json
                """)

        @Argument(help: ArgumentHelp("A file made by export.", valueName: "file"))
        var file: String

        func run() throws {
            let data = Data(try Whole.text(of: file).utf8)
            try Console.reporting {
                let count = try ProgressExport(reading: data, from: file).merge(into: try LazyProgress.open())
                Console.line("\(count) \(count == 1 ? "record" : "records") taken over")
            }
        }
    }

    struct Forget: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget",
            abstract: "Forget one lesson, or everything.",
            discussion: """
                EXAMPLES
                  descent progress forget momentum
                  descent progress forget --everything
                """)

        @Flag(help: "Forget all lessons.")
        var everything = false

        @Argument(help: ArgumentHelp("The id of a lesson.", valueName: "lesson"))
        var lesson: String?

        func validate() throws {
            guard everything == (lesson == nil) else {
                throw ValidationError("name one lesson, or say --everything")
            }
        }

        func run() throws {
            let count = try LazyProgress.open().forget(lesson)
            Console.line("\(count) \(count == 1 ? "answer" : "answers") forgotten")
        }
    }
}
