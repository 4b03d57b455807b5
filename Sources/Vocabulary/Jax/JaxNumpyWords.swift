import Answers
import ArrayVocabulary
import Arrays
import Autograd
import Language
import TensorVocabulary

/// `jax.numpy` and `jax.nn`: words of Keras, PyTorch and NumPy on JAX's arrays, under NumPy's names.
enum JaxNumpyWords {
    static let words: [Word] =
        fromKeras + [choosing] + fromTorch + fromNumPy + JaxNumpyFunctions.all + constants + dtypes

    // MARK: Words that Keras has

    /// `jax's name>Keras's`, where they differ.
    private static let ofKeras = """
        numpy square sqrt exp log log1p sin cos tan floor ceil tanh sign negative sum max min \
        argmax argmin prod any all maximum minimum add subtract multiply divide true_divide>divide matmul power \
        not_equal greater_equal less_equal equal greater less logical_and logical_or logical_xor logical_not \
        expand_dims squeeze transpose tile ones_like zeros_like sort argsort flip roll trace diag tril triu outer dot \
        mod remainder>mod floor_divide swapaxes ravel broadcast_to repeat split einsum stack
        nn relu sigmoid softplus softmax log_softmax gelu silu swish>silu elu one_hot logsumexp
        """

    private static let keras: [String: Word] = named(
        KerasOperations.words + KerasOrderOperations.words + TensorFlowWords.words)

    private static let fromKeras: [Word] = listed(ofKeras).compactMap { module, name, source in
        guard var word = keras["keras.ops.\(source)"], case .call(let body) = word.meaning else { return nil }
        let example = word.examples.first.map { $0.split(separator: "\(source)(", maxSplits: 1).last ?? "" } ?? ""
        rename(&word, module, name, example: String(example))
        let parameters = word.parameters.map(\.name)
        word.meaning = .call { args, context in
            let arrays = parameters.prefix(2).compactMap { args[$0].asThing(Tensor.self) }
            return try JaxMistakes.within(name, arrays) {
                try context.jaxValue(context.borrowing { try body(args, context) })
            }
        }
        return word
    }

    private static let choosing = Word(
        "jax.numpy.where", family: "jax",
        summary: "elements of one array where a condition holds, else of another; alone, the places where it holds",
        parameters: [
            Parameter("condition", .any, .required, "True and False"),
            Parameter("x", .any, .value(.none), "where it holds"),
            Parameter("y", .any, .value(.none), "where it does not"),
        ], returns: "array",
        examples: ["import jax.numpy as jnp\njnp.where(jnp.array([True, False]), 1.0, 0.0)"], seeAlso: ["jax.grad"],
        meaning: .call { args, context in
            guard args["x"].isNone == args["y"].isNone else {
                let name = args["x"].isNone ? "x" : "y"
                throw Mistake("where has no \(name)", expected: "both, or neither", argument: name).raised(
                    as: "TypeError",
                    "where requires ndarray or scalar arguments, got <class 'NoneType'> at position "
                        + "\(name == "x" ? 1 : 2).")
            }
            guard args["x"].isNone else {
                guard let word = keras["keras.ops.where"], case .call = word.meaning else { return .none }
                return try JaxMistakes.within("where") {
                    try context.jaxValue(
                        context.borrowing { try context.call(.word(word), [args["condition"], args["x"], args["y"]]) })
                }
            }
            let condition = try context.jaxArray(args["condition"])
            guard condition.ndim > 0 else {
                throw Mistake("a condition without axes", expected: "at least one axis", argument: "condition").raised(
                    as: "ValueError",
                    "Calling nonzero on 0d arrays is not allowed. Use jnp.atleast_1d(scalar).nonzero() instead.")
            }
            let found = try condition.places()
            return try context.jaxValue(
                .tuple((0..<condition.ndim).map { .thing(try found.selected(1, $0).cloned()) }))
        })

    // MARK: Words that PyTorch has

    private static let ofTorch = """
        numpy sinh cosh exp2 expm1 log2 log10 reciprocal arcsin arccos arctan trunc isnan isinf isfinite hypot \
        arctan2
        numpy.linalg inv det solve svd eigh eigvalsh
        """

    private static let fromTorch: [Word] = {
        let torch = named(TensorLibrary.words)
        return listed(ofTorch).compactMap { module, name, source in
            guard var word = torch["torch.\(module == "numpy" ? "" : "linalg.")\(source)"] else { return nil }
            let own = word
            let two = word.parameters.dropFirst().first.map { ["other", "B"].contains($0.name) } ?? false
            let first = module == "numpy" ? "0.5" : "[[2.0, 1.0], [1.0, 3.0]]"
            rename(&word, module, name, example: first + (two ? ", \(module == "numpy" ? "2.0" : "[1.0, 2.0]"))" : ")"))
            word.parameters.removeAll { $0.name == "out" }
            word.meaning = .native { values, keywords, context in
                try JaxMistakes.within(name) {
                    try context.jaxValue(
                        context.call(
                            .word(own), values.map { .thing(try context.jaxArray($0)) },
                            keywords.map { ($0.name, $0.value) }))
                }
            }
            return word
        }
    }()

    // MARK: Words that NumPy has

    private static let ofNumPy = """
        numpy zeros ones empty full eye identity arange linspace logspace meshgrid tri unique allclose isclose \
        array_equal histogram bincount median percentile quantile count_nonzero searchsorted argwhere nonzero \
        cumprod interp digitize nanmean nansum nanmax nanmin isin cbrt logaddexp nan_to_num average ptp moveaxis \
        atleast_1d atleast_2d dstack fliplr flipud rot90 kron cross tensordot pad take_along_axis cov corrcoef polyfit \
        polyval select heaviside sinc deg2rad rad2deg radians degrees nanstd nanvar nanmedian nanargmax nanargmin \
        geomspace diagonal triu_indices tril_indices delete insert unravel_index arcsinh arccosh arctanh signbit \
        copysign empty_like union1d intersect1d setdiff1d array_split hsplit vsplit fmod gradient trapezoid convolve \
        correlate flatnonzero rint positive
        numpy.linalg cholesky qr pinv lstsq matrix_rank slogdet matrix_power cond eigvals
        """

    private static let fromNumPy: [Word] = {
        let numpy = named(ArrayLibrary.words)
        return listed(ofNumPy).compactMap { module, name, source in
            guard var word = numpy["\(module).\(source)"] else { return nil }
            let own = word
            let call = word.examples.first?.split(separator: "\n").last.map(String.init) ?? ""
            // A word with a second name may be shown under the other.
            let calls = call.contains("\(source)(") ? "\(source)(" : "("
            let example = call.split(separator: calls, maxSplits: 1).last.map(String.init) ?? ""
            rename(&word, module, name, example: example.replacing("np.", with: "jnp."))
            word.meaning = .native { values, keywords, context in
                if (values + keywords.map(\.value)).contains(where: context.isDifferentiated) {
                    throw Mistake(
                        "jnp.\(module.hasSuffix("linalg") ? "linalg." : "")\(name) has no derivative here",
                        expected: "arrays that nothing is differentiated by",
                        try: "jax.lax.stop_gradient(x), or sums, products and sorts of jnp")
                }
                return try context.jaxValue(context.call(.word(own), values, keywords))
            }
            return word
        }
    }()

    // MARK: Constants

    private static let constants: [Word] = [
        ("pi", "π", Value.number(.pi)), ("e", "the base of the natural logarithm", .number(2.718281828459045)),
        ("inf", "infinity", .number(.infinity)), ("nan", "no number", .number(.nan)),
        ("newaxis", "an axis of length 1, in an index", Value.none),
    ].map { name, summary, value in
        Word(
            "jax.numpy.\(name)", family: "jax", summary: summary, returns: "number",
            examples: ["import jax.numpy as jnp\njnp.\(name)"], meaning: .value { value })
    }

    private static let dtypes: [Word] = ["float32", "float64", "int32", "int64", "uint8", "bool_"].map { name in
        Word(
            "jax.numpy.\(name)", family: "jax", summary: "a dtype, and a number or array of it",
            details: "64 bits are 32 unless `jax.config.update(\"jax_enable_x64\", True)` stands before, as in JAX.",
            parameters: [Parameter("x", .any, .required, "numbers")], returns: "array",
            examples: ["import jax.numpy as jnp\njnp.\(name)(1)"], seeAlso: ["jax.numpy.array"],
            meaning: .call { args, context in
                let array = try context.jaxArray(args["x"])
                return try context.jaxValue(.thing(DType(named: name).map { try array.cast(to: $0) } ?? array))
            })
    }

    // MARK: Names

    /// Lines of a module and its names.
    private static func listed(_ text: String) -> [(module: String, name: String, source: String)] {
        text.split(separator: "\n").flatMap { line in
            let names = line.split(separator: " ")
            return names.dropFirst().map { name in
                let parts = name.split(separator: ">")
                return (String(names[0]), String(parts[0]), String(parts[parts.count - 1]))
            }
        }
    }

    private static func named(_ words: [Word]) -> [String: Word] {
        var out: [String: Word] = [:]
        for word in words { for name in [word.name] + word.aliases where out[name] == nil { out[name] = word } }
        return out
    }

    private static func rename(_ word: inout Word, _ module: String, _ name: String, example: String) {
        word.name = "jax.\(module).\(name)"
        word.aliases = word.name == "jax.nn.logsumexp" ? ["jax.scipy.special.logsumexp"] : []
        word.family = "jax"
        word.details = ""
        word.seeAlso = ["jax.grad"]
        let short = module.hasPrefix("numpy") ? "jnp" + module.dropFirst(5) : "jax.\(module)"
        let line = module.hasPrefix("numpy") ? "import jax.numpy as jnp" : "import jax"
        word.examples = ["\(line)\n\(short).\(name)(\(example)"]
    }
}
