import Answers

/// What stands behind `case`.
extension Parser {
    /// A pattern, or several with commas between them, which are a sequence.
    mutating func topPattern() throws -> Pattern {
        let start = current.range.lower
        let first = try starredPattern()
        guard isSymbol(",") else {
            if case .star = first { throw unexpected("a comma behind *name, which stands in a sequence") }
            return first
        }
        var items = [first]
        while isSymbol(",") {
            position += 1
            if isSymbol(":") || isName("if") { break }
            items.append(try starredPattern())
        }
        return try sequence(items, start)
    }

    /// `*rest`, or a pattern.
    private mutating func starredPattern() throws -> Pattern {
        guard isSymbol("*") else { return try pattern() }
        let start = current.range.lower
        position += 1
        let name = try identifier("a name after *")
        return .star(name.text == "_" ? nil : name.text, SourceRange(start, name.range.upper))
    }

    /// `a | b as name`
    private mutating func pattern() throws -> Pattern {
        let start = current.range.lower
        var items = [try nested { try $0.closedPattern() }]
        while isSymbol("|") {
            position += 1
            items.append(try nested { try $0.closedPattern() })
        }
        let whole = items.count == 1 ? items[0] : .either(items, SourceRange(start, previousEnd))
        guard isName("as") else { return whole }
        position += 1
        let name = try identifier("a name after as")
        if name.text == "_" {
            throw refused(
                "_ keeps nothing", at: name.range, expected: "a name after as", "cannot use '_' as a target")
        }
        return .named(whole, .init(text: name.text, range: name.range), SourceRange(start, previousEnd))
    }

    private mutating func closedPattern() throws -> Pattern {
        switch current.kind {
        case .int, .big, .number, .imaginary, .text, .format, .bytes: return .value(try literal())
        case .name:
            if ["None", "True", "False"].contains(current.text) { return .singleton(try literal()) }
            return try namedPattern()
        case .symbol:
            switch current.text {
            case "-": return .value(try literal())
            case "(", "[": return try bracketedPattern()
            case "{": return try mapping()
            default: throw unexpected("a pattern: a name, a literal, [a, b], {\"key\": a} or Name(a)")
            }
        case .newline, .end: throw unexpected("a pattern, and a colon")
        }
    }

    // MARK: Literals and names

    /// A number with its sign, the sum of a real and an imaginary one, strings, bytes, None, True, False.
    private mutating func literal() throws -> Expression {
        let start = current.range.lower
        switch current.kind {
        case .text, .format, .bytes:
            let found = try atom()
            if case .format = found.kind {
                throw refused(
                    "an f-string has another value each time", at: found.range, expected: "a literal, or a dotted name",
                    try: "case text if text == f\"…\":", "patterns may only match literals and attribute lookups")
            }
            return found
        case .name: return try atom()
        default: break
        }
        let real = try signedNumber()
        guard isSymbol("+") || isSymbol("-") else { return real }
        if real.isImaginary {
            throw refused(
                "\(source(real.range)) stands in front of \(current.text)", at: real.range,
                expected: "the real part first", try: "1+2j", "real number required in complex literal")
        }
        let sign: BinaryOperator = isSymbol("+") ? .add : .subtract
        position += 1
        let imaginary = current.kind.isNumber ? try atom() : nil
        guard let imaginary, imaginary.isImaginary else {
            throw refused(
                "a pattern computes nothing", at: SourceRange(start, previousEnd), expected: "one number",
                try: "case n if n == \(source(SourceRange(start, previousEnd))):",
                "imaginary number required in complex literal")
        }
        return try checked(.binary(sign, real, imaginary), start)
    }

    private mutating func signedNumber() throws -> Expression {
        let start = current.range.lower
        let isNegative = isSymbol("-")
        if isNegative { position += 1 }
        guard current.kind.isNumber else { throw unexpected("a number after the sign") }
        let number = try atom()
        return isNegative ? try checked(.unary(.minus, number), start) : number
    }

    /// `name`, `_`, `Color.red`, `Point(…)`.
    private mutating func namedPattern() throws -> Pattern {
        let start = current.range.lower
        let name = try identifier("a pattern")
        var value = Expression(.name(name.text), name.range)
        while isSymbol(".") {
            position += 1
            let attribute = try identifier("a name after the point")
            value = try checked(.attribute(value, name: attribute.text, nameRange: attribute.range), start)
        }
        if isSymbol("(") { return try object(value, start) }
        guard case .name = value.kind else { return .value(value) }
        return name.text == "_" ? .wildcard(name.range) : .capture(name.text, name.range)
    }

    // MARK: Brackets

    /// `[a, b]`, `(a, b)`; `(a)` is `a`.
    private mutating func bracketedPattern() throws -> Pattern {
        let start = current.range.lower
        let closer = isSymbol("(") ? ")" : "]"
        let (items, isSequence) = try bracketed { parser in
            var items: [Pattern] = []
            var isSequence = closer == "]" || parser.isSymbol(closer)
            while !parser.isSymbol(closer) {
                items.append(try parser.starredPattern())
                guard parser.isSymbol(",") else { break }
                isSequence = true
                parser.position += 1
            }
            return (items, isSequence)
        }
        if !isSequence, let only = items.first {
            if case .star(_, let range) = only {
                throw failure("* stands in a sequence", at: range, expected: "a comma behind it", try: "(*rest,)")
            }
            return only
        }
        return try sequence(items, start)
    }

    private func sequence(_ items: [Pattern], _ start: Int) throws -> Pattern {
        let stars = items.filter { if case .star = $0 { true } else { false } }
        guard stars.count < 2 else {
            throw refused(
                "two names with * take the rest", at: stars[1].range, expected: "one of them",
                "multiple starred names in sequence pattern")
        }
        guard items.count < 4096 else { throw tooDeep() }
        return .sequence(items, SourceRange(start, previousEnd))
    }

    /// `{"key": pattern, Color.red: pattern, **rest}`
    private mutating func mapping() throws -> Pattern {
        let start = current.range.lower
        let (entries, rest) = try bracketed { parser in
            var entries: [Pattern.Entry] = []
            var rest: Pattern.Name?
            var seen: Set<Value.Key> = []
            while !parser.isSymbol("}") {
                if parser.isSymbol("**") {
                    parser.position += 1
                    let name = try parser.identifier("a name after **")
                    guard name.text != "_" else {
                        throw parser.failure(
                            "**_ takes what is taken anyway: other keys may be there", at: name.range,
                            expected: "a name, or nothing")
                    }
                    rest = .init(text: name.text, range: name.range)
                    if parser.isSymbol(",") { parser.position += 1 }
                    break
                }
                let key = try parser.key()
                if let constant = key.constant, let known = Value.Key(constant), !seen.insert(known).inserted {
                    throw parser.refused(
                        "the key \(constant.brief) stands twice", at: key.range, expected: "each key once",
                        "mapping pattern checks duplicate key (\(constant.repr))")
                }
                try parser.expect(":", ": and a pattern behind the key")
                entries.append(.init(key: key, pattern: try parser.pattern()))
                guard parser.isSymbol(",") else { break }
                parser.position += 1
            }
            return (entries, rest)
        }
        guard entries.count < 4096 else { throw tooDeep() }
        return .mapping(entries, rest: rest, SourceRange(start, previousEnd))
    }

    /// A literal, or a dotted name.
    private mutating func key() throws -> Expression {
        guard current.kind == .name, !["None", "True", "False"].contains(current.text) else { return try literal() }
        let range = current.range
        guard case .value(let value) = try namedPattern() else {
            throw failure(
                "a name would be bound here, and a key is compared", at: range,
                expected: "a literal, or a dotted name", try: "{\"\(source(range))\": …}")
        }
        return value
    }

    /// `Point(a, y=b)`
    private mutating func object(_ type: Expression, _ start: Int) throws -> Pattern {
        let (places, keywords) = try bracketed { parser in
            var places: [Pattern] = []
            var keywords: [Pattern.Keyword] = []
            while !parser.isSymbol(")") {
                if parser.current.kind == .name, parser.nextIs("=") {
                    let name = try parser.identifier("the name of an attribute")
                    parser.position += 1
                    if keywords.contains(where: { $0.name.text == name.text }) {
                        throw parser.refused(
                            "the attribute \(name.text) stands twice", at: name.range, expected: "each once",
                            "attribute name repeated in class pattern: \(name.text)")
                    }
                    keywords.append(
                        .init(name: .init(text: name.text, range: name.range), pattern: try parser.pattern()))
                } else {
                    let place = try parser.pattern()
                    guard keywords.isEmpty else {
                        throw parser.refused(
                            "\(parser.source(place.range)) stands behind a pattern with a name", at: place.range,
                            expected: "patterns without names first", "positional patterns follow keyword patterns")
                    }
                    places.append(place)
                }
                guard parser.isSymbol(",") else { break }
                parser.position += 1
            }
            return (places, keywords)
        }
        guard places.count < 4096 else { throw tooDeep() }
        return .object(type, places, keywords, SourceRange(start, previousEnd))
    }

    // MARK: Checks

    /// Each name is bound once, all alternatives bind the same ones, and none before the last takes everything.
    func checkNames(of pattern: Pattern) throws { _ = try bound(by: pattern) }

    private func bound(by pattern: Pattern) throws -> Set<String> {
        if case .either(let items, _) = pattern {
            if let early = items.dropLast().first(where: \.isIrrefutable) { throw unreachable(behind: early) }
            let names = try items.map { try bound(by: $0) }
            if let other = zip(items, names).first(where: { $0.1 != names[0] }) {
                throw refused(
                    "\(source(items[0].range)) and \(source(other.0.range)) bind different names", at: other.0.range,
                    expected: "the same names in all alternatives", "alternative patterns bind different names")
            }
            return names[0]
        }
        var found: Set<String> = []
        func add(_ names: some Sequence<String>, _ range: SourceRange) throws {
            for name in names where !found.insert(name).inserted {
                throw refused(
                    "\(name) is bound twice in one pattern", at: range, expected: "a name of its own for each part",
                    try: "a condition behind it: if a == b", "multiple assignments to name '\(name)' in pattern")
            }
        }
        for part in pattern.parts { try add(try bound(by: part).sorted(), part.range) }
        switch pattern {
        case .capture(let name, let range), .star(let name?, let range): try add([name], range)
        case .mapping(_, let rest?, _): try add([rest.text], rest.range)
        case .named(_, let name, _): try add([name.text], name.range)
        default: break
        }
        return found
    }
}

extension Token.Kind {
    /// Whether it is a number as it is written.
    fileprivate var isNumber: Bool {
        switch self {
        case .int, .big, .number, .imaginary: true
        default: false
        }
    }
}

extension Expression {
    fileprivate var isImaginary: Bool {
        if case .imaginary = kind { true } else { false }
    }
}
