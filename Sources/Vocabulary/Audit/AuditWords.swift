import Language

/// Reading somebody's listing critically, before running it.
enum AuditWords {
    static let words: [Word] = [
        Word(
            "audit", family: "documents", summary: "What a critical reader finds in a Keras or PyTorch listing",
            details:
                "Reads the text without running or changing it. Each finding names the line, what is wrong or easily "
                + "misread, and what to write instead.",
            parameters: [Parameter("code", .text, "the listing, best in triple quotes")], returns: "audit",
            examples: ["audit(\"\"\"optimizer = Adam(lr=0.0001, clipvalue=1.0)\"\"\")"], seeAlso: ["diagnose"],
            meaning: .call { arguments, context in
                .thing(try Audit(of: try arguments.text("code"), work: context.work))
            })
    ]

    static let members: [Member] = [
        .attribute("findings", of: Audit.self, "what was found, in the order of the lines") { Value($0.findings) }
    ]
}
