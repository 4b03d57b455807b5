import Answers
import ArgumentParser
import Export
import Files
import Foundation
import Language
import Lessons
import Terminal

/// What an author does with a lesson beside checking and testing it.
extension LessonCommand {
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Begin a lesson: a file with everything in it, and blanks {{…}} to fill.",
            discussion: """
                It passes descent lesson check as soon as its blanks are filled. docs/lessons.md is the author's guide.

                EXAMPLE
                  descent lesson new Lessons/05-warm-up.md
                """)

        @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
        var file: String

        func run() throws {
            try Console.reporting {
                let name = file.hasSuffix(".md") ? file : file + ".md"
                let skeleton = try LessonSkeleton(for: name)
                try FileDraft.write(Array(skeleton.text.utf8), to: name, mayReplace: false)
                Console.line("\(name): fill the blanks {{…}}, then: descent lesson check \(name)")
            }
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "Write copies for students, without solutions and hidden checks.",
            discussion: """
                Everything else stays as it is, ids and version too: answers to the copy are answers to the lesson.

                EXAMPLE
                  descent lesson release Lessons/05-warm-up.md -o handout
                """)

        @Option(name: [.short, .long], help: ArgumentHelp("The folder of the copies.", valueName: "folder"))
        var output = "released"

        @Flag(help: "Replace copies that exist.")
        var replace = false

        @Argument(help: ArgumentHelp("The lessons.", valueName: "file"))
        var files: [String]

        func run() throws {
            try Console.reporting {
                let copies = try files.map { file in
                    (Folder.split(file).name, try StudentCopy(of: Course.lesson(at: file)).text)
                }
                try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
                for (name, text) in copies {
                    let place = (output as NSString).appendingPathComponent(name)
                    try FileDraft.write(Array(text.utf8), to: place, mayReplace: replace)
                    Console.line(place)
                }
            }
        }
    }

    struct Format: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fmt",
            abstract: "Bring lessons into their usual form.",
            discussion: """
                Attributes are sorted, line ends are of one kind, empty lines stand alone. What the lesson says and does \
                stays the same.

                EXAMPLES
                  descent lesson fmt Lessons/05-warm-up.md
                  descent lesson fmt --check
                """)

        @Flag(help: "Change nothing; exit code 1 when something would be changed.")
        var check = false

        @Argument(help: ArgumentHelp("The files; without any, all lessons.", valueName: "file"))
        var files: [String] = []

        func run() throws {
            var isGood = true
            try Console.reporting {
                for lesson in try LessonFiles.chosen(files, Course.standard) {
                    let formatted = try LessonFormat(of: lesson).text
                    guard try TextFile.read(lesson.file) != formatted else { continue }
                    if check {
                        isGood = false
                        Console.line("\(lesson.file): not in its usual form")
                    } else {
                        try FileDraft.write(Array(formatted.utf8), to: lesson.file)
                        Console.line(lesson.file)
                    }
                }
            }
            if !isGood { throw ExitCode(1) }
        }
    }

    struct Watch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "watch",
            abstract: "Check lessons again whenever they are saved, until Ctrl-C.",
            discussion: """
                EXAMPLE
                  descent lesson watch Lessons/05-warm-up.md
                """)

        @Argument(help: ArgumentHelp("The files.", valueName: "file"))
        var files: [String]

        func run() throws {
            let laboratory = Laboratory(permission: .computing)
            let work = laboratory.session.work
            var watch = FileWatch(files)
            var saved = files
            while !saved.isEmpty {
                let course = Course.standard(work)
                for file in saved where !work.isCancelled {
                    do {
                        _ = LessonFiles.check(try LessonFiles.read(file, asNotebook: false), course, laboratory)
                    } catch is ExitCode {
                        // What is wrong was told; the next saving may mend it.
                    }
                }
                if work.isCancelled { break }
                Console.message("waiting for the next saving; Ctrl-C ends")
                saved = watch.next(work)
            }
            throw ExitCode(130)
        }
    }

    struct Serve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: "Show the page of a lesson in a browser, and load it again whenever it is saved, until Ctrl-C.",
            discussion: """
                The page can be had on this machine alone.

                EXAMPLE
                  descent lesson serve Lessons/05-warm-up.md
                """)

        @Option(help: ArgumentHelp("Where to listen; 0 for any port that is free.", valueName: "port"))
        var port: UInt16 = 8000

        @Flag(help: "Do not run the cells.")
        var asWritten = false

        @Argument(help: ArgumentHelp("The lesson.", valueName: "file"))
        var file: String

        func run() throws {
            let laboratory = Laboratory(permission: .computing)
            let work = laboratory.session.work
            try Console.reporting {
                let server = try PageServer(port: port)
                let end = Work()
                Thread.detachNewThread { server.run(end) }
                var watch = FileWatch([file])
                server.show(page(laboratory))
                Console.line("\(file) is shown at \(server.address)   (Ctrl-C ends)")
                while !work.isCancelled, !watch.next(work).isEmpty {
                    server.show(page(laboratory))
                    if !work.isCancelled { Console.message("\(file) was saved, and is shown anew") }
                }
                end.cancel()
            }
            throw ExitCode(130)
        }

        /// Cells may take a while: what runs is said, so that nobody takes the silence for an end.
        private func run(_ lesson: Lesson, _ laboratory: Laboratory) -> Performance {
            let count = lesson.cells.count + lesson.exercises.count
            Console.message("running the \(Phrase.count(count, "cell")) of \(file)")
            laboratory.progress.begin()
            defer { laboratory.progress.finish() }
            return Performance(lesson, session: laboratory.lessonSession())
        }

        private func page(_ laboratory: Laboratory) -> String {
            do {
                let lesson = try LessonSource(file).lesson
                let performance = asWritten ? nil : run(lesson, laboratory)
                for problem in performance?.problems ?? [] { Console.message(problem) }
                let titles = Course.standard(laboratory.session.work).titles(requiredBy: lesson)
                return LessonPage(lesson, performance: performance, titles: titles, for: .serving).html
            } catch let mistake as Mistake {
                Console.message(mistake.text)
                return LessonPage.faults(mistake.text, in: file)
            } catch {
                Console.message("\(error)")
                return LessonPage.faults("\(error)", in: file)
            }
        }
    }
}
