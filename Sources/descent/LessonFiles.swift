import ArgumentParser
import Conversation
import Glibc
import Language
import Lessons
import Answers
import Terminal

/// Lessons as files: finding, reading and running them without questions.
enum LessonFiles {
    /// What came of one lesson.
    struct Result: Sendable {
        var text: String
        var isGood: Bool
        /// Whether the text is a message and no result.
        var isFault: Bool
        var report: LessonReport
    }

    /// The named files, or all lessons of the course.
    ///
    /// - Throws: exit code 1 when one cannot be read; the reason stands on standard error.
    static func chosen(_ files: [String], _ course: Course) throws -> [Lesson] {
        guard files.isEmpty else {
            // All that cannot be read are told, not only the first.
            let lessons = files.map { file in Swift.Result { try read(file, asNotebook: false) } }
            return try lessons.map { try $0.get() }
        }
        for faults in course.faults { Console.message(faults.description) }
        guard course.faults.isEmpty else { throw ExitCode(1) }
        guard !course.lessons.isEmpty else {
            Console.message("there are no lessons in \(course.folder); DESCENT_LESSONS names another folder")
            throw ExitCode(1)
        }
        return course.lessons
    }

    /// The lesson that a number, an id or the beginning of a name means, or the file of that name.
    static func meant(by name: String) throws -> Lesson {
        if name.hasSuffix(".md") || access(name, F_OK) == 0 { return try read(name, asNotebook: true) }
        return try Console.reporting { try Course.standard.lesson(named: name) }
    }

    static func read(_ file: String, asNotebook: Bool) throws -> Lesson {
        try Console.reporting { try Course.lesson(at: file, asNotebook: asNotebook) }
    }

    /// Tells what is wrong with a lesson; whether nothing is.
    static func check(_ lesson: Lesson, _ course: Course, _ laboratory: Laboratory) -> Bool {
        let faults = LessonCheck(lesson, course: course, session: laboratory.lessonSession).faults()
        for fault in faults { Console.message(fault.description) }
        if faults.isEmpty, !laboratory.session.work.isCancelled { Console.line("\(lesson.file): good") }
        return faults.isEmpty
    }

    /// Runs a lesson or notebook; 0, 1 or 130.
    static func run(_ lesson: Lesson, _ budget: Budget) -> Int32 {
        let laboratory = Laboratory(permission: .computing, budget: budget)
        var code: Int32 = 0
        laboratory.progress.begin()
        _ = NotebookRunner(lesson, session: laboratory.session).run { entry in
            laboratory.progress.finish()
            if !entry.output.isEmpty { Console.line(entry.output.joined(separator: "\n")) }
            switch entry.status {
            case .done: break
            case .failed(let problem):
                code = 1
                Console.message(problem)
            case .differs(let difference):
                code = 1
                let place = "\(lesson.file):\(entry.line): the output of \(entry.id) is not what stands there"
                Console.message(set: laboratory.messages.painted(place, .problem) + "\n" + difference.visible)
            case .stopped: code = 130
            }
            laboratory.progress.begin()
        }
        laboratory.progress.finish()
        return code
    }
}
