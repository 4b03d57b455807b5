import Answers
import Foundation
import Testing

@testable import Vocabulary

/// Listings as people write them, each with the verdict that is right for it: what is found, in which line, or nothing.
@Suite("The audit of listings")
struct AuditTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// `wrong 3`, and words of what is said.
        let verdict: [(place: String, words: String)]
        let text: String
        var testDescription: String { name }
    }

    /// `=== name => weight line: words; …`, then the listing.
    static let cases: [Case] = {
        guard let file = try? DocumentListingTests.listing("audit") else { return [] }
        return file.components(separatedBy: "=== ").dropFirst().map { section in
            let lines = section.components(separatedBy: "\n")
            let head = lines[0].components(separatedBy: " => ")
            let verdict = head[1] == "none" ? [] : head[1].components(separatedBy: "; ")
            return Case(
                name: head[0],
                verdict: verdict.map {
                    let parts = $0.split(separator: ":", maxSplits: 1).map(String.init)
                    return (parts[0], parts[1].trimmingCharacters(in: .whitespaces))
                },
                text: lines.dropFirst().joined(separator: "\n"))
        }
    }()

    @Test func thereAreSixtyListings() { #expect(Self.cases.count >= 60) }

    @Test("A listing is told what is wrong with it, and nothing else", arguments: cases)
    func verdict(_ test: Case) throws {
        let audit = try Audit(of: test.text, work: Work())
        let found = audit.findings.map { "\($0.weight.rawValue) \($0.line ?? 0): \($0.problem) → \($0.action)" }
        #expect(audit.unreadLines.isEmpty, "\(audit.unreadLines)")
        #expect(audit.findings.map { "\($0.weight.rawValue) \($0.line ?? 0)" } == test.verdict.map(\.place), "\(found)")
        for (finding, expected) in zip(found, test.verdict) {
            #expect(finding.contains(expected.words), "\(finding) does not say: \(expected.words)")
        }
    }
}
