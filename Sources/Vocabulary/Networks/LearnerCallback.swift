import Answers
import Language
import Training
import TensorVocabulary

/// `class Stop(keras.callbacks.Callback)`: what a learner derives callbacks from.
enum LearnerCallback {
    static let type = NativeClass(
        "Callback", module: "keras.src.callbacks.callback",
        methods: [
            .init(open: "__init__") { instance, _, _, _ in
                instance.set("model", .none)
                instance.set("params", .none)
                return .none
            }
        ]
            + [
                setter("set_model", "model"), setter("set_params", "params"),
            ]
            + (FunctionHooks.moments + ["on_batch_begin", "on_batch_end"]).map { moment in
                .init(open: moment) { _, _, _, _ in .none }
            })

    private static func setter(_ name: String, _ attribute: String) -> NativeClass.Method {
        .init(open: name) { instance, values, keywords, _ in
            instance.set(attribute, values.first ?? keywords.first?.value ?? .none)
            return .none
        }
    }

    static let words: [Word] = [
        Word(
            "Callback", family: "networks", summary: "The class that callbacks of one's own are derived from",
            details: """
                A class derived from it has methods for the moments at which it acts: on_train_begin(logs), \
                on_epoch_begin(epoch, logs), on_train_batch_end(batch, logs), on_epoch_end(epoch, logs), on_test_end(logs), \
                on_train_end(logs) and the like. In them self.model is the model and self.params the settings of the fit; \
                self.model.stop_training = True ends the training.
                """,
            returns: "class",
            examples: [
                "class Loud(Callback):\n    def on_epoch_end(self, epoch, logs=None):\n        print(epoch, logs)"
            ],
            seeAlso: ["LambdaCallback", "EarlyStopping"], meaning: .type(type))
    ]

    /// At work in one line.
    struct Running: Hooks {
        let instance: Instance
        let context: Context

        var summary: String { "\(instance.className)(…)" }
        func has(_ moment: String) -> Bool { instance.overrides(moment) }

        func call(_ moment: String, _ arguments: [Value]) throws {
            guard has(moment) else { return }
            _ = try context.call(method: moment, of: instance, arguments)
        }

        func prepare(_ model: Training.Model, _ params: Value) {
            instance.set("model", (model.owner as? Instance).map { .asObject($0) } ?? .thing(model))
            instance.set("params", params)
        }
    }
}
