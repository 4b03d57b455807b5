/// The parts of an expression, for walks over the tree.
extension Expression.Kind {
    /// The expressions directly inside this one.
    public var children: [Expression] {
        switch self {
        case .none, .bool, .int, .big, .number, .imaginary, .text, .bytes, .name, .yield(nil): []
        case .format(let pieces):
            pieces.flatMap(\.children)
        case .list(let items), .tuple(let items), .set(let items): items
        case .starred(let inner), .named(_, _, let inner), .yield(.some(let inner)), .yieldFrom(let inner): [inner]
        case .dict(let entries): entries.flatMap { [$0.key, $0.value].compactMap(\.self) }
        case .unary(_, let operand), .not(let operand): [operand]
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
        case .comparison(let first, let rest): [first] + rest.map(\.operand)
        case .conditional(let then, let condition, let otherwise): [then, condition, otherwise]
        case .lambda(let function): function.parameters.compactMap(\.standard) + function.formula
        case .comprehension(let comprehension): comprehension.children
        case .call(let callee, let arguments): [callee] + arguments.map(\.value)
        case .attribute(let base, _, _): [base]
        case .index(let base, let index): [base, index]
        case .slice(let lower, let upper, let step): [lower, upper, step].compactMap(\.self)
        }
    }
}

extension FormatPiece {
    fileprivate var children: [Expression] {
        if case .value(let expression, let spec, _, _, _) = self { [expression] + spec.flatMap(\.children) } else { [] }
    }
}

extension Comprehension {
    var children: [Expression] {
        [element] + [value].compactMap(\.self) + clauses.flatMap { [$0.source] + $0.conditions }
    }
}
