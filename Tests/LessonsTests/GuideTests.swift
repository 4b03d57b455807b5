import Foundation
import Language
import Testing
import Vocabulary

@testable import Lessons

@Suite("The author's guide")
struct GuideTests {
    @Test("What the guide shows makes one lesson, which passes its check")
    func examples() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/lessons.md"
        ).standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        let blocks = text.matches(of: /(?ms)^(`{3,4})markdown\n(.*?)^\1$/).map { String($0.2) }
        #expect(blocks.count == 4)
        // A prediction comes before its cell, wherever it is written.
        let body = blocks.joined(separator: "\n")
        let head = "---\ntitle: The guide\nlesson:\n  id: guide\n---\n\n"
        let lesson = try LessonReader.read(head + body, file: "lessons.md")
        #expect(
            lesson.questions.count == 4 && lesson.exercises.count == 1 && lesson.predictions.count == 1)
        let check = LessonCheck(lesson, course: Course("/nonexistent")) {
            Session(registry: Vocabulary.registry)
        }
        #expect(check.faults().map(\.description) == [])
    }

    @Test("The head that the guide shows is one, with all of its keys")
    func head() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/lessons.md"
        ).standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        let yaml = try #require(text.firstMatch(of: /(?ms)^```yaml\n(.*?)^```$/)).1
        let lesson = try LessonReader.read(yaml + "\nWords.\n", file: "lessons.md")
        #expect(
            lesson.header.id == "adam-stability" && lesson.header.minutes == 25
                && lesson.header.pass == 0.8)
        for line in yaml.split(separator: "\n") where line.contains(": ") {
            let key = line.prefix { $0 != ":" }.filter { $0 != " " }
            #expect(text.contains("`\(key)`"), "the guide does not say what \(key) means")
        }
    }
}
