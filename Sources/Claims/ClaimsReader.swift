public import Answers
import Markdown
import Numbers

/// Turns the text of a file of claims into a `ClaimsFile`, or says what is wrong with it and where.
///
/// The title of the file is `# D4: title of the document`. A claim is a heading `## D4.36`, a quotation with the document's words,
/// a paragraph that says what is measured, and a fence ```` ```descent line=… n=… scale="…" support="…" ````; without a fence the
/// paragraph begins with `No experiment` and says why. ```` ```descent setup="name" ```` is code that experiments share by
/// `needs="name"`, in every file; ```` ```descent same="D3.11" ```` is the experiment of another claim.
public struct ClaimsReader {
    private let file: String
    private let lines: [Substring]
    private var helpers: [String: ClaimsFile.Helper] = [:]
    private var claims: [Claim] = []
    private var title: (id: String, words: String)?
    private var draft: Draft?

    /// A claim of which not all has been read.
    private struct Draft {
        var id: String
        var line: Int
        var quote: String?
        var remark: [String] = []
        var experiment: Claim.Experiment?
        var shared: String?
    }

    /// - Throws: a `Mistake` that names file and line.
    public static func read(_ text: String, file: String) throws(Mistake) -> ClaimsFile {
        var reader = ClaimsReader(file: file, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        for block in try MarkdownParser.blocks(of: text, file: file) { try reader.take(block) }
        try reader.close()
        guard let title = reader.title else {
            throw reader.fault(1, "the file has no title", expected: "# D4: the title of the document")
        }
        return ClaimsFile(id: title.id, title: title.words, claims: reader.claims, helpers: reader.helpers)
    }

    private init(file: String, lines: [Substring]) { (self.file, self.lines) = (file, lines) }

    private func fault(_ line: Int, _ problem: String, expected: String? = nil) -> Mistake {
        Mistake("\(file):\(line): \(problem)", expected: expected)
    }

    private mutating func take(_ block: MarkdownBlock) throws(Mistake) {
        let line = block.lines.lowerBound
        switch block.content {
        case .heading(1, let words):
            let parts = words.plainText.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, title == nil else {
                throw fault(line, "this is not the one title", expected: "# D4: the title of the document")
            }
            title = (String(parts[0]), String(parts[1].trimmingPrefix(while: \.isWhitespace)))
        case .heading(2, let words):
            try close()
            let id = words.plainText
            guard let title, id.hasPrefix(title.id + "."), !claims.contains(where: { $0.id == id }) else {
                throw fault(line, "\(id) is not the next claim", expected: "## D4.36, each claim once, below the title")
            }
            draft = Draft(id: id, line: line)
        case .quote:
            guard draft != nil, draft?.quote == nil else {
                throw fault(line, "this quotation belongs to no claim", expected: "one below each heading")
            }
            // The document's words, marks and all, not what Markdown makes of them.
            draft?.quote = block.lines.compactMap { number in
                lines.indices.contains(number - 1)
                    ? lines[number - 1].dropFirst().trimmingPrefix(while: \.isWhitespace) : nil
            }.joined(separator: " ")
        // What stands after the fence speaks of helpers.
        case .paragraph(let words) where draft?.experiment == nil && draft?.shared == nil:
            draft?.remark.append(words.plainText)
        case .code(let info, let text): try take(info, text, line)
        default: break
        }
    }

    private mutating func take(_ info: String, _ text: String, _ line: Int) throws(Mistake) {
        let words = info.split(separator: " ", maxSplits: 1)
        guard words.first == "descent" else {
            throw fault(line, "this fence holds no experiment", expected: "```descent …")
        }
        let attributes: FenceInfo
        do throws(Mistake) {
            attributes = try FenceInfo(words.count > 1 ? words[1] : "", line: line)
        } catch {
            throw fault(line, error.problem, expected: error.expected)
        }
        let code = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let needs = (attributes.text("needs") ?? "").split(separator: " ").map(String.init)
        if let name = attributes.text("setup") {
            try allow(["needs", "setup"], attributes, line)
            guard helpers.updateValue(.init(code: code, line: line + 1, needs: needs), forKey: name) == nil else {
                throw fault(line, "setup=\"\(name)\" stands twice", expected: "each name once")
            }
            return
        }
        if let owner = attributes.text("same") {
            try allow(["same"], attributes, line)
            guard draft != nil, draft?.experiment == nil, code.isEmpty else {
                throw fault(line, "same= stands with code", expected: "an empty fence, one below a heading")
            }
            draft?.shared = owner
            return
        }
        try allow(["high", "line", "low", "n", "needs", "scale", "slow", "support"], attributes, line)
        guard draft != nil, draft?.experiment == nil else {
            throw fault(
                line, "this experiment belongs to no claim", expected: "one fence below a heading, or setup=\"name\"")
        }
        guard let scale = attributes.text("scale").flatMap(MeanInterval.Scale.init) else {
            throw fault(line, "scale= is missing", expected: "scale=\"difference\" or scale=\"ratio\"")
        }
        guard let n = attributes.number("n").flatMap(Int.init(exactly:)), n >= 1 else {
            throw fault(line, "n= is missing", expected: "the number of seeds, 1 where nothing is random")
        }
        let experiment = Claim.Experiment(
            owner: draft?.id ?? "", code: code, line: line + 1, needs: needs, seeds: n, scale: scale,
            support: try support(attributes, line), isSlow: attributes.flag("slow") ?? false)
        draft?.experiment = experiment
    }

    private func support(_ attributes: FenceInfo, _ line: Int) throws(Mistake) -> Claim.Support {
        let word = attributes.text("support")
        switch (word, attributes.number("line"), attributes.number("low"), attributes.number("high")) {
        case ("above", let border?, nil, nil): return .above(border)
        case ("below", let border?, nil, nil): return .below(border)
        case ("between", nil, let low?, let high?) where low < high: return .between(low, high)
        default:
            throw fault(
                line, "it is not said which effects support the claim",
                expected: "support=\"above\" or \"below\" with line=, or support=\"between\" with low= and high=")
        }
    }

    private func allow(_ known: Set<String>, _ attributes: FenceInfo, _ line: Int) throws(Mistake) {
        for key in attributes.keys where !known.contains(key) {
            throw fault(line, "\(key)= means nothing here", expected: known.sorted().joined(separator: ", "))
        }
    }

    private mutating func close() throws(Mistake) {
        guard let ended = draft else { return }
        draft = nil
        guard let quote = ended.quote else {
            throw fault(ended.line, "\(ended.id) quotes nothing", expected: "> and the document's words")
        }
        let remark = ended.remark.joined(separator: " ")
        guard !remark.isEmpty, (ended.experiment == nil && ended.shared == nil) == remark.hasPrefix("No experiment")
        else {
            throw fault(
                ended.line, "\(ended.id) does not say what is measured",
                expected: "a sentence on what is measured and a fence, or No experiment: and why")
        }
        claims.append(
            Claim(
                id: ended.id, quote: quote, remark: remark, experiment: ended.experiment, shared: ended.shared))
    }
}
