import Answers

/// Texts taken apart and changed character by character, asking again and again whether the work is stopped.
extension String {
    func replacingLineEnds(_ check: inout StopCheck) throws -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var isAfterReturn = false
        for byte in utf8 {
            try check.pass()
            let isReturn = byte == UInt8(ascii: "\r")
            if !(isAfterReturn && byte == UInt8(ascii: "\n")) { bytes.append(isReturn ? UInt8(ascii: "\n") : byte) }
            isAfterReturn = isReturn
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The lines, each with the end that it had.
    func linesWithEnds(_ check: inout StopCheck) throws -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        var isAfterReturn = false
        for byte in utf8 {
            try check.pass()
            if isAfterReturn, byte != UInt8(ascii: "\n") {
                lines.append(String(decoding: line, as: UTF8.self))
                line = []
            }
            line.append(byte)
            isAfterReturn = byte == UInt8(ascii: "\r")
            guard byte == UInt8(ascii: "\n") else { continue }
            lines.append(String(decoding: line, as: UTF8.self))
            line = []
        }
        if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }

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
