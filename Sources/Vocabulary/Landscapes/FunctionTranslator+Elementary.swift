import Landscapes
import Language

/// The elementary functions by the names that the language gives them.
extension FunctionTranslator {
    private static let unary: [String: UnaryOperation] = {
        var table: [String: UnaryOperation] = [
            "arcsin": .asin, "arccos": .acos, "arctan": .atan, "arcsinh": .asinh, "arccosh": .acosh,
            "arctanh": .atanh, "ln": .log, "fabs": .abs, "absolute": .abs,
        ]
        for operation in UnaryOperation.allCases where operation != .negate && operation != .not {
            table[operation.rawValue] = operation
        }
        return table
    }()

    private static let binary: [String: BinaryOperation] = [
        "pow": .power, "power": .power, "atan2": .atan2, "arctan2": .atan2, "hypot": .hypot, "min": .min,
        "max": .max, "minimum": .min, "maximum": .max, "fmod": .remainder, "mod": .remainder,
    ]

    /// The call of an elementary function; nil when the name is none or has another number of arguments.
    mutating func elementary(
        _ name: String, _ arguments: [ArgumentSyntax], _ expression: Expression, _ scope: Bindings
    ) throws -> Operand? {
        if let operation = Self.unary[name], arguments.count == 1 {
            return .node(formula.apply(operation, try node(arguments[0].value, scope)))
        }
        switch name {
        case "min", "max", "sum": return try folded(name, arguments, scope)
        case "square" where arguments.count == 1:
            let a = try node(arguments[0].value, scope)
            return .node(formula.apply(.multiply, a, a))
        case "sigmoid" where arguments.count == 1:
            // (1 + tanh(a/2))/2: no overflow on either side.
            let half = formula.apply(.divide, try node(arguments[0].value, scope), formula.constant(2))
            let sum = formula.apply(.add, formula.constant(1), formula.apply(.tanh, half))
            return .node(formula.apply(.divide, sum, formula.constant(2)))
        case "relu" where arguments.count == 1:
            // 0 first: where both are equal, the slope is that of the first, as frameworks have it.
            return .node(formula.apply(.max, formula.constant(0), try node(arguments[0].value, scope)))
        case "log" where arguments.count == 2:
            let top = formula.apply(.log, try node(arguments[0].value, scope))
            return .node(formula.apply(.divide, top, formula.apply(.log, try node(arguments[1].value, scope))))
        case "float" where arguments.count == 1: return .node(try node(arguments[0].value, scope))
        default: break
        }
        if let operation = Self.binary[name], arguments.count == 2 {
            let a = try node(arguments[0].value, scope)
            return .node(formula.apply(operation, a, try node(arguments[1].value, scope)))
        }
        return nil
    }

    /// `min(a, b, c)`, `max([a, b])`, `sum([…])`, `sum(… for …)`.
    private mutating func folded(_ name: String, _ arguments: [ArgumentSyntax], _ scope: Bindings) throws -> Operand? {
        var nodes: [Formula.Node] = []
        if arguments.count == 1 || name == "sum" {
            for item in try items(of: arguments[0].value, scope) {
                nodes.append(try node(item, arguments[0].value, scope))
            }
        } else {
            for argument in arguments { nodes.append(try node(argument.value, scope)) }
        }
        if name == "sum", arguments.count > 1 { nodes.append(try node(arguments[1].value, scope)) }
        guard var result = nodes.first else { return name == "sum" ? .node(formula.constant(0)) : nil }
        let operation: BinaryOperation = name == "sum" ? .add : name == "min" ? .min : .max
        for next in nodes.dropFirst() { result = formula.apply(operation, result, next) }
        return .node(result)
    }
}
