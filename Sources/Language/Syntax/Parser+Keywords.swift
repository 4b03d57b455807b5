import Answers

/// Simple statements that begin with a keyword.
extension Parser {
    mutating func keywordStatement() throws -> Statement.Kind? {
        let token = current
        switch token.text {
        case "import", "from": return .import(try imports())
        case "del":
            position += 1
            return .delete(try deletion())
        case "pass":
            position += 1
            return .pass
        case "break", "continue":
            guard isInLoop else {
                throw failure(
                    "\(token.text) stands outside a loop", at: token.range, expected: "it inside for or while")
            }
            position += 1
            return token.text == "break" ? .break : .continue
        case "return":
            guard isInFunction else {
                throw failure(
                    "return stands outside a function", at: token.range, expected: "it inside the block of a def",
                    try: "the value alone on the line, to show it")
            }
            position += 1
            return .return(endsStatement ? nil : try expressionList())
        case "raise":
            position += 1
            guard !endsStatement else { return .raise(nil, from: nil) }
            let value = try expression()
            guard isName("from") else { return .raise(value, from: nil) }
            position += 1
            return .raise(value, from: try expression())
        case "assert":
            position += 1
            let condition = try expression()
            guard isSymbol(",") else { return .assert(condition, message: nil) }
            position += 1
            return .assert(condition, message: try expression())
        case "global", "nonlocal":
            position += 1
            let start = current.range.lower
            var names: [String] = []
            repeat {
                if !names.isEmpty { position += 1 }
                names.append(try identifier("the name of a variable").text)
            } while isSymbol(",")
            if token.text == "global" { return .global(names) }
            guard isInFunction else {
                throw failure("nonlocal stands outside a function", at: token.range, expected: "it inside a def")
            }
            return .nonlocal(names, SourceRange(start, previousEnd))
        default: return nil
        }
    }

    private var endsStatement: Bool { current.kind == .newline || current.kind == .end }

    private mutating func deletion() throws -> [Target] {
        var targets: [Target] = []
        repeat {
            if !targets.isEmpty { position += 1 }
            if endsStatement { break }
            let value = try postfix()
            switch value.kind {
            case .name, .index, .attribute: targets.append(try target(from: value))
            case .tuple(let items): targets += try items.map { try target(from: $0) }
            default:
                throw failure(
                    "\(source(value.range)) cannot be deleted", at: value.range, expected: "the name of a variable")
            }
        } while isSymbol(",")
        guard !targets.isEmpty else { throw unexpected("the name of a variable") }
        return targets
    }
}
