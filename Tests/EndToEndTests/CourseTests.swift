import Foundation
import Testing

/// The lessons that are shipped, run by the program as their authors and learners run it.
@Suite struct CourseTests {
    /// Beside the folder of the tests.
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Lessons").path

    /// On all cores, each in a quick look; the reports lie beside the program: `course.xml` for JUnit's readers, and `course.json`.
    @Test(
        "Every lesson is sound and runs as it shows: starters fail, solutions pass, outputs are those that stand there")
    func sound() throws {
        let reports = URL(fileURLWithPath: try Built.program()).deletingLastPathComponent()
        let (xml, json) = (reports.appendingPathComponent("course.xml"), reports.appendingPathComponent("course.json"))
        let check = try descent(
            ["lesson", "check", "--junit", xml.path, "--json", json.path], environment: ["DESCENT_LESSONS": Self.folder]
        )
        #expect(check.exitCode == 0, "\(check.errors)")
        let read = try JSONSerialization.jsonObject(with: Data(contentsOf: json)) as? [[String: Any]] ?? []
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".md") }
        #expect(read.count == files.count)
        let items = read.flatMap { $0["items"] as? [[String: Any]] ?? [] }
        #expect(items.allSatisfy { $0["passed"] as? Bool == true })
        #expect(items.contains { ($0["seconds"] as? Double ?? 0) > 0 }, "a report says how long each item ran")
        let suites = try String(contentsOf: xml, encoding: .utf8).components(separatedBy: "<testsuite ").count - 1
        #expect(suites == files.count)
    }
}
