import Answers
import Arrays
import Autograd
import Language

/// A function of tensors, declared once: the method `x.relu()`, the word `torch.relu(x)`, and where PyTorch has it so,
/// `torch.nn.functional.relu(x)`.
struct TensorFunction: Sendable {
    typealias Body = @Sendable (Tensor, Arguments, Context) throws -> Value

    var name: String
    var aliases: [String]
    var summary: String
    package var parameters: [Parameter]
    /// What `torch.name(` is followed by in the example.
    var example: String
    var isMethod: Bool
    /// Modules in which it is a word: `torch`, `torch.nn.functional`, `torch.linalg`.
    var modules: [String]
    var body: Body

    init(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter] = [],
        example: String = "torch.tensor([0.5, 2.0]))", isMethod: Bool = true, in modules: [String] = ["torch"],
        _ body: @escaping Body
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.parameters = parameters
        self.example = example
        self.isMethod = isMethod
        self.modules = modules
        self.body = body
    }

    /// A function without parameters.
    init(
        unary name: String, aliases: [String] = [], _ summary: String, in modules: [String] = ["torch"],
        isMethod: Bool = true, _ function: @escaping @Sendable (Tensor) throws -> Tensor
    ) {
        self.init(name, aliases: aliases, summary, isMethod: isMethod, in: modules) { x, _, _ in .thing(try function(x))
        }
    }

    static let input = Parameter("input", aliases: ["x", "tensor"], .any, .required, "a tensor")

    var words: [Word] {
        let (name, body) = (name, body)
        return modules.flatMap { module in
            ([name] + aliases).map { spelling in
                let whole = "\(module).\(spelling)"
                return Word(
                    whole, family: "torch", summary: summary,
                    parameters: [TensorFunction.input] + parameters + (module == "torch" ? [TensorFunction.out] : []),
                    returns: "tensor", examples: ["import torch\n\(whole)(\(example)"],
                    meaning: .call { args, context in
                        let value = args["input"]
                        let x = try value.asThing(Tensor.self) ?? TensorFunction.convert(value, name, context)
                        let found = try body(x, args, context)
                        guard module == "torch", !args["out"].isNone else { return found }
                        return try TensorFunction.laid(found, into: args["out"], whole)
                    })
            }
        }
    }

    /// PyTorch takes arrays for no tensors; a plain number stands for one only where that is meant.
    private static func convert(_ value: Value, _ name: String, _ context: Context) throws -> Tensor {
        try context.requireTensor(value, name)
    }

    /// Where a result is to be put instead of a new tensor.
    static let out = Parameter("out", .any, .value(.none), "a tensor that takes the result", isKeywordOnly: true)

    /// - Throws: `Mistake` where the result is no single tensor, or the other tensor cannot take it.
    private static func laid(_ found: Value, into given: Value, _ name: String) throws -> Value {
        guard let result = found.asThing(Tensor.self), let target = given.asThing(Tensor.self) else {
            throw Mistake("\(name) has out = \(given.brief)", expected: "a tensor", try: "y = \(name)(…)").raised(
                as: "TypeError", "\(name)(): argument 'out' must be Tensor, not \(given.typeName)")
        }
        guard !result.requiresGrad, !target.requiresGrad else {
            throw Mistake(
                "\(name) with out= is not recorded for gradients", expected: "tensors without requires_grad",
                try: "y = \(name)(…)"
            ).raised(
                as: "RuntimeError",
                "\(name)(): functions with out=... arguments don't support automatic differentiation, but one of the "
                    + "arguments requires grad.")
        }
        guard result.shape == target.shape else {
            throw Mistake(
                "\(name) gives shape \(result.shape.listText), and out has \(target.shape.listText)",
                expected: "a tensor of the result's shape", try: "torch.empty(\(result.shape.listText))"
            ).raised(as: "RuntimeError")
        }
        try target.take(result.array)
        return .thing(target)
    }

    var member: Member? {
        guard isMethod else { return nil }
        let body = body
        var member = Member.method(name, aliases: aliases, of: Tensor.self, returns: "tensor", summary, parameters) {
            x, args, context in try body(x, args, context)
        }
        member.returns = "tensor"
        return member
    }

    // MARK: Parameters that many share

    static let dim = Parameter("dim", aliases: ["axis"], .any, .value(.none), "an axis, or several; all where None")
    static let oneDim = Parameter("dim", aliases: ["axis"], .optional(.int()), .value(.none), "an axis; all where None")
    static let someDim = Parameter("dim", aliases: ["axis"], .int(), .required, "an axis")
    static let keepdim = Parameter(
        "keepdim", aliases: ["keepdims"], .bool, false, "whether the axes that go stay with length 1")
    static let other = Parameter("other", .any, .required, "a tensor or a number")
    static let shape = Parameter(
        "shape", aliases: ["size"], .any, .otherwise("no axes"), "lengths, or one tuple of them",
        isVariadic: true)
    package static let dtype = Parameter(
        "dtype", .any, .value(.none), "torch.float32, torch.float64, torch.int64 …", isKeywordOnly: true)
}
