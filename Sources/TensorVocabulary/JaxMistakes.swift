import Answers
package import Autograd
import Language

/// What JAX says where a tensor's operation refuses its arguments: shapes that do not fit are a TypeError or a ValueError there, and
/// never a RuntimeError.
package enum JaxMistakes {
    /// Operations whose shapes JAX calls a TypeError.
    private static let types: Set<String> = [
        "add", "subtract", "multiply", "divide", "true_divide", "power", "maximum", "minimum", "mod", "remainder",
        "floor_divide", "arctan2", "hypot", "logical_and", "logical_or", "logical_xor", "less", "less_equal", "greater",
        "greater_equal", "equal", "not_equal", "matmul", "dot", "concatenate", "hstack", "vstack", "column_stack",
        "append", "reshape", "transpose",
    ]
    private static let products: Set<String> = ["matmul", "dot"]

    /// Runs an operation under JAX's name.
    ///
    /// - Parameter arrays: what it is done with.
    package static func within<Result>(
        _ name: String, _ arrays: [Tensor] = [], _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let mistake as Mistake where isTorchs(mistake) {
            throw said(mistake, name, arrays)
        } catch var problem as Diagnostic where isTorchs(problem.mistake) {
            problem.mistake = said(problem.mistake, name, arrays)
            throw problem
        }
    }

    private static func isTorchs(_ mistake: Mistake) -> Bool {
        ["RuntimeError", "IndexError"].contains(mistake.exception)
    }

    private static func said(_ mistake: Mistake, _ name: String, _ arrays: [Tensor]) -> Mistake {
        let shapes = arrays.map { tuple($0.shape) }
        let exception = types.contains(name) && mistake.exception == "RuntimeError" ? "TypeError" : "ValueError"
        guard exception == "TypeError", shapes.count == 2 else { return mistake.raised(as: exception, mistake.problem) }
        guard products.contains(name) else {
            return mistake.raised(
                as: exception, "\(name) got incompatible shapes for broadcasting: \(shapes[0]), \(shapes[1]).")
        }
        guard arrays.allSatisfy({ $0.ndim > 0 }) else { return mistake.raised(as: "ValueError", mistake.problem) }
        let (a, b) = (arrays[0].shape, arrays[1].shape)
        return mistake.raised(
            as: exception,
            "dot_general requires contracting dimensions to have the same shape, got \(tuple(a.suffix(1))) and "
                + "\(tuple(b.suffix(Swift.min(2, b.count)).prefix(1))).")
    }

    /// `(5,)`
    private static func tuple(_ lengths: some Sequence<Int>) -> String {
        let texts = lengths.map(String.init)
        return "(" + texts.joined(separator: ", ") + (texts.count == 1 ? ",)" : ")")
    }
}

extension BinaryOperator {
    /// `jax.numpy`'s name of it.
    var jaxName: String {
        switch self {
        case .add: "add"
        case .subtract: "subtract"
        case .multiply: "multiply"
        case .divide: "divide"
        case .power: "power"
        case .floorDivide: "floor_divide"
        case .remainder: "remainder"
        case .matrixProduct: "matmul"
        default: rawValue
        }
    }
}
