/// Reads the tokens before the cursor: in which call, after which point, in which argument.
struct Completer {
    let session: Session
    let bytes: [UInt8]
    var tokens: [Token]

    private var guesser: KindGuesser { KindGuesser(session: session) }

    /// The call around the cursor.
    private struct Call {
        var name: String
        var parameters: [Parameter]
        var given: Set<String> = []
        var position = 0
        /// Where the current argument begins, as a token position.
        var argumentStart: Int
    }

    // MARK: Names

    mutating func names() -> Completions {
        var typed = ""
        var range = SourceRange(bytes.count, bytes.count)
        if let last = tokens.last, last.kind == .name, last.range.upper == bytes.count {
            typed = last.text
            range = last.range
            tokens.removeLast()
        }
        let call = enclosingCall()
        var completions = Completions(
            range: range, candidates: [], signature: call.map { Signature.line($0.name, $0.parameters) },
            parameter: call.flatMap(currentParameter))
        if isSymbol(tokens.count - 1, ".") {
            completions.candidates = matching(typed, members())
            return completions
        }
        if isName(tokens.count - 1, "import") || isName(tokens.count - 1, "from") {
            completions.candidates = matching(typed, Modules.offered(session.registry).map { .init($0, .word, "") })
            return completions
        }
        var candidates: [Completions.Candidate] = []
        if let call, call.argumentStart == tokens.count { candidates += matching(typed, arguments(call)) }
        if let parameter = completions.parameter { candidates += matching(typed, values(of: parameter.type)) }
        candidates += matching(typed, variables())
        // Where an argument begins, its name or value is what is looked for; a letter brings the words.
        if candidates.isEmpty || !typed.isEmpty {
            candidates += matching(typed, words().filter { !$0.text.contains(".") })
        }
        if !typed.isEmpty {
            candidates += matching(typed, ["True", "False", "None", "lambda"].map { .init($0, .constant, "") })
        }
        var seen: Set<String> = []
        completions.candidates = candidates.filter { seen.insert($0.text).inserted }
        return completions
    }

    private func matching(_ typed: String, _ candidates: [Completions.Candidate]) -> [Completions.Candidate] {
        let exact = candidates.filter { $0.text.hasPrefix(typed) }
        if !exact.isEmpty { return exact }
        return candidates.filter { $0.text.lowercased().hasPrefix(typed.lowercased()) }
    }

    private func words() -> [Completions.Candidate] {
        session.registry.words.map { word in
            if case .call = word.meaning { return .init(word.name + "(", .word, word.summary) }
            return .init(word.name, .word, word.summary)
        }.sorted { $0.text < $1.text }
    }

    private func variables() -> [Completions.Candidate] {
        session.variables.map { name, value in
            if case .function = value { return .init(name + "(", .variable, value.brief) }
            return .init(name, .variable, value.brief)
        }.sorted { $0.text < $1.text }
            + session.modules.map { .init($0 + ".", .variable, $1.joined(separator: ".")) }.sorted { $0.text < $1.text }
    }

    private func arguments(_ call: Call) -> [Completions.Candidate] {
        call.parameters.enumerated().compactMap { index, parameter in
            guard !parameter.isVariadic, !call.given.contains(parameter.name),
                index >= call.position || parameter.isKeywordOnly
            else { return nil }
            return .init(
                parameter.name + "=", .argument, parameter.meaning, standard: Signature.standard(parameter))
        }
    }

    private func values(of type: ValueType) -> [Completions.Candidate] {
        switch type {
        case .choice(let choices): choices.map { .init("\"\($0)\"", .choice, "") }
        case .bool: ["True", "False"].map { .init($0, .constant, "") }
        case .optional(let wrapped): values(of: wrapped)
        case .oneOf(let types): types.flatMap(values)
        default: []
        }
    }

    // MARK: Members

    private func members() -> [Completions.Candidate] {
        let point = tokens.count - 1
        guard point > 0, let base = expression(from: chainStart(point - 1), to: point - 1) else { return [] }
        if let path = guesser.modulePath(base) {
            // What a module declares itself, or else every word: those of Keras have no names of their own.
            let own = Modules.names(in: path, session.registry)
            return own.isEmpty || path == ["descent"] ? words() : own.map { .init($0, .word, "") }
        }
        return guesser.members(of: guesser.guess(base)).sorted { $0.text < $1.text }
    }

    // MARK: Strings

    /// The cursor stands inside a string that is not closed yet.
    func insideString(from start: Int, _ files: (String) -> [String]) -> Completions {
        let typed = String(decoding: bytes[Swift.min(start, bytes.count)...], as: UTF8.self)
        var completions = Completions(range: SourceRange(start, bytes.count), candidates: [])
        guard let call = enclosingCall() else { return completions }
        completions.signature = Signature.line(call.name, call.parameters)
        completions.parameter = currentParameter(call)
        guard let parameter = completions.parameter else { return completions }
        let choices = choices(of: parameter.type)
        if !choices.isEmpty {
            completions.candidates = matching(typed, choices.map { .init($0, .choice, "") })
        } else if asksForTopic(parameter.type) {
            completions.candidates = matching(typed, topics())
        } else if ["path", "file", "filename", "to", "source"].contains(parameter.name) {
            completions.candidates = files(typed).map { .init($0, .file, "") }
        }
        return completions
    }

    /// Whether the parameter is about words themselves, as help's topic is.
    private func asksForTopic(_ type: ValueType) -> Bool {
        switch type {
        case .word: true
        case .oneOf(let types): types.contains(where: asksForTopic)
        default: false
        }
    }

    /// Terms of the field, words and families, by name.
    private func topics() -> [Completions.Candidate] {
        let registry = session.registry
        return registry.glossary.terms.filter { registry.word($0.name) == nil }.map {
            .init($0.name, .choice, $0.sentence)
        }
            + registry.words.map { .init($0.name, .choice, $0.summary) }
            + registry.families.map { .init($0, .choice, "all words of this family") }
    }

    private func choices(of type: ValueType) -> [String] {
        switch type {
        case .choice(let choices): choices
        case .optional(let wrapped): choices(of: wrapped)
        case .oneOf(let types): types.flatMap(choices)
        case .list(let element), .tuple(let element): choices(of: element)
        default: []
        }
    }

    // MARK: Calls

    private func isSymbol(_ index: Int, _ text: String) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .symbol && tokens[index].text == text
    }

    private func isName(_ index: Int, _ text: String) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .name && tokens[index].text == text
    }

    private func enclosingCall() -> Call? {
        var open: [Int] = []
        for (index, token) in tokens.enumerated() where token.kind == .symbol {
            switch token.text {
            case "(", "[", "{": open.append(index)
            case ")", "]", "}": if !open.isEmpty { open.removeLast() }
            default: break
            }
        }
        // Inside a list that is an argument, the call is still the one around.
        for (depth, bracket) in open.enumerated().reversed() where isSymbol(bracket, "(") && bracket > 0 {
            let callee = tokens[bracket - 1]
            guard callee.kind == .name || isSymbol(bracket - 1, ")") || isSymbol(bracket - 1, "]"),
                let expression = expression(from: chainStart(bracket - 1), to: bracket - 1),
                let (name, parameters) = guesser.parameters(of: expression)
            else { continue }
            return read(
                Call(name: name, parameters: parameters, argumentStart: bracket + 1), bracket, depth == open.count - 1)
        }
        return nil
    }

    /// Walks over the arguments that are already there.
    private func read(_ call: Call, _ bracket: Int, _ isInnermost: Bool) -> Call {
        var call = call
        var depth = 0
        for index in (bracket + 1)..<Swift.max(bracket + 1, tokens.count) {
            let token = tokens[index]
            if token.kind == .name, depth == 0, isSymbol(index + 1, "="), index == call.argumentStart {
                let parameter = call.parameters.first { $0.name == token.text || $0.aliases.contains(token.text) }
                call.given.insert(parameter?.name ?? token.text)
            }
            guard token.kind == .symbol else { continue }
            switch token.text {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "," where depth == 0:
                if !isSymbol(call.argumentStart + 1, "=") { call.position += 1 }
                call.argumentStart = index + 1
            default: break
            }
        }
        if !isInnermost { call.argumentStart = Swift.min(call.argumentStart, tokens.count - 1) }
        return call
    }

    private func currentParameter(_ call: Call) -> Parameter? {
        if isSymbol(call.argumentStart + 1, "="), tokens[call.argumentStart].kind == .name {
            let name = tokens[call.argumentStart].text
            return call.parameters.first { $0.name == name || $0.aliases.contains(name) }
        }
        let positional = call.parameters.filter { !$0.isKeywordOnly }
        if call.position < positional.count { return positional[call.position] }
        return positional.last.flatMap { $0.isVariadic ? $0 : nil }
    }

    /// Where the chain of names, points and brackets begins that ends at a token.
    private func chainStart(_ end: Int) -> Int {
        var index = end
        while index >= 0 {
            let token = tokens[index]
            if token.kind == .symbol, [")", "]", "}"].contains(token.text) {
                var depth = 0
                while index >= 0 {
                    if tokens[index].kind == .symbol {
                        if [")", "]", "}"].contains(tokens[index].text) { depth += 1 }
                        if ["(", "[", "{"].contains(tokens[index].text) { depth -= 1 }
                    }
                    if depth == 0 { break }
                    index -= 1
                }
                let before = index - 1
                guard before >= 0, tokens[before].kind == .name || isSymbol(before, ")") || isSymbol(before, "]") else {
                    return Swift.max(0, index)
                }
                index = before
            } else if isSymbol(index - 1, "."), index >= 2 {
                index -= 2
            } else {
                return index
            }
        }
        return 0
    }

    private func expression(from first: Int, to last: Int) -> Expression? {
        guard first >= 0, last < tokens.count, first <= last else { return nil }
        let text = String(decoding: bytes[tokens[first].range.lower..<tokens[last].range.upper], as: UTF8.self)
        guard let statements = try? Parser.statements(in: Source(text)), statements.count == 1,
            case .expression(let expression) = statements[0].kind
        else { return nil }
        return expression
    }
}
