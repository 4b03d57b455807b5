import Foundation
import Language
@testable import Lessons
import Testing
import Vocabulary

/// The lessons that are shipped, each one a test: outputs come as they are shown, starters fail, solutions pass.
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

    @Test("Every lesson is sound and runs as it shows", arguments: course.lessons.map(\.file))
    func sound(file: String) throws {
        let lesson = try Course.lesson(at: file)
        let check = LessonCheck(lesson, course: Self.course) { Session(registry: Vocabulary.registry) }
        let faults = check.faults().map(\.description)
        #expect(faults == [], "\(faults.joined(separator: "\n"))")
    }

    @Test(
        "Every lesson teaches, asks, sets a graded task and says how long it takes",
        arguments: course.lessons.map(\.file))
    func complete(file: String) throws {
        let lesson = try Course.lesson(at: file)
        #expect(lesson.header.minutes.map { (15...30).contains($0) } == true)
        #expect(lesson.cells.count >= 5)
        #expect(!lesson.questions.isEmpty)
        #expect(!lesson.predictions.isEmpty)
        #expect(!lesson.exercises.isEmpty)
        for exercise in lesson.exercises {
            #expect(!exercise.hints.isEmpty, "\(exercise.id)")
            #expect(!exercise.explanation.isEmpty, "\(exercise.id): passing does not say why it works")
        }
    }
}
