import Answers
public import ArgumentParser
public import Export
import Files
import Foundation
import Language
import Lessons
import Terminal

extension DocumentFormat: ExpressibleByArgument {}

/// `descent export FILE --to html`: documents to take away.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Make a web page, a Jupyter notebook, a PDF or Markdown of lessons and notebooks.",
        discussion: """
            The cells are run once, so that their pictures can be drawn; with --as-written they are not, and the page \
            shows the outputs that stand in the file. A page is one file with everything inside it and needs no network. A \
            lesson that became a notebook (.ipynb) comes back from it with --to md, byte for byte.

            With --answers the document holds your own answers, with what they are worth; --progress takes them from a \
            file made by descent progress export.

            EXAMPLES
              descent export Lessons/01-loss-and-training-loop.md --to html
              descent export adaptive-rates --to pdf -o adam.pdf
              descent export first-descent --answers --name Ada --to html -o ada.html
              descent export Lessons/*.md --to html -o site
              descent export 01-loss-and-training-loop.ipynb --to md -o back.md
            """)

    @Option(help: ArgumentHelp("html, ipynb, pdf or md.", valueName: "format"))
    var to: DocumentFormat

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The file, or for several documents the folder; - for standard output. Without it, here.", valueName: "file"
        ))
    var output: String?

    @Flag(help: "Put your own answers in.")
    var answers = false

    @Option(help: ArgumentHelp("Put the answers of this exported record in.", valueName: "file"))
    var progress: String?

    @Option(help: ArgumentHelp("Whose work it is; without it, whom the exported record names.", valueName: "name"))
    var name: String?

    @Flag(help: "Do not run the cells.")
    var asWritten = false

    @OptionGroup var mode: BudgetOption

    @Flag(help: "Replace files that exist.")
    var replace = false

    @Argument(help: ArgumentHelp("Lessons by file, number or id; notebooks by file.", valueName: "lesson"))
    var files: [String]

    func validate() throws {
        guard !answers || progress == nil else { throw ValidationError("say --answers or --progress, not both") }
        guard name == nil || answers || progress != nil else {
            throw ValidationError("--name goes with --answers or --progress")
        }
        guard output != "-" || files.count == 1 else { throw ValidationError("one document goes to standard output") }
    }

    func run() throws {
        var isGood = true
        try Console.reporting {
            if to == .md, !answers, progress == nil {
                for file in files { try makeMarkdown(file) }
                return
            }
            let course = Course.standard
            let sources = try files.map { try source($0, course) }
            let places = try sources.map { try place(of: $0.lesson.file) }
            let named = Dictionary(grouping: places, by: \.self)
            if let twin = named.first(where: { $0.value.count > 1 })?.key {
                throw Mistake("two documents would become \(twin)", expected: "lessons of different names")
            }
            var pages: [String: String] = [:]
            for (source, place) in zip(sources, places) {
                pages[Folder.split(source.lesson.file).name] = Folder.split(place).name
            }
            for (source, place) in zip(sources, places) {
                isGood = try make(source, place, pages, course.titles(requiredBy: source.lesson)) && isGood
            }
        }
        if !isGood { throw ExitCode(1) }
    }

    /// A path, or a lesson of the course.
    private func source(_ named: String, _ course: Course) throws -> LessonSource {
        let isPath = named.hasSuffix(".md") || named.hasSuffix(".ipynb") || named.contains("/")
        return try LessonSource(isPath ? named : course.lesson(named: named).file)
    }

    private func place(of file: String) throws -> String {
        let stem = (Folder.split(file).name as NSString).deletingPathExtension
        let name = stem + "." + to.rawValue
        guard let output, output != "-" else { return name }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
        guard files.count > 1 || output.hasSuffix("/") || exists && isFolder.boolValue else { return output }
        if !exists { try? FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true) }
        return (output as NSString).appendingPathComponent(name)
    }

    /// Whether nothing went wrong.
    private func make(
        _ source: LessonSource, _ place: String, _ pages: [String: String], _ titles: [String: String]
    ) throws -> Bool {
        let lesson = source.lesson
        let work = try finishedWork(lesson)
        try checkPlace(place)
        let laboratory = Laboratory(permission: .computing, budget: mode.budget)
        laboratory.progress.begin()
        var performance: Performance?
        if to != .md, !asWritten {
            performance = Performance(
                lesson, session: laboratory.lessonSession(), answers: work?.answers(to: lesson) ?? [:],
                drawing: to == .ipynb ? .png : .svg)
        }
        laboratory.progress.finish()
        if performance?.wasStopped == true { throw ExitCode(130) }
        let bytes = try to.bytes(
            of: source, performance: performance, work: work, pages: pages, titles: titles,
            path: ProcessInfo.processInfo.environment["PATH"] ?? "", stop: laboratory.session.work)
        for problem in performance?.problems ?? [] { Console.message(problem) }
        if let missing = performance?.missingPictures {
            Console.message("pictures are shown in characters: \(missing)")
        }
        try write(bytes, place)
        return performance?.problems.isEmpty ?? true
    }

    /// The lesson of a notebook, also of one that has to be mended before it can be read.
    private func makeMarkdown(_ file: String) throws {
        guard file.hasSuffix(".ipynb") else {
            throw Mistake("\(file) is Markdown already", expected: "--answers, or a notebook that ends in .ipynb")
        }
        let place = try place(of: file)
        try checkPlace(place)
        try write(Array(LessonSource.text(of: file).utf8), place)
    }

    /// Says early that a document cannot be written.
    private func checkPlace(_ place: String) throws {
        guard output != "-" else { return }
        try FileDraft.check(place)
        if !replace, FileManager.default.fileExists(atPath: place) {
            throw Mistake("\(place) exists already", expected: "another name: -o …", try: "--replace")
        }
    }

    private func write(_ bytes: [UInt8], _ place: String) throws {
        if output == "-" {
            _ = Descriptor.write(bytes, to: STDOUT_FILENO)
        } else {
            try FileDraft.write(bytes, to: place, mayReplace: replace)
            Console.line(place)
        }
    }

    private func finishedWork(_ lesson: Lesson) throws -> FinishedWork? {
        let records: [ItemRecord]
        var learner = name
        if let progress {
            let bytes = try TextFile.bytes(progress, limit: 1 << 26)
            let export = try ProgressExport(reading: Data(bytes), from: progress)
            records = export.answers.filter { $0.lesson == lesson.header.id }
            learner = name ?? export.learner
        } else if answers {
            records = try LazyProgress.open().records(of: lesson.header.id)
        } else {
            return nil
        }
        guard !records.isEmpty else {
            throw Mistake(
                "there are no answers to \(lesson.header.id) in \(progress ?? "your record")",
                expected: "a lesson that was begun", try: "descent progress show")
        }
        return FinishedWork(lesson, records: records, name: learner)
    }
}
