public import Answers
import Files
import Foundation
import Markdown

/// The lessons of one folder, in the order of their file names.
public struct Course: Sendable {
    /// Where its files lie.
    public let folder: String
    /// The lessons that could be read.
    public let lessons: [Lesson]
    /// Files that could not be read.
    public let faults: [LessonFaults]

    /// - Parameters:
    ///   - folder: a missing one holds no lessons.
    ///   - work: reading ends when it is cancelled.
    public init(_ folder: String, work: Work = Work()) {
        self.folder = folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var lessons: [Lesson] = []
        var faults: [LessonFaults] = []
        var bytes = 0
        for name in names.sorted() where name.hasSuffix(".md") && !name.hasSuffix(".corrected.md") {
            if work.isCancelled { break }
            let path = (folder as NSString).appendingPathComponent(name)
            guard lessons.count + faults.count < Course.mostLessons, bytes < Course.mostBytes else {
                let mistake = Mistake("this lesson and those after it were not read: the folder holds too many")
                faults.append(LessonFaults([LessonFault(file: path, line: 1, mistake)]))
                break
            }
            do {
                guard TextFile.isOrdinary(path) else { throw Mistake("\(path) is no ordinary file") }
                let lesson = try Course.lesson(at: path, work: work)
                bytes += lesson.text.utf8.count
                lessons.append(lesson)
            } catch let error as LessonFaults {
                faults.append(error)
            } catch {
                let mistake = Course.mistake(error, withoutNaming: path)
                faults.append(LessonFaults([LessonFault(file: path, line: 1, mistake)]))
            }
        }
        self.lessons = lessons
        self.faults = faults
    }

    private init(_ folder: String, _ lessons: [Lesson], _ faults: [LessonFaults]) {
        self.folder = folder
        self.lessons = lessons
        self.faults = faults
    }

    /// The course that a file belongs to: the lessons of its own folder, and of this course those whose ids are not among them.
    func around(_ file: String) -> Course {
        let own = (file as NSString).deletingLastPathComponent
        let place = own.isEmpty ? "." : own
        if isSame(place, folder) { return self }
        let near = Course(place)
        let ids = Set(near.lessons.map(\.header.id))
        return Course(place, near.lessons + lessons.filter { !ids.contains($0.header.id) }, near.faults)
    }

    /// What is wrong with a file, to stand behind its name.
    private static func mistake(_ error: any Error, withoutNaming path: String) -> Mistake {
        guard var mistake = error as? Mistake else { return Mistake("\(error)") }
        if mistake.problem.hasPrefix(path) {
            let rest = mistake.problem.dropFirst(path.count)
            mistake.problem = rest.hasPrefix(": ") ? String(rest.dropFirst(2)) : "the file\(rest)"
        }
        return mistake
    }

    /// The folder that lessons are looked for in: `DESCENT_LESSONS`, else `Lessons` beside the program or above it,
    /// else where `make install` puts them, else `Lessons` in the present folder.
    public static func standardFolder(_ variable: (String) -> String?, program: String) -> String {
        if let given = variable("DESCENT_LESSONS"), !given.isEmpty { return given }
        let files = FileManager.default
        var folder = (program as NSString).deletingLastPathComponent
        let installed = ((folder as NSString).deletingLastPathComponent as NSString)
            .appendingPathComponent("share/descent/Lessons")
        if files.fileExists(atPath: installed) { return installed }
        // A program that was built in a checkout stands a few folders below its Lessons.
        for _ in 0..<6 where folder.count > 1 {
            let candidate = (folder as NSString).appendingPathComponent("Lessons")
            if files.fileExists(atPath: (candidate as NSString).appendingPathComponent("jupytext.toml")) {
                return candidate
            }
            folder = (folder as NSString).deletingLastPathComponent
        }
        return "Lessons"
    }

    /// Files that are read.
    private static let mostLessons = 500
    /// Bytes that they may have together.
    private static let mostBytes = 1 << 24

    /// Reads one file.
    ///
    /// - Parameter work: reading ends when it is cancelled.
    public static func lesson(at path: String, asNotebook: Bool = false, work: Work = Work()) throws -> Lesson {
        let text = try TextFile.read(path, limit: MarkdownBudget.bytes, work: work)
        return try LessonReader.read(text, file: path, asNotebook: asNotebook, work: work)
    }

    func isSame(_ a: String, _ b: String) -> Bool {
        URL(fileURLWithPath: a).standardizedFileURL == URL(fileURLWithPath: b).standardizedFileURL
    }
}
