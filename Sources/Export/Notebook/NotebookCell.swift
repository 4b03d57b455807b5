import Answers
import Files

/// One cell of a Jupyter notebook, as nbformat 4.5 has it.
struct NotebookCell: Sendable, Equatable {
    enum Kind: String, Sendable {
        case raw, markdown, code
    }

    /// What a code cell printed: text, and a picture where it showed one.
    struct Output: Sendable, Equatable {
        var text: String
        var picture: Picture.Image?
    }

    var kind: Kind
    /// Letters, digits, `-` and `_`; each once in a notebook.
    var id: String
    var source: String
    var outputs: [Output] = []
    var number: Int?
    /// What of the lesson's text the source does not say, under `descent` in the metadata; nil for a cell that was not made
    /// from a lesson.
    var own: JSON?
    /// Whether a viewer folds the source.
    var isFolded = false
    /// Whether what follows runs although the cell fails: an exercise fails until it is solved.
    var mayFail = false

    // MARK: - As JSON

    var json: JSON {
        var metadata: [JSON.Pair] = []
        if let own { metadata.append(JSON.Pair("descent", own)) }
        if mayFail { metadata.append(JSON.Pair("tags", .array([.string("raises-exception")]))) }
        if isFolded { metadata.append(JSON.Pair("jupyter", .members(["source_hidden": .bool(true)]))) }
        var members = [
            JSON.Pair("cell_type", .string(kind.rawValue)), JSON.Pair("id", .string(id)),
            JSON.Pair("metadata", .object(metadata)), JSON.Pair("source", NotebookCell.lines(source)),
        ]
        if kind == .code {
            members.insert(JSON.Pair("execution_count", number.map { .integer($0) } ?? .null), at: 1)
            members.insert(JSON.Pair("outputs", .array(outputs.map(json))), at: 4)
        }
        return .object(members)
    }

    private func json(_ output: Output) -> JSON {
        var data: [JSON.Pair] = []
        if let picture = output.picture {
            data.append(JSON.Pair(picture.mediaType, .string(Base64.text(picture.bytes))))
        }
        data.append(JSON.Pair("text/plain", NotebookCell.lines(output.text)))
        return .object([
            JSON.Pair("data", .object(data)), JSON.Pair("execution_count", number.map { .integer($0) } ?? .null),
            JSON.Pair("metadata", .object([])), JSON.Pair("output_type", .string("execute_result")),
        ])
    }

    /// A text as nbformat writes one: line by line, each with its end.
    static func lines(_ text: String) -> JSON {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
        if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
        return .array(lines.map { .string($0) })
    }

    // MARK: - From JSON

    /// - Parameter number: of the cell in its notebook, from 1, for messages.
    init(_ json: JSON, number: Int, from file: String) throws(Mistake) {
        guard let kind = json["cell_type"]?.string.flatMap(Kind.init(rawValue:)),
            let source = NotebookCell.text(json["source"])
        else {
            throw Mistake(
                "\(file): the cell \(number) is none of a notebook",
                expected: "cell_type code, markdown or raw, and a source")
        }
        self.init(kind: kind, id: json["id"]?.string ?? "", source: source)
        own = json["metadata"]?["descent"]
        for output in json["outputs"]?.items ?? [] {
            if let text = NotebookCell.text(output["data"]?["text/plain"]) ?? NotebookCell.text(output["text"]) {
                outputs.append(Output(text: text))
            }
        }
    }

    init(kind: Kind, id: String, source: String) {
        self.kind = kind
        self.id = id
        self.source = source
    }

    /// A text that stands whole or line by line.
    private static func text(_ json: JSON?) -> String? {
        if let text = json?.string { return text }
        guard let lines = json?.items else { return nil }
        return lines.map { $0.string ?? "" }.joined()
    }
}

/// Names that Jupyter takes for cells.
struct NotebookNames {
    private var taken: Set<String> = []

    /// The wanted name where it is free and Jupyter takes it, else one like it.
    mutating func claim(_ wanted: String) -> String {
        let letters = wanted.unicodeScalars.map { scalar -> Character in
            let isTaken = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isTaken || scalar == "_" ? Character(scalar) : "-"
        }
        let stem = letters.isEmpty ? "cell" : String(letters.prefix(56))
        var name = stem
        var number = 1
        while !taken.insert(name).inserted {
            number += 1
            name = "\(stem)-\(number)"
        }
        return name
    }
}
