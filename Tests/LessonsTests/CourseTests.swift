import Foundation
@testable import Lessons
import Testing

/// What every lesson that is shipped has. That they run as they show is tested with the whole program, on all cores.
@Suite("The course")
struct CourseTests {
    /// Beside the folder of the tests.
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Lessons").path

    private static let course = Course(folder)

    @Test("There are lessons, and every one can be read")
    func readable() {
        #expect(Self.course.faults.map(\.description) == [])
        #expect(Self.course.lessons.count >= 4)
    }

    @Test(
        "Every lesson teaches, asks, sets a graded task and says how long it takes",
        arguments: course.lessons.map(\.file))
    func complete(file: String) throws {
        let lesson = try Course.lesson(at: file)
        #expect(lesson.header.minutes.map { (10...60).contains($0) } == true)
        #expect(lesson.cells.count >= 5)
        #expect(!lesson.questions.isEmpty)
        #expect(!lesson.predictions.isEmpty)
        #expect(!lesson.exercises.isEmpty)
        for exercise in lesson.exercises {
            #expect(!exercise.hints.isEmpty, "\(exercise.id)")
            #expect(!exercise.explanation.isEmpty, "\(exercise.id): passing does not say why it works")
        }
    }

    @Test("The last line of every lesson leads to its neighbours, by their titles", arguments: course.lessons.indices)
    func leadsOn(place: Int) throws {
        let lessons = Self.course.lessons
        func link(_ lesson: Lesson) -> String {
            "[\(lesson.header.title)](\((lesson.file as NSString).lastPathComponent))"
        }
        let last = try #require(lessons[place].text.split(separator: "\n").last)
        if place > 0 { #expect(last.contains("Before: " + link(lessons[place - 1]))) }
        if place + 1 < lessons.count { #expect(last.contains("Next: " + link(lessons[place + 1]))) }
    }
}
