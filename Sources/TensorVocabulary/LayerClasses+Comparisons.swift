import Answers
import Autograd
import Language

/// Layers of two inputs, which say how alike these are.
extension LayerClasses {
    static let cosineSimilarity = LayerClass(
        "CosineSimilarity", "distance", "x₁·x₂/(‖x₁‖·‖x₂‖) along an axis",
        [
            Parameter("dim", .int(), 1, "the axis"),
            Parameter("eps", .number(), .value(.number(1e-8)), "the smallest divisor"),
        ], example: "dim=1",
        open: { object, arguments, keywords, context in
            let (x, y) = try two("CosineSimilarity", arguments, keywords, context)
            return .thing(try x.cosine(y, object.int("dim"), object.number("eps")))
        })

    static let pairwiseDistance = LayerClass(
        "PairwiseDistance", "distance", "(Σ|x₁ − x₂ + ε|ᵖ)^(1/p) over the last axis",
        [
            Parameter("p", .number(.nonNegative), .value(.number(2)), "the power"),
            Parameter("eps", .number(), .value(.number(1e-6)), "added to every difference"),
            Parameter("keepdim", .bool, false, "whether the last axis stays with length 1"),
        ], example: "p=2",
        open: { object, arguments, keywords, context in
            let (x, y) = try two("PairwiseDistance", arguments, keywords, context)
            return .thing(
                try x.distance(to: y, object.number("p"), object.number("eps"), keepsAxes: object.flag("keepdim")))
        })

    /// The inputs x1 and x2, by place or by name.
    private static func two(
        _ name: String, _ arguments: [Value], _ keywords: [(name: String, value: Value)], _ context: Context
    ) throws -> (Tensor, Tensor) {
        var given = arguments
        for wanted in ["x1", "x2"].dropFirst(arguments.count) {
            guard let found = keywords.first(where: { $0.name == wanted }) else { break }
            given.append(found.value)
        }
        guard given.count == 2, arguments.count + keywords.count == 2 else {
            throw Mistake(
                "\(name) gets \(arguments.count + keywords.count) inputs", expected: "two tensors, x1 and x2"
            ).raised(
                as: "TypeError",
                arguments.count + keywords.count > 2
                    ? "\(name).forward() takes 3 positional arguments but \(arguments.count + 1) were given"
                    : "\(name).forward() missing \(2 - given.count) required positional argument"
                        + (given.isEmpty ? "s: 'x1' and 'x2'" : ": 'x2'"))
        }
        return (try context.requireTensor(given[0], name), try context.requireTensor(given[1], name))
    }
}

extension Tensor {
    /// The cosine of the angle between two tensors along an axis; each length counts as ε where it is smaller.
    func cosine(_ other: Tensor, _ dim: Int, _ epsilon: Double) throws -> Tensor {
        let (a, b) = (try norm(2, [dim], keepsAxes: true), try other.norm(2, [dim], keepsAxes: true))
        return try (self / a.clamped(epsilon, nil) * (other / b.clamped(epsilon, nil))).sum([dim])
    }
}
