import Answers

/// Texts taken apart and changed character by character, asking again and again whether the work is stopped.
extension String {
    /// The lines as `splitlines` parts them: also at what ends a line, a page, a file or a record elsewhere.
    ///
    /// - Parameter keepingEnds: whether each keeps its line end.
    func lines(keepingEnds: Bool, _ check: inout StopCheck) throws -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in unicodeScalars {
            try check.pass()
            defer { isAfterReturn = scalar == "\r" }
            if isAfterReturn, scalar == "\n" {
                // It belongs to the line that has ended.
                if keepingEnds, let last = lines.popLast() { lines.append(last + "\n") }
                continue
            }
            guard String.lineEnds.contains(scalar) else {
                line.append(scalar)
                continue
            }
            if keepingEnds { line.append(scalar) }
            lines.append(String(line))
            line = .init()
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }

    private static let lineEnds: Set<Unicode.Scalar> = [
        "\n", "\r", "\u{b}", "\u{c}", "\u{1c}", "\u{1d}", "\u{1e}", "\u{85}", "\u{2028}", "\u{2029}",
    ]

    /// Every character turned into text, as `uppercased` does it.
    func mapped(_ check: inout StopCheck, _ map: (Unicode.Scalar) -> String) throws -> String {
        var out = ""
        out.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            try check.pass()
            out += map(scalar)
        }
        return out
    }

    /// The parts between white space.
    func words(_ check: inout StopCheck) throws -> [String] {
        var out: [String] = []
        var word = unicodeScalars.startIndex
        var isInside = false
        for index in unicodeScalars.indices {
            try check.pass()
            let isSpace = unicodeScalars[index].properties.isWhitespace
            if isSpace, isInside { out.append(String(unicodeScalars[word..<index])) }
            if !isSpace, !isInside { word = index }
            isInside = !isSpace
        }
        if isInside { out.append(String(unicodeScalars[word...])) }
        return out
    }

    /// So many words, and the rest as it is.
    func words(atMost most: Int, fromEnd: Bool, _ check: inout StopCheck) throws -> [String] {
        var rest = unicodeScalars[...]
        /// What is white space, or what is none, up to where that changes.
        func take(spaces: Bool) throws -> String {
            let whole = rest
            while let next = fromEnd ? rest.last : rest.first, next.properties.isWhitespace == spaces {
                try check.pass()
                if fromEnd { rest.removeLast() } else { rest.removeFirst() }
            }
            return String(fromEnd ? whole[rest.endIndex...] : whole[..<rest.startIndex])
        }
        var out: [String] = []
        _ = try take(spaces: true)
        while out.count < most, !rest.isEmpty {
            out.append(try take(spaces: false))
            _ = try take(spaces: true)
        }
        if !rest.isEmpty { out.append(String(rest)) }
        return fromEnd ? out.reversed() : out
    }

    /// The parts between occurrences of a separator that is not empty.
    func pieces(between separator: String, _ check: inout StopCheck) throws -> [String] {
        let text = Array(utf8)
        let sought = Array(separator.utf8)
        var out: [String] = []
        var start = 0
        for place in try StringSearch.places(of: sought, in: text, &check) {
            try check.pass()
            out.append(String(decoding: text[start..<place], as: UTF8.self))
            start = place + sought.count
        }
        out.append(String(decoding: text[start...], as: UTF8.self))
        return out
    }
}

extension String.UnicodeScalarView {
    /// As `allSatisfy`, until the work is stopped.
    func allSatisfy(_ check: inout StopCheck, _ holds: (Unicode.Scalar) -> Bool) throws -> Bool {
        for scalar in self {
            try check.pass()
            if !holds(scalar) { return false }
        }
        return true
    }

    /// All of them, until the work is stopped.
    func map(_ check: inout StopCheck) throws -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        for scalar in self {
            try check.pass()
            out.append(scalar)
        }
        return out
    }
}
