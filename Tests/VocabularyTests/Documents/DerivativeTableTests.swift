import Foundation
import Language
import Testing
import Vocabulary

/// `docs/derivatives.md` says what derivatives are at special points; each of its rows is run.
@Suite("The table of derivatives at special points is true")
struct DerivativeTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var function: String
        var point: String
        var gradient: String
        var hessian: String
        var testDescription: String { "\(function) at \(point)" }
    }

    static let rows: [Row] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = (try? String(contentsOf: root.appendingPathComponent("docs/derivatives.md"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
            return Row(function: cells[0], point: cells[1], gradient: cells[2], hessian: cells[3])
        }
    }()

    @Test("the page has rows")
    func isThere() {
        #expect(Self.rows.count > 40)
    }

    /// All numbers in a value of tuples in tuples.
    private func numbers(_ value: Value) -> [Double] {
        if let number = value.asDouble { return [number] }
        return (value.elements ?? []).flatMap(numbers)
    }

    @Test("each row's gradient and Hessian are what the program gives", arguments: rows)
    func row(_ row: Row) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate("f(x, y) = \(row.function)")
        _ = try session.evaluate("inf = float(\"inf\")")
        _ = try session.evaluate("nan = float(\"nan\")")
        for (word, wanted) in [("gradient", row.gradient), ("hessian", row.hessian)] {
            let expected = numbers(try session.evaluate(wanted).value)
            let found = numbers(try session.evaluate("\(word)(f, \(row.point))").value)
            #expect(expected.count == found.count, "\(word): \(found)")
            for (one, other) in zip(expected, found) {
                let isSame = one.isNaN ? other.isNaN : one == other || (one - other).magnitude < 1e-14
                #expect(isSame, "\(word) of \(row.testDescription): \(found), not \(expected)")
            }
        }
    }
}
