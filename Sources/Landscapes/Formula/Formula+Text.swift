import Answers

extension Formula {
    /// The node as text: `log(x)`, `(x + 1)**y`. Long operands are shortened to `…`.
    func text(of index: Int, depth: Int = 0) -> String {
        guard depth < 4 else { return "…" }
        func part(_ index: Int) -> String { text(of: index, depth: depth + 1) }
        func bracketed(_ index: Int) -> String {
            switch contents[index] {
            case .binary(let operation, _, _) where operation.isSymbol: "(\(part(index)))"
            case .unary(.negate, _), .choose: "(\(part(index)))"
            default: part(index)
            }
        }
        switch contents[index] {
        case .constant(let bits): return Double(bitPattern: bits).short(6)
        case .variable(let number): return variables[number]
        case .unary(.negate, let a): return "-" + bracketed(a)
        case .unary(let operation, let a): return "\(operation.rawValue)(\(part(a)))"
        case .binary(let operation, let a, let b):
            return operation.isSymbol
                ? "\(bracketed(a)) \(operation.rawValue) \(bracketed(b))"
                : "\(operation.rawValue)(\(part(a)), \(part(b)))"
        case .choose(let condition, let then, let otherwise):
            return "\(part(then)) if \(part(condition)) else \(part(otherwise))"
        case .call(let number, let a, let b):
            let landscape = landscapes[number]
            return landscape.dimension == 1
                ? "\(landscape.name)(\(part(a)))" : "\(landscape.name)(\(part(a)), \(part(b)))"
        }
    }
}

extension BinaryOperation {
    /// Written between its operands.
    var isSymbol: Bool {
        switch self {
        case .min, .max, .atan2, .hypot: false
        default: true
        }
    }
}
