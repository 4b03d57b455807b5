import Answers
import Language
import Testing

/// A suite that types its lines into one session.
protocol SessionSuite {
    var session: Session { get }
}

extension SessionSuite {
    /// What a line gives, spelled.
    func value(_ code: String) throws -> String { try session.evaluate(code).value.repr }

    /// The mistake that a line makes; nil where it makes none.
    func mistake(_ code: String) -> Mistake? {
        do {
            _ = try session.evaluate(code)
            return nil
        } catch { return (error as? Diagnostic)?.mistake }
    }

    /// The same, as Python says it.
    func message(_ code: String) -> String? { mistake(code)?.pythonMessage }
}

extension Session {
    /// What a program prints, line by line.
    func lines(_ code: String) throws -> [String] {
        try evaluate(code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

/// A line is refused, and the mistake names `part`.
func expectRefusal(of line: String, naming part: String, _ evaluate: (String) throws -> Value) {
    do {
        let value = try evaluate(line)
        Issue.record("\(line) gives \(value.repr)")
    } catch let diagnostic as Diagnostic {
        let text = diagnostic.mistake.problem + (diagnostic.mistake.expected ?? "")
        #expect(text.contains(part), "\(line): \(text)")
    } catch { Issue.record("\(line) throws \(error)") }
}
