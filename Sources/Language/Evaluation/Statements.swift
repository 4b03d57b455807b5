import Answers

/// Statements: what changes the session's variables. Each is all or nothing.
extension Evaluator {
    /// The value to show, or nil for a statement that shows nothing.
    func execute(_ statement: Statement) throws -> Value? {
        var scope = Scope()
        let session = context.session
        switch statement.kind {
        case .expression(let expression): return try evaluate(expression, &scope)
        case .assign(let targets, let expression):
            let value: Value
            do {
                value = try evaluate(expression, &scope)
            } catch var stop as Interrupted {
                guard case .thing(let thing) = stop.partial, thing is any SaysHowItEnded,
                    gives(expression, type(of: thing).kind)
                else { throw stop }
                try atomically { for target in targets { try assign(target, stop.partial) } }
                stop.isKept = true
                throw stop
            }
            try atomically { for target in targets { try assign(target, value) } }
        case .augmented(let target, let operation, let expression):
            let old = try evaluate(try self.expression(for: target), &scope)
            let value = try evaluate(expression, &scope)
            let new = try at(statement.range) { try Arithmetic.apply(operation, old, value, context) }
            try atomically { try assign(target, new) }
        case .define(let name, let range, let syntax):
            let function = try function(name, syntax, &scope)
            remark(on: name, range)
            session.modules[name] = nil
            session.variables[name] = .function(function)
        case .import(let imports): try atomically { try execute(imports) }
        case .delete(let names): try atomically { try delete(names) }
        }
        return nil
    }

    /// Whether an expression is a call of what is declared to give values of that kind.
    private func gives(_ expression: Expression, _ kind: String) -> Bool {
        guard case .call(let callee, _) = expression.kind else { return false }
        switch callee.kind {
        case .name(let name): return context.registry.word(name)?.returns == kind
        case .attribute(_, let name, _):
            return context.registry.members.contains { $0.name == name && $0.returns == kind }
        default: return false
        }
    }

    private func atomically(_ change: () throws -> Void) throws {
        let variables = context.session.variables
        let modules = context.session.modules
        do {
            try change()
        } catch {
            context.session.variables = variables
            context.session.modules = modules
            throw error
        }
    }

    private func remark(on name: String, _ range: SourceRange) {
        guard context.session.variables[name] == nil, let word = context.registry.word(name), word.name == name
        else { return }
        context.note("\(name) now means your value; del \(name) brings the word back")
    }

    private func delete(_ names: [FunctionSyntax.FreeName]) throws {
        for item in names {
            let session = context.session
            guard session.variables[item.name] != nil || session.modules[item.name] != nil else {
                let close = Suggestions.nearest(item.name, among: session.variables.keys.sorted()).first
                throw failure("there is no variable \(item.name)", at: item.range, try: close.map { "del \($0)" })
            }
            session.variables[item.name] = nil
            session.modules[item.name] = nil
        }
    }

    // MARK: Assignment

    private func assign(_ target: Target, _ value: Value) throws {
        switch target {
        case .name(let name, let range):
            remark(on: name, range)
            context.session.modules[name] = nil
            context.session.variables[name] = value
        case .tuple(let targets, let range):
            for (target, part) in zip(targets, try unpack(value, targets.count, range)) { try assign(target, part) }
        case .attribute(let base, let name, let range): try assign(base, name, range, value)
        case .index(let base, let index, let range):
            var scope = Scope()
            let container = try evaluate(base, &scope)
            let changed = try at(range) { try replacing(container, try subscripts(index, &scope), value) }
            try assign(try self.target(for: base), changed)
        }
    }

    private func assign(_ base: Expression, _ name: String, _ range: SourceRange, _ value: Value) throws {
        var scope = Scope()
        let object = try evaluate(base, &scope)
        guard case .thing(let thing) = object, let member = context.registry.member(name, of: object.kind) else {
            throw unknownMember(object, name, range)
        }
        guard let change = member.assign else {
            throw failure(
                "\(name) of \(Phrase.indefinite(object.kind)) cannot be changed", at: range,
                expected: "an attribute that can be set")
        }
        try at(range) { try change(thing, value, context) }
    }

    /// A copy of a list or dict with one element replaced.
    private func replacing(_ container: Value, _ subscripts: [Subscript], _ value: Value) throws -> Value {
        guard case .index(let index)? = subscripts.first, subscripts.count == 1 else {
            throw Mistake("only one element at a time can be assigned", try: "x[i] = value")
        }
        switch container {
        case .list(var items):
            items[try Subscripts.position(index, items.count, "list")] = value
            try Limits.checkNesting(items)
            return .list(items)
        case .dict(var dictionary):
            try dictionary.set(index, value)
            try Limits.checkNesting(dictionary.entries.map(\.value))
            return .dict(dictionary)
        case .tuple: throw Mistake("a tuple does not change", expected: "a list: [a, b]", try: "a new tuple")
        default:
            throw Mistake(
                "elements of \(Phrase.indefinite(container.kind)) cannot be assigned: \(container.brief)",
                expected: "a list or a dict before [")
        }
    }

    private func target(for base: Expression) throws -> Target {
        switch base.kind {
        case .name(let name): return .name(name, base.range)
        case .index(let inner, let index): return .index(inner, index, base.range)
        case .attribute(let inner, let name, let range): return .attribute(inner, name: name, nameRange: range)
        default:
            throw failure(
                "this is a value without a name: the change would be lost", at: base.range,
                expected: "a variable before [")
        }
    }

    private func expression(for target: Target) throws -> Expression {
        switch target {
        case .name(let name, let range): return Expression(.name(name), range)
        case .index(let base, let index, let range): return Expression(.index(base, index), range)
        case .attribute(let base, let name, let range):
            return Expression(.attribute(base, name: name, nameRange: range), base.range.union(range))
        case .tuple(_, let range):
            throw failure("a tuple cannot be changed as one", at: range, expected: "one name at a time")
        }
    }
}
