@testable import Lessons
import Testing

@Suite("Matching an output")
struct MatchingTests {
    private func accepts(
        _ wanted: String, _ found: String, tolerance: Double? = nil, relative: Double? = nil,
        match: ExpectedOutput.Match = .lines
    ) -> Bool {
        let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        let expected = ExpectedOutput(
            lines: lines(wanted), fenceLine: 1, match: match, tolerance: tolerance, relative: relative)
        return OutputMatcher(expected).accepts(lines(found))
    }

    @Test(
        "Lines, wildcards and numbers match as the format says",
        arguments: [
            ("a\nb", "a\nb", true),
            ("a\nb", "a", false),
            ("a", "a\nb", false),
            ("a\n...", "a\nb\nc", true),
            ("...\nc", "a\nb\nc", true),
            ("a\n...\nc", "a\nc", true),
            ("a\n...\nc\n...\ne", "a\nb\nc\nd\ne", true),
            ("a\n...\nx", "a\nb\nc", false),
            ("loss [..] done", "loss 1.5 → 2 done", true),
            ("loss [..] done", "loss done", false),
            ("[..]", "anything", true),
            ("seen [..] in [..] s", "seen 20 in 1.4 s", true),
            ("seen [..] in [..] s", "seen 20 in 1.4 m", false),
            ("0.123", "0.1234", true),
            ("0.123", "0.1236", false),
            ("0.12", "0.1236", true),
            ("12.3", "12.3456", true),
            ("1.5e-3", "0.00151", true),
            ("1.5e-3", "0.00156", false),
            ("500 steps", "501 steps", false),
            ("x1 = 2.0", "x1 = 2.04", true),
            ("x1 = 2.0", "x2 = 2.0", false),
            ("(-1.5, 2)", "(-1.5, 2)", true),
            ("(1.5, 2)", "(-1.5, 2)", false),
            ("a  ", "a", true),
            ("nan", "nan", true),
            ("1.0", "inf", false),
        ])
    func table(wanted: String, found: String, agrees: Bool) {
        #expect(accepts(wanted, found) == agrees, "\(wanted.debugDescription) against \(found.debugDescription)")
    }

    @Test("tol= is absolute, rel= is relative, and together they add")
    func tolerances() {
        #expect(accepts("10", "10.4", tolerance: 0.5))
        #expect(!accepts("10", "10.6", tolerance: 0.5))
        #expect(accepts("200", "209", relative: 0.05))
        #expect(!accepts("200", "211", relative: 0.05))
        #expect(accepts("200", "211", tolerance: 1, relative: 0.05))
    }

    @Test("match=\"none\" shows without checking")
    func unchecked() {
        #expect(accepts("anything", "something else", match: .none))
    }

    @Test(
        "A number is right within what its author allowed",
        arguments: [
            (NumberAnswer.absolute(1.41, tolerance: 0.01), 1.4142, true),
            (.absolute(1.41, tolerance: 0.01), 1.43, false),
            (.absolute(0.3, tolerance: 0), 0.1 + 0.2, true),
            (.relative(100, share: 0.05), 96, true),
            (.relative(100, share: 0.05), 94, false),
            (.relative(-100, share: 0.05), -104, true),
            (.interval(1, 2), 2, true),
            (.interval(1, 2), 2.001, false),
            (.absolute(1, tolerance: 1), .nan, false),
        ])
    func numbers(answer: NumberAnswer, number: Double, right: Bool) {
        #expect(answer.accepts(number) == right)
    }
}
