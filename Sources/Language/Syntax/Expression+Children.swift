/// The parts of an expression, for walks over the tree.
extension Expression.Kind {
    /// The expressions directly inside this one.
    public var children: [Expression] {
        switch self {
        case .none, .bool, .int, .number, .text, .name: []
        case .format(let pieces):
            pieces.compactMap { piece in
                if case .value(let expression, _, _, _) = piece { expression } else { nil }
            }
        case .list(let items), .tuple(let items): items
        case .dict(let entries): entries.flatMap { [$0.key, $0.value].compactMap(\.self) }
        case .unary(_, let operand), .not(let operand): [operand]
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
        case .comparison(let first, let rest): [first] + rest.map(\.operand)
        case .conditional(let then, let condition, let otherwise): [then, condition, otherwise]
        case .lambda(let function): function.parameters.compactMap(\.standard) + [function.body]
        case .comprehension(let comprehension): comprehension.children
        case .call(let callee, let arguments): [callee] + arguments.map(\.value)
        case .attribute(let base, _, _): [base]
        case .index(let base, let index): [base, index]
        case .slice(let lower, let upper, let step): [lower, upper, step].compactMap(\.self)
        }
    }
}

extension Comprehension {
    var children: [Expression] {
        [element] + [value].compactMap(\.self) + clauses.flatMap { [$0.source] + $0.conditions }
    }
}
