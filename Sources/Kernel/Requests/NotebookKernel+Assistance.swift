import Answers
import Conversation
import Language

/// What a front end asks while a person types: completion, inspection, whether a cell is whole.
extension NotebookKernel {
    func completion(_ content: JSON) -> JSON {
        let code = content["code"]?.string ?? ""
        let positions = Positions(code)
        let cursor = positions.bytes(before: content["cursor_pos"]?.int ?? code.unicodeScalars.count)
        let found = conversation.completions(code, cursor: cursor)
        let start = positions.codePoints(before: found.range.lower)
        let end = positions.codePoints(before: found.range.upper)
        // Names are found in any case, but `amsg` means `amsgrad=` rather than `AMSGrad(`.
        let typed = String(decoding: code.utf8.prefix(found.range.upper).dropFirst(found.range.lower), as: UTF8.self)
        let exact = found.candidates.filter { $0.text.hasPrefix(typed) }
        let candidates = exact.isEmpty ? found.candidates : exact
        // An opening bracket is left to the person, or to the editor that adds the closing one.
        let names = candidates.map { $0.text.hasSuffix("(") ? String($0.text.dropLast()) : $0.text }
        let types = zip(names, candidates).map { name, candidate in
            let meaning = [candidate.meaning, candidate.standard.map { "default \($0)" } ?? ""]
                .filter { !$0.isEmpty }.joined(separator: "; ")
            return JSON.members([
                "start": .integer(start), "end": .integer(end), "text": .string(name),
                "type": .string(Self.type(of: candidate)), "signature": .string(meaning.visible),
            ])
        }
        return .members([
            "status": .string("ok"), "matches": .array(names.map { .string($0) }), "cursor_start": .integer(start),
            "cursor_end": .integer(end), "metadata": .members(["_jupyter_types_experimental": .array(types)]),
        ])
    }

    /// As Jupyter's front ends name kinds of candidates, for the sign beside each.
    private static func type(of candidate: Completions.Candidate) -> String {
        switch candidate.kind {
        case .word, .member: candidate.text.hasSuffix("(") ? "function" : "property"
        case .variable: candidate.text.hasSuffix(".") ? "module" : "instance"
        case .argument: "param"
        case .choice, .constant: "value"
        case .file: "path"
        case .command: "keyword"
        }
    }

    func inspection(_ content: JSON) -> JSON {
        let code = content["code"]?.string ?? ""
        let cursor = Positions(code).bytes(before: content["cursor_pos"]?.int ?? code.unicodeScalars.count)
        let found = CodeInspection(conversation).text(code, cursor: cursor)
        let data = found.map { [JSON.Pair("text/plain", .string($0))] } ?? []
        return .members([
            "status": .string("ok"), "found": .bool(found != nil), "data": .object(data), "metadata": .object([]),
        ])
    }

    func completeness(_ content: JSON) -> JSON {
        let code = content["code"]?.string ?? ""
        guard !conversation.isCommand(code) else { return .members(["status": .string("complete")]) }
        if conversation.needsMore(code) {
            return .members(["status": .string("incomplete"), "indent": .string(Self.indent(after: code))])
        }
        let isWhole = (try? Parser.statements(in: Source(code))) != nil || conversation.prompt != "> "
        return .members(["status": .string(isWhole ? "complete" : "invalid")])
    }

    /// As deep as the last line, or deeper where that opens a block.
    private static func indent(after code: String) -> String {
        let last = code.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) } ?? ""
        let indent = last.prefix { $0 == " " || $0 == "\t" }
        return indent + (last.trimmed.hasSuffix(":") ? "    " : "")
    }
}

/// What there is to say about the place in a line where the cursor stands.
struct CodeInspection {
    private let conversation: Conversation
    private var session: Session { conversation.interpreter.session }

    init(_ conversation: Conversation) { self.conversation = conversation }

    /// A page about the name at the cursor, or about the call around it; nil where neither is known.
    ///
    /// - Parameter cursor: the bytes before it.
    func text(_ code: String, cursor: Int) -> String? {
        if let name = Self.name(in: code, at: cursor), let text = about(name) { return text }
        let completions = conversation.completions(code, cursor: cursor)
        guard let signature = completions.signature else { return nil }
        let called = String(signature.prefix { $0 != "(" })
        let parameter = completions.parameter.map { "\($0.name): \($0.meaning)" }
        let page = about(called) ?? signature
        return ([parameter, page].compactMap { $0 }).joined(separator: "\n\n")
    }

    /// Names joined by points, with the cursor in or right behind the last of them.
    private static func name(in code: String, at cursor: Int) -> String? {
        let bytes = Array(code.utf8)
        func isPart(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || byte >= 0x80
                || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
                || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
        var end = Swift.min(cursor, bytes.count)
        // The bracket that was typed last belongs to the name before it.
        if end > 0, bytes[end - 1] == UInt8(ascii: "("), end == bytes.count || !isPart(bytes[end]) { end -= 1 }
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        var start = end
        while start > 0, isPart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
        let name = String(decoding: bytes[start..<end], as: UTF8.self).drop { $0 == "." }
        guard let first = name.first, !first.isNumber else { return nil }
        return String(name)
    }

    /// A page about a word, a term, a variable or what a value has; nil for what nobody knows.
    func about(_ name: String) -> String? {
        let help = Help(session.registry, width: Transcript.width)
        if let value = session[name] {
            let shown = value.display(width: Transcript.width).visible
            return "\(name): \(value.kind)\n\n\(shown.prefix(4_000))"
        }
        if let topic = session.registry.topic(named: name) { return help.topic(topic).text }
        // What a value has: `run.loss`.
        let parts = name.split(separator: ".")
        guard parts.count > 1, let last = parts.last else { return nil }
        let base = parts.dropLast().joined(separator: ".")
        if let value = session[base], let topic = MemberTopic(String(last), in: session.registry) {
            return "of \(base), \(Phrase.indefinite(value.kind)):\n\n" + help.members(topic).text
        }
        return MemberTopic(String(last), in: session.registry).map { help.members($0).text }
    }
}
