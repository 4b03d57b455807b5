import Answers
import Foundation

/// How lessons are called: what a list shows is what they are started by.
extension Course {
    /// The number of each lesson: that which its file name begins with; for a file without one, or with one that an earlier file has,
    /// the first that no other has.
    public var numbers: [Int] {
        var taken: Set<Int> = []
        let own = lessons.map { lesson in
            Course.number(of: lesson.file).flatMap { taken.insert($0).inserted ? $0 : nil }
        }
        var next = 1
        return own.map { number in
            if let number { return number }
            while !taken.insert(next).inserted { next += 1 }
            return next
        }
    }

    /// The number of the lesson with this id; nil where there is none.
    func number(of id: String) -> Int? {
        zip(numbers, lessons).first { $1.header.id == id }?.0
    }

    /// The titles of the lessons that a lesson asks for, by their ids, as they are found beside its file and in this course.
    public func titles(requiredBy lesson: Lesson) -> [String: String] {
        guard !lesson.header.requires.isEmpty else { return [:] }
        let known = around(lesson.file).lessons.filter { lesson.header.requires.contains($0.header.id) }
        return Dictionary(known.map { ($0.header.id, $0.header.title) }, uniquingKeysWith: { first, _ in first })
    }

    /// The number that a file name begins with.
    private static func number(of file: String) -> Int? {
        Int((file as NSString).lastPathComponent.prefix { $0.isASCII && $0.isNumber })
    }

    /// The lesson a person means: a number as listed, an id, a title or the beginning of one, a part of its file's name, or a path.
    ///
    /// - Throws: a `Mistake` that says what there is, or `LessonFaults` for a file that cannot be read.
    public func lesson(named name: String) throws -> Lesson {
        let numbers = numbers
        if let number = Int(name), let index = numbers.firstIndex(of: number) { return lessons[index] }
        if let found = lessons.first(where: { $0.header.id == name }) { return found }
        if name.hasSuffix(".md") { return try Course.lesson(at: name) }
        let found = lessons.indices.filter { Course.isMeant(lessons[$0], by: name) }
        let titled = found.filter { Course.plain(lessons[$0].header.title).hasPrefix(Course.plain(name)) }
        if let only = found.count == 1 ? found.first : titled.count == 1 ? titled.first : nil { return lessons[only] }
        if let exact = titled.first(where: { Course.plain(lessons[$0].header.title) == Course.plain(name) }) {
            return lessons[exact]
        }
        if name.contains("/") { return try Course.lesson(at: name) }
        if let broken = faults.first(where: { ($0.faults.first?.file ?? "").contains(name) }), !name.isEmpty {
            throw broken
        }
        guard found.isEmpty else {
            let several = found.map { "\(numbers[$0]) (\(lessons[$0].header.title))" }
            throw Mistake(
                "several lessons are called \(name)", expected: "one of \(several.joined(separator: ", "))",
                try: ":start \(numbers[found[0]])")
        }
        let known = zip(numbers, lessons).map { "\($0) \($1.header.id)" }
        throw Mistake(
            name.isEmpty ? "no lesson is named" : "there is no lesson \(name)",
            expected: lessons.isEmpty
                ? "lessons in the folder \(folder)"
                : "a number, an id, a title or a file: \(known.joined(separator: ", "))",
            try: lessons.isEmpty ? "DESCENT_LESSONS=… descent" : ":start \(numbers[0])")
    }

    private static func isMeant(_ lesson: Lesson, by name: String) -> Bool {
        let plain = plain(name)
        guard !plain.isEmpty else { return false }
        return (lesson.file as NSString).lastPathComponent.lowercased().contains(name.lowercased())
            || Course.plain(lesson.header.title).contains(plain)
    }

    /// As it is compared: without case, quotes, and the dots of a title that a list has cut.
    private static func plain(_ title: String) -> String {
        title.lowercased().filter { !"\"“”'’…".contains($0) }.trimmed.description
    }
}
