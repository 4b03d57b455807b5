import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// What stands after the point of an array of JAX's and is not as a tensor has it: NumPy's methods, `astype`, `at`.
enum JaxArrayMembers {
    static let members: [Member] =
        [
            attribute("size", "how many elements there are") { .int($0.count) },
            attribute("nbytes", "the bytes of its elements") { .int($0.count * $0.dtype.size) },
            attribute("at", "changed copies: x.at[i].set(y), add, multiply, apply") { .thing(JaxPlaces(array: $0)) },
            method("astype", "the same numbers in another dtype", [Parameter("dtype", .any, .required, "the dtype")]) {
                x, args, context in try JaxNumpyFunctions.cast(x, args["dtype"], context)
            },
            method("__abs__", "|x|") { x, _, context in try call("abs", x, [], context) },
            method("copy", "the same numbers") { x, _, _ in .thing(x) },
            method("block_until_ready", "itself: everything is computed when it is asked for") { x, _, _ in .thing(x) },
            method("flatten", "all numbers in a row") { x, _, _ in .thing(try x.reshaped([-1])) },
            method("reshape", "the same numbers under another shape", [lengths("shape")]) { x, args, context in
                let given = try args.values("shape")
                return try call("reshape", x, [given.count == 1 ? given[0] : .tuple(given)], context)
            },
            method("transpose", "the axes the other way round, or in an order", [lengths("axes")]) {
                x, args, context in
                let given = try args.values("axes")
                return try call(
                    "transpose", x, given.isEmpty ? [] : [given.count == 1 ? given[0] : .tuple(given)], context)
            },
        ]
        + [
            "sum", "mean", "std", "var", "max", "min", "argmax", "argmin", "prod", "any", "all", "cumsum", "dot",
            "clip",
            "round", "squeeze", "ravel", "sort", "argsort", "repeat", "take", "swapaxes", "trace",
        ].compactMap(method)

    private static func attribute(
        _ name: String, _ meaning: String, _ body: @escaping @Sendable (Tensor) throws -> Value
    ) -> Member {
        var member = Member.attribute(name, of: Tensor.self, meaning, body)
        member.kind = JaxArray.kind
        return member
    }

    private static func method(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping @Sendable (Tensor, Arguments, Context) throws -> Value
    ) -> Member {
        var member = Member.method(name, of: Tensor.self, returns: "tensor", meaning, parameters, body)
        member.kind = JaxArray.kind
        return member
    }

    /// The word of that name with the array as its first argument.
    private static func method(_ name: String) -> Member? {
        guard let word = (JaxNumpyWords.words.first { $0.name == "jax.numpy.\(name)" }) else { return nil }
        let parameters = Array(word.parameters.dropFirst())
        return method(name, word.summary, parameters) { x, args, context in
            let given = parameters.filter { args.isGiven($0.name) }.map { (name: $0.name, value: args[$0.name]) }
            return try context.call(.word(word), [.thing(x)], given)
        }
    }

    private static func lengths(_ name: String) -> Parameter {
        Parameter(name, .any, .otherwise("none"), "whole numbers, or one tuple of them", isVariadic: true)
    }

    private static func call(_ name: String, _ x: Tensor, _ arguments: [Value], _ context: Context) throws -> Value {
        guard let word = context.registry.word("jax.numpy.\(name)") else { return .none }
        return try context.call(.word(word), [.thing(x)] + arguments)
    }
}

/// `x.at`, and with an index `x.at[0]`: places of an array at which a copy is to be another.
final class JaxPlaces: Presentable, @unchecked Sendable {
    let array: Tensor
    let places: [TensorIndex]?

    init(array: Tensor, places: [TensorIndex]? = nil) { (self.array, self.places) = (array, places) }

    static var kind: String { "places of an array" }
    var summary: String { "places of an array of shape \(array.shape.shapeText)" }

    /// A copy with the values at the places.
    ///
    /// - Throws: `Mistake` before an index is given.
    func set(_ values: Tensor) throws -> Tensor {
        guard try array.outside(indices()) == nil else { return try placed(values, adds: false) }
        let copy = try array.cloned()
        try copy.assign(indices(), .tensor(values.cast(to: array.dtype)))
        return copy
    }

    /// The elements there.
    func get() throws -> Tensor { try array.indexed(indices()) }

    /// A copy with values added, as often as a place is named.
    func adding(_ values: Tensor) throws -> Tensor { try placed(values, adds: true) }

    /// A copy with values at the places, or added to what is there; what is beyond the array is dropped.
    private func placed(_ values: Tensor, adds: Bool) throws -> Tensor {
        let numbers = try array.recorder.tensor(NDArray(Array(0..<array.count), shape: array.shape))
        let named = try numbers.indexed(indices())
        var places = try named.reshaped([-1])
        var put = try values.cast(to: array.dtype).expanded(named.shape).reshaped([-1])
        if let outside = try array.outside(indices()) {
            let inside = try outside.test(.invert).expanded(named.shape).reshaped([-1])
            (places, put) = (try places.masked(inside), try put.masked(inside))
        }
        let flat = try array.reshaped([-1])
        return try flat.scatter(0, places, .tensor(put), adds: adds).reshaped(array.shape)
    }

    private func indices() throws -> [TensorIndex] {
        guard let places else {
            throw Mistake("x.at has no index", expected: "places in brackets", try: "x.at[0].set(1.0)").raised(
                as: "TypeError")
        }
        return places
    }

    static let members: [Member] = [
        member("set", "a copy with values at the places") { try $0.set($1) },
        member("add", "a copy with values added at the places") { try $0.adding($1) },
        member("multiply", aliases: ["mul"], "a copy with the places multiplied by values") {
            try $0.set($0.get() * $1)
        },
        member("divide", "a copy with the places divided by values") { try $0.set($0.get() / $1) },
        member("subtract", "a copy with values taken off the places") { try $0.adding(-$1) },
        member("power", "a copy with the places to the power of values") {
            try $0.set(Tensor.power(.tensor($0.get()), .tensor($1), $0.array.recorder))
        },
        member("max", "a copy with the larger of the places and values") {
            try $0.set(Tensor.extremum(.maximum, $0.get(), $1))
        },
        member("min", "a copy with the smaller of the places and values") {
            try $0.set(Tensor.extremum(.minimum, $0.get(), $1))
        },
        .method(
            "apply", of: JaxPlaces.self, returns: "tensor", "a copy with a function of the places",
            [Parameter("func", .any, .required, "a function of an array: jnp.exp")]
        ) { places, args, context in
            let found = try context.call(args["func"], [.thing(places.get())])
            return .thing(try places.set(context.jaxArray(found)))
        },
        .method("get", of: JaxPlaces.self, returns: "tensor", "the elements at the places", []) { places, _, _ in
            .thing(try places.get())
        },
    ]

    private static func member(
        _ name: String, aliases: [String] = [], _ meaning: String,
        _ body: @escaping @Sendable (JaxPlaces, Tensor) throws -> Tensor
    ) -> Member {
        .method(
            name, aliases: aliases, of: JaxPlaces.self, returns: "tensor", meaning,
            [Parameter("values", .any, .required, "numbers")]
        ) { places, args, context in
            try JaxMistakes.within("scatter") { .thing(try body(places, context.jaxArray(args["values"]))) }
        }
    }
}

/// `x.at[0]`
extension JaxPlaces: Subscriptable {
    var length: Int { array.length }

    func element(_ subscripts: [Subscript]) throws -> Value {
        .thing(JaxPlaces(array: array, places: try Tensor.indices(subscripts, array.recorder)))
    }
}
