import Answers

/// The names of a named tuple's fields.
enum FieldNames {
    /// - Parameter isRenamed: whether names were made by `renamed`, which begin with an underscore.
    /// - Throws: `Mistake` for a name that is none, a keyword, one that begins with an underscore, and one that comes twice.
    static func check(_ fields: [String], of type: String, isRenamed: Bool, _ work: Work) throws {
        for name in [type] + fields {
            guard Lexer(name, work: work).isName else {
                throw refused(
                    name, "is no name", "Type names and field names must be valid identifiers: ")
            }
            guard !Parser.reserved.contains(name) else {
                throw refused(name, "is a word of the language", "Type names and field names cannot be a keyword: ")
            }
        }
        var seen: Set<String> = []
        for name in fields {
            if name.hasPrefix("_"), !isRenamed {
                throw refused(name, "begins with an underscore", "Field names cannot start with an underscore: ")
            }
            guard seen.insert(name).inserted else {
                throw refused(name, "comes twice", "Encountered duplicate field name: ")
            }
        }
    }

    private static func refused(_ name: String, _ problem: String, _ message: String) -> Mistake {
        let shown = Value.text(name)
        return Mistake(
            "\(shown.brief) \(problem) and cannot name a field", expected: "names of letters, digits and underscores",
            try: "namedtuple(\"Point\", [\"x\", \"y\"])"
        ).raised(as: "ValueError", message + shown.repr)
    }

    /// The same with `_` and its place for each name that could not be one.
    static func renamed(_ fields: [String], _ work: Work) -> [String] {
        var seen: Set<String> = []
        return fields.enumerated().map { place, name in
            let isFit =
                Lexer(name, work: work).isName && !Parser.reserved.contains(name) && !name.hasPrefix("_")
                && seen.insert(name).inserted
            return isFit ? name : "_\(place)"
        }
    }
}
