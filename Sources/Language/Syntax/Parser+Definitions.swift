import Answers

extension ArgumentSyntax {
    /// `metaclass=ABCMeta`
    fileprivate var isAbstractMetaclass: Bool {
        guard case .keyword("metaclass", _) = form else { return false }
        return switch value.kind {
        case .name("ABCMeta"): true
        case .attribute(_, "ABCMeta", _): true
        default: false
        }
    }

    /// The same argument without its keyword.
    fileprivate var positional: ArgumentSyntax {
        var argument = self
        argument.form = .positional
        return argument
    }
}

/// `def`, `class`, their parameters and decorators.
extension Parser {
    mutating func decorated() throws -> Statement {
        var decorators: [Expression] = []
        while isSymbol("@") {
            position += 1
            decorators.append(try expression())
            guard current.kind == .newline || current.kind == .end else {
                throw unexpected("the end of the line after a decorator")
            }
            skipLineEnds()
        }
        if isName("def") { return try definition(decorators) }
        if isName("class") { return try classDefinition(decorators) }
        var problem = failure(
            "a decorator stands before a def or a class", at: decorators[0].range, expected: "def name(…): next")
        problem.isIncomplete = current.kind == .end
        throw problem
    }

    mutating func definition(_ decorators: [Expression]) throws -> Statement {
        let owner = current
        position += 1
        let name = try identifier("the name of the function")
        guard isSymbol("(") else { throw unexpected("( and the parameters", try: "def \(name.text)(x):") }
        brackets.append(position)
        position += 1
        let formals = try formals(until: ")", annotated: true)
        guard isSymbol(")") else { throw unexpected("a comma or )") }
        position += 1
        brackets.removeLast()
        if isSymbol("->") {
            position += 1
            _ = try expression()
        }
        let end = previousEnd
        let outer = fields
        fields = nil
        defer { fields = outer }
        let body = try block(owner, inFunction: true, inLoop: false)
        return headed(
            .function(
                name: name.text, nameRange: name.range, FunctionSyntax(parameters: formals, body: .block(body)),
                decorators: decorators), owner.range.lower, end)
    }

    /// Parameters: names, `name=default`, `*rest`, names that are only given by keyword, `**keywords`.
    mutating func formals(until closer: String, annotated: Bool) throws -> [FunctionSyntax.Formal] {
        var formals: [FunctionSyntax.Formal] = []
        var kind = FunctionSyntax.Formal.Kind.plain
        while !isSymbol(closer) {
            var own = kind
            if isSymbol("/") {
                position += 1
                for place in formals.indices { formals[place].isNameless = true }
            } else if isSymbol("*"), nextIs(",") {
                kind = .keywordOnly
                position += 1
            } else {
                if isSymbol("*") || isSymbol("**") {
                    own = isSymbol("*") ? .rest : .keywords
                    kind = .keywordOnly
                    position += 1
                }
                let name = try identifier(
                    annotated ? "the name of a parameter" : "parameter names and a colon")
                var standard: Expression?
                if annotated, isSymbol(":") {
                    position += 1
                    _ = try expression()
                }
                if isSymbol("="), own == .plain || own == .keywordOnly {
                    position += 1
                    standard = try expression()
                }
                formals.append(.init(name: name.text, range: name.range, standard: standard, kind: own))
            }
            guard isSymbol(",") else { break }
            position += 1
        }
        try checkFormals(formals)
        return formals
    }

    /// Reads the body of a class, in which a name such as `__x` is the class's own: `_Point__x`.
    private mutating func privately(
        _ name: String, _ body: (inout Parser) throws -> [Statement]
    ) throws -> [Statement] {
        let (start, outer, before) = (position, privateOwner, fields)
        defer { privateOwner = outer }
        privateOwner = String(name.drop { $0 == "_" })
        let found = try body(&self)
        // How far the body goes is known only now; what has such names is read once more.
        guard claimPrivateNames(in: start..<Swift.min(position, tokens.count)) else { return found }
        (position, fields) = (start, before)
        return try body(&self)
    }

    /// Gives the names that begin with two underscores the class's name in front; false where there are none.
    mutating func claimPrivateNames(in places: Range<Int>) -> Bool {
        guard !privateOwner.isEmpty else { return false }
        var isAny = false
        for place in places where tokens[place].kind == .name {
            let name = tokens[place].text
            guard name.hasPrefix("__"), !name.hasSuffix("__") else { continue }
            tokens[place].text = "_" + privateOwner + name
            isAny = true
        }
        return isAny
    }

    mutating func classDefinition(_ decorators: [Expression]) throws -> Statement {
        let owner = current
        position += 1
        let name = try identifier("the name of the class")
        var base: Expression?
        if isSymbol("(") {
            brackets.append(position)
            position += 1
            // What ABCMeta makes of a class, abc.ABC does as its base.
            let arguments = try nested { try $0.arguments() }.map { $0.isAbstractMetaclass ? $0.positional : $0 }
            guard isSymbol(")") else { throw unexpected("a comma or )") }
            position += 1
            brackets.removeLast()
            base = arguments.first?.value
            if let other = arguments.first(where: { if case .positional = $0.form { false } else { true } }) {
                throw failure(
                    "metaclasses and keywords of classes are not used here", at: other.value.range,
                    expected: "class \(name.text)(Base):")
            }
            if arguments.count > 1, let first = base?.range, let last = arguments.last?.value.range {
                base = Expression(.tuple(arguments.map(\.value)), first.union(last))
            }
        }
        let end = previousEnd
        let (body, others) = try dataClass(name, base: base, decorators) {
            try $0.privately(name.text) { try $0.block(owner, inFunction: false, inLoop: false) }
        }
        return headed(
            .class(name: name.text, nameRange: name.range, base: base, body, decorators: others),
            owner.range.lower, end)
    }
}
