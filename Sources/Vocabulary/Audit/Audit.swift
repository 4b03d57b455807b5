import Answers

/// What a critical reader finds in a listing. The listing is never changed and never silently repaired.
struct Audit: Presentable {
    static var kind: String { "audit" }

    /// More than these are counted, not written out.
    private static let mostShown = 100

    /// In the order of the lines.
    let findings: [Finding]
    /// Lines that the reader could not read.
    let unreadLines: [Int]

    /// - Throws: `Stopped` once the work was stopped.
    init(of text: String, work: Work) throws {
        let listing = try Listing(text, work: work)
        defer { if work.isCancelled { LargeValue.letGo(listing) } }
        unreadLines = listing.unreadLines
        let reviews = [KerasReview.findings, TorchReview.findings, DataReview.findings]
        let found = reviews.flatMap { $0(listing) }
        findings = try found.enumerated()
            .sorted(stoppedBy: work) { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(
                \.element)
        if work.isCancelled { throw Stopped() }
    }

    var summary: String {
        let wrong = findings.filter { $0.weight == .wrong }.count
        let misleading = findings.filter { $0.weight == .misleading }.count
        if findings.isEmpty { return "audit: nothing found" }
        return "audit: \(wrong) wrong, \(misleading) misleading, \(findings.count - wrong - misleading) to note"
    }

    func table(width: Int) -> String {
        var lines = [summary]
        for finding in findings.prefix(Audit.mostShown) {
            lines.append("")
            lines += finding.lines(width: width)
        }
        if findings.count > Audit.mostShown {
            lines += ["", "… and \(findings.count - Audit.mostShown) more; findings holds all of them"]
        }
        if !unreadLines.isEmpty {
            let more = unreadLines.count > Audit.mostShown ? ", …" : ""
            let numbers = unreadLines.prefix(Audit.mostShown).map(String.init).joined(separator: ", ") + more
            lines += ["", "not read: line\(unreadLines.count == 1 ? "" : "s") \(numbers)"]
        }
        return lines.joined(separator: "\n")
    }

    var sentence: String {
        findings.isEmpty
            ? "Nothing was found."
            : findings.prefix(Audit.mostShown).map(\.sentence).joined(separator: " ")
    }

    var json: JSON {
        .members([
            "kind": .string(Self.kind),
            "findings": .array(findings.map(\.json)),
        ])
    }
}
