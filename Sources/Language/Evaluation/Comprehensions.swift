import Answers

/// `[f(x) for x in xs if x > 0]` and its relatives. When the person interrupts, what was made so far is kept.
extension Evaluator {
    func evaluate(_ comprehension: Comprehension, _ scope: inout Scope) throws -> Value {
        var items: [Value] = []
        var dictionary = Value.Dictionary()
        let outer = scope.locals.count
        defer { scope.locals.removeLast(scope.locals.count - outer) }
        do {
            try run(comprehension, 0, &scope) { scope in
                let element = try evaluate(comprehension.element, &scope)
                if let value = comprehension.value {
                    try dictionary.set(element, try evaluate(value, &scope))
                } else {
                    items.append(element)
                }
                try Limits.checkCount(items.count + dictionary.entries.count)
            }
        } catch  where error is Interrupted || error is Stopped {
            throw Interrupted(partial: comprehension.value == nil ? .list(items) : .dict(dictionary))
        }
        let values = comprehension.value == nil ? items : dictionary.entries.map(\.value)
        try Limits.checkNesting(values)
        return comprehension.value == nil ? .list(items) : .dict(dictionary)
    }

    private func run(
        _ comprehension: Comprehension, _ level: Int, _ scope: inout Scope, _ body: (inout Scope) throws -> Void
    ) throws {
        guard level < comprehension.clauses.count else { return try body(&scope) }
        let clause = comprehension.clauses[level]
        let source = try evaluate(clause.source, &scope)
        var sequence: (any Subscriptable)?
        if case .thing(let thing as any Subscriptable) = source { sequence = thing }
        let values = sequence == nil ? try elements(of: source, clause.source.range) : []
        let before = scope.locals.count
        values: for index in 0..<(sequence?.count ?? values.count) {
            if context.work.isCancelled { throw Interrupted() }
            // The elements of a thing are made one after the other, so that none but the present one takes memory.
            let value = try sequence?.element([.index(.int(index))]) ?? values[index]
            scope.locals.removeLast(scope.locals.count - before)
            try bind(clause.target, value, &scope)
            for condition in clause.conditions {
                guard try evaluate(condition, &scope).isTrue(condition, self) else { continue values }
            }
            try run(comprehension, level + 1, &scope, body)
        }
        scope.locals.removeLast(scope.locals.count - before)
    }

    private func bind(_ target: Target, _ value: Value, _ scope: inout Scope) throws {
        switch target {
        case .name(let name, _): scope.locals.append((name, value))
        case .tuple(let targets, let range):
            for (target, part) in zip(targets, try unpack(value, targets.count, range)) {
                try bind(target, part, &scope)
            }
        case .attribute, .index:
            throw Mistake("only names can stand after for", expected: "a name, or several: for a, b in pairs")
        }
    }

    /// The parts of a value for `a, b = value`.
    func unpack(_ value: Value, _ count: Int, _ range: SourceRange) throws -> [Value] {
        let parts: [Value]
        if case .thing(let thing as any Unpackable) = value {
            parts = thing.parts
        } else {
            parts = try elements(of: value, range)
        }
        guard parts.count == count else {
            throw failure(
                "\(count) names for \(parts.count) values: \(value.brief)", at: range,
                expected: "as many names as values")
        }
        return parts
    }
}
