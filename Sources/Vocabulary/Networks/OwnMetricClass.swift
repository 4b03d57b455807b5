import Answers
import Arrays
import Autograd
import Language
import Networks
import Training
import TensorVocabulary

/// `keras.metrics.Metric`: what metrics of the learner's own are derived from.
enum OwnMetricClass {
    private final class State {
        var variables: [Tensor] = []
    }

    private static func state(_ object: Instance) -> State {
        if let known = object.payload as? State { return known }
        let made = State()
        object.payload = made
        return made
    }

    static let type = NativeClass("Metric", module: "keras.src.metrics.metric", methods: methods)

    static let words: [Word] = [
        Word(
            "keras.metrics.Metric", aliases: ["tensorflow.keras.metrics.Metric", "keras.Metric"], family: "metrics",
            summary: "The class that metrics of one's own are derived from",
            details: """
                `__init__` makes variables with `self.add_weight(name=…, initializer="zeros")`, \
                `update_state(self, y_true, y_pred, sample_weight=None)` adds a batch to them, `result(self)` gives the number. \
                `reset_state` sets all variables to 0 unless it is written anew.
                """,
            returns: "class",
            examples: [
                "import keras\nclass Largest(keras.metrics.Metric):\n    def __init__(self):\n        super().__init__(name=\"largest\")\n        self.m = self.add_weight(name=\"m\", initializer=\"zeros\")\n    def update_state(self, y_true, y_pred, sample_weight=None):\n        self.m.assign(keras.ops.maximum(self.m, keras.ops.max(y_pred)))\n    def result(self):\n        return self.m"
            ], seeAlso: ["keras.metrics.Mean", "Sequential"], meaning: .type(type))
    ]

    private static let variable = [
        Parameter("shape", .any, .value(.none), "the length of every axis; a single number where none is given"),
        Parameter("initializer", .any, .value(.none), "zeros unless it is said"),
        Parameter("dtype", .any, .value(.none), "has no effect: numbers are float32"),
        Parameter("name", .optional(.text), .value(.none), "what it is called"),
        Parameter("aggregation", .any, .value(.none), "has no effect", isKeywordOnly: true),
    ]

    private static func missing(_ object: Instance, _ method: String, _ signature: String) -> any Error {
        Mistake("\(object.className) has no method \(method)", expected: "def \(method)(\(signature)): …").raised(
            as: "NotImplementedError", "Subclass must implement the `\(method)()` method.")
    }

    private static let methods: [NativeClass.Method] = [
        .init(open: "__init__") { object, values, keywords, _ in
            _ = state(object)
            let name = keywords.first { $0.name == "name" }?.value ?? values.last { $0.isText }
            object.set("name", name.flatMap { $0.isNone ? nil : $0 } ?? .text(KerasName.snake(object.className)))
            return .none
        },
        .init("add_variable", variable, add), .init("add_weight", variable, add),
        .property("variables") { object, _ in .list(state(object).variables.map { .thing($0) }) },
        .property("weights") { object, _ in .list(state(object).variables.map { .thing($0) }) },
        .init(open: "update_state") { object, _, _, _ in
            throw missing(object, "update_state", "self, y_true, y_pred, sample_weight=None")
        },
        .init(open: "result") { object, _, _, _ in throw missing(object, "result", "self") },
        .init("reset_state") { object, _, _ in
            for variable in state(object).variables {
                try variable.take(NDArray.zeros(variable.shape, variable.dtype))
            }
            return .none
        },
        .init("reset_states") { object, _, context in try context.call(method: "reset_state", of: object, []) },
        .init(open: "__call__") { object, values, keywords, context in
            let given = values + keywords.filter { $0.name != "sample_weight" }.map(\.value)
            _ = try context.call(method: "update_state", of: object, given)
            return try context.call(method: "result", of: object, [])
        },
    ]

    private static func add(_ object: Instance, _ args: Arguments, _ context: Context) throws -> Value {
        let own = state(object)
        // Before Keras 3, the name came first.
        let isName = args["shape"].isText
        let name =
            args.optionalText("name") ?? (isName ? args["shape"].asText : nil)
            ?? (own.variables.isEmpty ? "variable" : "variable_\(own.variables.count)")
        let shape = args["shape"].isNone || isName ? [] : args["shape"].wholes ?? []
        let initializer = args["initializer"].isNone ? Value.text("zeros") : args["initializer"]
        let tensor = try VariableWords.variable(
            VariableWords.drawn(initializer, shape, context), "\(object["name"]?.asText ?? "metric")/\(name)",
            context.kerasRecorder, isTrainable: false)
        own.variables.append(tensor)
        return .thing(tensor)
    }

    /// The object at work in a fit: it is told every batch.
    static func metric(_ object: Instance, _ context: Context) -> Metric {
        let recorder = context.kerasRecorder
        let body = ObjectMetric(
            reset: { _ = try context.call(method: "reset_state", of: object, []) },
            update: { targets, outputs, rows in
                func tensor(_ numbers: [Float]) throws -> Value {
                    .thing(recorder.tensor(try NDArray(numbers, shape: [rows, numbers.count / Swift.max(1, rows)])))
                }
                _ = try recorder.recording(false) {
                    try context.call(method: "update_state", of: object, [tensor(targets), tensor(outputs)])
                }
            },
            result: {
                let found = try recorder.recording(false) { try context.call(method: "result", of: object, []) }
                if let number = found.asDouble { return number }
                guard let tensor = found.asThing(Tensor.self), let only = tensor.array.only else {
                    throw Mistake(
                        "result of \(object.className) gives \(found.brief)", expected: "a number, or a tensor of one")
                }
                return only.asDouble
            })
        return .object(name: object["name"]?.asText ?? KerasName.snake(object.className), body)
    }
}
