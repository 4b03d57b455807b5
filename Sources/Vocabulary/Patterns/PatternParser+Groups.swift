/// What stands in round brackets: groups, looks ahead and behind, conditions, flags.
extension PatternParser {
    mutating func group(_ start: Int, _ flags: inout PatternFlags, isFirst: Bool) throws -> PatternNode? {
        var inner = flags
        guard take("?") else { return try captured(nil, start, inner) }
        guard let sign = peek() else { throw error("unexpected end of pattern") }
        place += 1
        switch sign {
        case "P":
            if take("<") {
                let at = place
                let name = try until(">", "group name")
                try check(name: name, at: at)
                return try captured(name, start, inner)
            }
            if take("=") {
                let at = place
                let name = try until(")", "group name")
                try check(name: name, at: at)
                guard let number = names.first(where: { $0.name == name })?.number else {
                    throw error("unknown group name '\(name)'", at: at)
                }
                guard !open.contains(number) else { throw error("cannot refer to an open group", at: at) }
                return .reference(number, ignoresCase: inner.contains(.ignoresCase))
            }
            guard let other = peek() else { throw error("unexpected end of pattern") }
            throw error("unknown extension ?P\(other)", at: start + 1)
        case ":": return .sequence([try closed(start, inner)])
        case ">": return .atomic(try closed(start, inner))
        case "#":
            while let next = peek() {
                place += 1
                if next == ")" { return nil }
            }
            throw error("missing ), unterminated comment", at: start)
        case "=", "!": return .look(try closed(start, inner), isAhead: true, isNegative: sign == "!")
        case "<":
            guard let direction = peek() else { throw error("unexpected end of pattern") }
            place += 1
            guard direction == "=" || direction == "!" else {
                throw error("unknown extension ?<\(direction)", at: start + 1)
            }
            depth += 1
            defer { depth -= 1 }
            return .look(try closed(start, inner), isAhead: false, isNegative: direction == "!")
        case "(": return try conditional(start, inner)
        default:
            guard PatternParser.letters[sign] != nil || sign == "-" else {
                throw error("unknown extension ?\(sign)", at: start + 1)
            }
            place -= 1
            return try flagged(start, &flags, &inner, isFirst: isFirst)
        }
    }

    private mutating func closed(_ start: Int, _ flags: PatternFlags) throws -> PatternNode {
        let node = try alternatives(flags)
        guard take(")") else { throw error("missing ), unterminated subpattern", at: start) }
        return node
    }

    private mutating func captured(_ name: String?, _ start: Int, _ flags: PatternFlags) throws -> PatternNode {
        groups += 1
        let number = groups
        if let name {
            if let known = names.first(where: { $0.name == name }) {
                throw error(
                    "redefinition of group name '\(name)' as group \(number); was group \(known.number)",
                    at: place - name.unicodeScalars.count - 1)
            }
            names.append((name, number))
        }
        open.insert(number)
        let node = try closed(start, flags)
        open.remove(number)
        return .group(number, node)
    }

    private func check(name: String, at place: Int) throws {
        let scalars = name.unicodeScalars
        let isName =
            scalars.first.map { $0 == "_" || $0.properties.isXIDStart } == true
            && scalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
        if !isName { throw error("bad character in group name '\(name)'", at: place) }
    }

    private mutating func conditional(_ start: Int, _ flags: PatternFlags) throws -> PatternNode {
        let at = place
        let name = try until(")", "group name")
        let number: Int
        if let known = names.first(where: { $0.name == name })?.number {
            number = known
        } else {
            guard let written = Int(name), name.allSatisfy(\.isNumber) else {
                try check(name: name, at: at)
                throw error("unknown group name '\(name)'", at: at)
            }
            guard written > 0 else { throw error("bad group number", at: at) }
            number = written
            asked.append((written, at))
        }
        try nested()
        defer { nesting -= 1 }
        var settled = flags
        let yes = try sequence(&settled, isTop: false)
        var no = PatternNode.empty
        if take("|") {
            no = try sequence(&settled, isTop: false)
            if peek() == "|" { throw error("conditional backref with more than two branches") }
        }
        guard take(")") else { throw error("missing ), unterminated subpattern", at: start) }
        return .conditional(number, yes, no)
    }

    private static let letters: [Character: PatternFlags] = [
        "i": .ignoresCase, "L": .locale, "m": .multiline, "s": .dotAll, "x": .verbose, "a": .ascii, "u": .unicode,
    ]

    /// `(?i)` for all of the pattern, `(?i:…)` and `(?-i:…)` for a part of it.
    private mutating func flagged(
        _ start: Int, _ flags: inout PatternFlags, _ inner: inout PatternFlags, isFirst: Bool
    ) throws -> PatternNode? {
        var (added, removed): (PatternFlags, PatternFlags) = ([], [])
        func letter(_ sign: Character?, _ missing: String) throws -> PatternFlags {
            guard let sign else { throw error(missing) }
            guard let flag = PatternParser.letters[sign] else {
                throw error(sign.isLetter ? "unknown flag" : missing, at: place)
            }
            guard flag != .locale else {
                throw error("bad inline flags: cannot use 'L' flag with a str pattern", at: place + 1)
            }
            return flag
        }
        while let sign = peek(), sign != ")", sign != ":", sign != "-" {
            added.insert(try letter(sign, "missing -, : or )"))
            place += 1
        }
        if added.contains(.ascii), added.contains(.unicode) {
            throw error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
        }
        guard let sign = peek() else { throw error("missing -, : or )") }
        place += 1
        if sign == ")" {
            guard isFirst else {
                throw error("global flags not at the start of the expression", at: start)
            }
            if added.contains(.verbose), !flags.contains(.verbose) {
                self.flags.formUnion(added)
                throw VerboseFound()
            }
            flags.formUnion(added)
            self.flags.formUnion(added)
            return nil
        }
        if sign == "-" {
            guard peek() != nil else { throw error("missing flag") }
            repeat {
                removed.insert(try letter(peek(), "missing :"))
                place += 1
            } while peek() != ":" && peek() != nil
            guard take(":") else { throw error("missing :") }
            if !removed.isDisjoint(with: [.ascii, .unicode]) {
                throw error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            }
            if !added.isDisjoint(with: removed) {
                throw error("bad inline flags: flag turned on and off", at: place - 1)
            }
        }
        inner.formUnion(added)
        if added.contains(.unicode) { inner.remove(.ascii) }
        inner.subtract(removed)
        return .sequence([try closed(start, inner)])
    }
}
