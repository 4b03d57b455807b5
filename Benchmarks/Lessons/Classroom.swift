import Foundation
import Lessons

/// A lesson of ten exercises with held-back seeds, and what learners hand in to it.
enum Classroom {
    static let exercises = 10

    static func head(_ id: String) -> String {
        "---\ntitle: Benchmark\nlesson:\n  format: 1\n  id: \(id)\n  seed: 1\n---\n\n# Benchmark\n\n"
    }

    static func lesson(_ file: String) throws -> Lesson {
        let bodies = (0..<exercises).map { number in
            """
            ```descent exercise="e\(number)" points=1
            run = minimize(sphere, SGD(____), start=(3, 2), steps=20)
            ```

            ```descent check="e\(number)"
            expect(run.steps <= 20, "Stay with 20 steps.")
            passes(run.loss < 1e-3, seeds=10, at_least=9)
            ```

            <details><summary>Solution</summary>

            ```descent solution="e\(number)"
            run = minimize(sphere, SGD(0.4), start=(3, 2), steps=20)
            ```

            </details>


            """
        }
        try (head("ten") + bodies.joined()).write(toFile: file, atomically: true, encoding: .utf8)
        return try Course.lesson(at: file)
    }

    /// No two are the same, so that each has to be judged.
    static func answer(_ learner: Int, _ exercise: Int) -> String {
        "run = minimize(sphere, SGD(\(0.2 + 0.00005 * Double(learner * exercises + exercise))), start=(3, 2), steps=20)"
    }

    /// The record of these answers, by lesson and item, as another machine would write it.
    static func export(_ answers: [(lesson: String, item: String, text: String)]) throws -> ProgressExport {
        let records = answers.map {
            """
            {"lesson": "\($0.lesson)", "version": 1, "item": "\($0.item)", "outcome": "passed", "attempts": 1, "hints": 0, \
            "sawSolution": false, "answer": "\($0.text)", "seconds": 0, "updated": "2026-01-01T00:00:00Z"}
            """
        }
        let text = "{\"kind\": \"descent-progress\", \"format\": 1, \"places\": [], \"answers\": ["
        var export = try ProgressExport(
            reading: Data((text + records.joined(separator: ",") + "]}").utf8), from: "the benchmark")
        export.format = 2
        return export
    }
}
