import Answers
import Autograd
import Language
import Networks
import Optimizers

/// Keras's classes that a learner derives losses and schedules from.
enum KerasClasses {
    static let loss = NativeClass(
        "Loss", module: "keras.src.losses.loss",
        methods: [
            .init(
                "__init__",
                [
                    Parameter("name", .optional(.text), .value(.none), "what it is called; its class's name if absent"),
                    Parameter(
                        "reduction", .optional(.choice(Loss.kerasReductions)), .value(.text("sum_over_batch_size")),
                        "what becomes of the losses of the rows"),
                    Parameter("dtype", .any, .value(.none), "has no effect: numbers are float32"),
                ]
            ) { instance, arguments, _ in
                instance.set("name", arguments["name"].isNone ? .text(instance.className) : arguments["name"])
                instance.set("reduction", arguments["reduction"])
                return .none
            },
            .init(
                "__call__",
                [
                    Parameter("y_true", .any, .required, "the targets, a row for each example"),
                    Parameter("y_pred", .any, .required, "what a model gives"),
                    Parameter("sample_weight", .any, .value(.none), "a factor of each row"),
                ]
            ) { instance, arguments, context in
                guard instance.overrides("call") else {
                    throw Mistake(
                        "\(instance.className) has no method call", expected: "def call(self, y_true, y_pred): …"
                    ).raised(as: "NotImplementedError")
                }
                let given = try ["y_true", "y_pred"].map { Value.thing(try context.kerasTensor(arguments[$0])) }
                let found = try context.call(method: "call", of: instance, given)
                guard var losses = found.asThing(Tensor.self) else { return found }
                var weights: Tensor?
                if !arguments["sample_weight"].isNone {
                    let factors = try context.kerasTensor(arguments["sample_weight"])
                    if factors.ndim == losses.ndim + 1, factors.shape.last == 1 { losses = try losses.unsqueezed(-1) }
                    losses = try losses * factors
                    weights = factors
                }
                let reduction = instance["reduction"]?.asText ?? (instance["reduction"] == nil ? "mean" : "none")
                guard losses.ndim > 0, reduction != "none" else { return .thing(losses) }
                if reduction == "sum" { return .thing(try losses.sum()) }
                guard reduction == "mean_with_sample_weight", let weights else { return .thing(try losses.mean()) }
                return .thing(try losses.sum() / weights.sum())
            },
        ])

    static let schedule = NativeClass(
        "LearningRateSchedule", module: "keras.src.optimizers.schedules.learning_rate_schedule",
        methods: [
            .init(open: "__init__") { _, _, _, _ in .none },
            .init(open: "get_config") { _, _, _, _ in .dict(.init([])) },
        ])

    static let words: [Word] = [
        Word(
            "keras.losses.Loss", family: "layers",
            summary: "The class that losses of one's own are derived from",
            details: "A class derived from it has a method call(self, y_true, y_pred) that gives the loss of each row.",
            returns: "class",
            examples: [
                "import keras\nclass Half(keras.losses.Loss):\n    def call(self, y_true, y_pred):\n        return keras.ops.square(y_true - y_pred) / 2"
            ],
            seeAlso: ["Sequential"], meaning: .type(loss)),
        Word(
            "LearningRateSchedule", family: "schedules",
            summary: "The class that schedules of one's own are derived from",
            details:
                "A class derived from it has a method __call__(self, step) that gives the rate of that update, from 0.",
            returns: "class",
            examples: [
                "class Slow(LearningRateSchedule):\n    def __call__(self, step):\n        return 0.1 / (1 + step)"
            ],
            seeAlso: ["schedule"], meaning: .type(schedule)),
    ]

    static let coercions: [String: Registry.Coercion] = [
        Schedule.kind: { value, context in
            guard let instance = value.asInstance(of: schedule) else { return nil }
            guard instance.overrides("__call__") else {
                throw Mistake("\(instance.className) has no method __call__", expected: "def __call__(self, step): …")
            }
            guard let first = try context.call(value, [.int(0)]).asDouble, first >= 0 else {
                throw Mistake("\(instance.className) gives no rate at step 0", expected: "a number of at least 0")
            }
            let caller = Caller(context)
            return Schedule(formula: "\(instance.className)(…)") { step in
                // A step at which it fails has no rate; the run that uses it stops there and says so.
                (try? caller.call(value, [.int(step)]))?.asDouble ?? .nan
            }
        }
    ]
}
