import Answers

/// Indices and slices, with Python's negative indices.
extension Evaluator {
    func subscripts(_ index: Expression, _ scope: inout Scope) throws -> [Subscript] {
        guard case .tuple(let items) = index.kind, !items.isEmpty else { return [try oneSubscript(index, &scope)] }
        return try items.map { try oneSubscript($0, &scope) }
    }

    private func oneSubscript(_ index: Expression, _ scope: inout Scope) throws -> Subscript {
        guard case .slice(let lower, let upper, let step) = index.kind else {
            return .index(try evaluate(index, &scope))
        }
        return .slice(
            lower: try whole(lower, &scope), upper: try whole(upper, &scope), step: try whole(step, &scope))
    }

    private func whole(_ bound: Expression?, _ scope: inout Scope) throws -> Int? {
        guard let bound else { return nil }
        let value = try evaluate(bound, &scope)
        if case .none = value { return nil }
        guard let number = Subscripts.whole(value) else {
            throw failure("\(value.brief) cannot bound a slice", at: bound.range, expected: "a whole number")
        }
        return number
    }

    func element(of value: Value, at subscripts: [Subscript]) throws -> Value {
        if case .thing(let thing) = value {
            guard let subscriptable = thing as? any Subscriptable else {
                throw Mistake(
                    "\(Phrase.indefinite(value.kind)) has no elements to index: \(value.brief)",
                    expected: "a list, tuple, string, dict or array before [")
            }
            return try context.finish(try subscriptable.element(subscripts))
        }
        if case .dict(let dictionary) = value {
            let keys = try subscripts.map { part -> Value in
                guard case .index(let key) = part else {
                    throw Mistake("a dict has keys, not slices", expected: "d[key]")
                }
                return key
            }
            let key = keys.count == 1 ? keys[0] : .tuple(keys)
            if let found = dictionary[key] { return found }
            let known = dictionary.entries.map(\.key.brief)
            let close = Suggestions.nearest(key.brief, among: known).first
            throw Mistake("there is no key \(key.brief)", expected: Suggestions.listed(known), try: close)
        }
        guard let first = subscripts.first, subscripts.count == 1 else {
            throw Mistake(
                "\(Phrase.indefinite(value.kind)) has one direction, \(subscripts.count) indices given",
                expected: "one index", try: "x[i][j] for lists inside lists")
        }
        switch (value, first) {
        case (.list(let items), .index(let index)), (.tuple(let items), .index(let index)):
            return items[try Subscripts.position(index, items.count, value.kind)]
        case (.list(let items), .slice(let lower, let upper, let step)):
            return .list(try Subscripts.slice(items, lower, upper, step))
        case (.tuple(let items), .slice(let lower, let upper, let step)):
            return .tuple(try Subscripts.slice(items, lower, upper, step))
        case (.text(let text), .index(let index)):
            let characters = try text.map(stoppedBy: context.work) { $0 }
            return .text(String(characters[try Subscripts.position(index, characters.count, "string")]))
        case (.text(let text), .slice(let lower, let upper, let step)):
            let characters = try text.map(stoppedBy: context.work) { $0 }
            return .text(String(try Subscripts.slice(characters, lower, upper, step)))
        default:
            throw Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)) and has no elements",
                expected: "a list, tuple, string or dict before [")
        }
    }

    /// What `for x in value` goes through.
    func elements(of value: Value, _ range: SourceRange) throws -> [Value] {
        do {
            return try Subscripts.elements(of: value, context)
        } catch let mistake as Mistake {
            throw Diagnostic(mistake, source: source, range: range)
        }
    }
}

/// The arithmetic of indices.
public enum Subscripts {
    static func whole(_ value: Value) -> Int? {
        switch value {
        case .int(let index): index
        case .number(let number): Int(exactly: number)
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// The place of an index that may count from the end.
    public static func position(_ index: Value, _ count: Int, _ kind: String) throws -> Int {
        guard let number = whole(index) else {
            throw Mistake("\(index.brief) cannot be an index", expected: "a whole number")
        }
        guard number < count, number >= -count else {
            let range = count == 0 ? "it is empty" : "0 to \(count - 1), or -\(count) to -1 from the end"
            throw Mistake("there is no element \(number) in a \(kind) of \(count)", expected: range)
        }
        return number < 0 ? number + count : number
    }

    /// The positions of `lower:upper:step` in a sequence of `count`.
    ///
    /// - Throws: a `Mistake` for a step of 0.
    public static func positions(_ count: Int, _ lower: Int?, _ upper: Int?, _ step: Int?) throws -> StrideTo<Int> {
        let step = step ?? 1
        guard step != 0 else { throw Mistake("the step of a slice is 0", expected: "a step that is not 0") }
        let low = step > 0 ? 0 : -1
        let high = step > 0 ? count : count - 1
        func clamp(_ bound: Int) -> Int {
            Swift.min(high, Swift.max(low, bound < 0 ? Swift.max(bound, -count - 1) + count : bound))
        }
        let start = lower.map(clamp) ?? (step > 0 ? low : high)
        let stop = upper.map(clamp) ?? (step > 0 ? high : low)
        // A step beyond the length takes one element; keeping it small keeps the sum in range.
        return stride(from: start, to: stop, by: Swift.min(Swift.max(step, -count - 1), count + 1))
    }

    static func slice<Element>(_ items: [Element], _ lower: Int?, _ upper: Int?, _ step: Int?) throws -> [Element] {
        try positions(items.count, lower, upper, step).map { items[$0] }
    }

    /// The elements of a list, tuple, string, dict (its keys) or thing with elements.
    public static func elements(of value: Value, _ context: Context) throws -> [Value] {
        switch value {
        case .list(let items), .tuple(let items): return items
        case .text(let text): return try text.map(stoppedBy: context.work) { .text(String($0)) }
        case .dict(let dictionary): return dictionary.entries.map(\.key)
        case .thing(let thing as any Subscriptable):
            guard thing.count <= thing.mostInList else {
                throw Mistake(
                    "a list of these \(thing.count.grouped) elements is too long",
                    expected: "at most \(thing.mostInList.grouped)", try: "for x in …, which takes one after the other")
            }
            var out: [Value] = []
            for index in 0..<Swift.max(0, thing.count) {
                if context.work.isCancelled { throw Interrupted(partial: .list(out)) }
                out.append(try thing.element([.index(.int(index))]))
            }
            return out
        case .int(let count):
            throw Mistake("\(count) is a number: there is nothing to go through", try: "range(\(count))")
        default:
            throw Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)): there is nothing to go through",
                expected: "a list, tuple, string or dict")
        }
    }
}
