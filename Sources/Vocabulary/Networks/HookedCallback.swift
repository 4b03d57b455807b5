import Answers
import Language
import Networks
import Training

/// What a callback of the learner's does at each of Keras's moments: a class derived from `Callback`, or `LambdaCallback`.
protocol Hooks {
    /// Its call, in words.
    var summary: String { get }
    /// Whether anything is to be done at that moment: `on_epoch_end`.
    func has(_ moment: String) -> Bool
    /// Does it.
    func call(_ moment: String, _ arguments: [Value]) throws
    /// Tells it what it watches, before training begins.
    func prepare(_ model: Model, _ params: Value)
}

/// The learner's callbacks as the fit sees them. It runs within the line that called `fit`, in that line's thread.
final class HookedCallback: Callback, @unchecked Sendable {
    let hooks: any Hooks
    let model: Model

    init(_ hooks: any Hooks, _ model: Model) { (self.hooks, self.model) = (hooks, model) }

    var summary: String { hooks.summary }

    var watchesTests: Bool {
        ["begin", "end", "batch_begin", "batch_end"].contains { hooks.has("on_test_" + $0) }
    }

    func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(owner: self) }

    /// `{"loss": 0.1, "mae": 0.2}`
    static func logs(_ numbers: [History.Metric]) -> Value {
        .dict(.init(numbers.map { (.text($0.name), .number($0.value)) }))
    }

    /// `{"verbose": 0, "epochs": 5, "steps": 10}`
    static func params(epochs: Int, steps: Int) -> Value {
        .dict(.init([(.text("verbose"), .int(0)), (.text("epochs"), .int(epochs)), (.text("steps"), .int(steps))]))
    }

    /// Passes on how an evaluation goes.
    static func tests(_ moment: TestMoment, _ hooks: any Hooks) throws {
        switch moment {
        case .begins: try hooks.call("on_test_begin", [logs([])])
        case .batchBegins(let number): try hooks.call("on_test_batch_begin", [.int(number), logs([])])
        case .batchEnded(let number, let numbers): try hooks.call("on_test_batch_end", [.int(number), logs(numbers)])
        case .ended(let numbers): try hooks.call("on_test_end", [logs(numbers)])
        }
    }

    private struct Run: CallbackRun {
        let owner: HookedCallback
        var batch = 0
        var last = HookedCallback.logs([])

        mutating func trainingBegins(_ loop: FitLoop) throws {
            owner.hooks.prepare(
                owner.model, HookedCallback.params(epochs: loop.lastEpoch, steps: loop.stepsPerEpoch))
            try owner.hooks.call("on_train_begin", [HookedCallback.logs([])])
        }

        mutating func epochBegins(_ epoch: Int, _ loop: FitLoop) throws {
            try owner.hooks.call("on_epoch_begin", [.int(epoch), HookedCallback.logs([])])
        }

        mutating func updating(_ batch: Int, _ loop: FitLoop) throws {
            self.batch = batch
            for moment in ["on_train_batch_begin", "on_batch_begin"] where owner.hooks.has(moment) {
                try owner.hooks.call(moment, [.int(batch), HookedCallback.logs([])])
            }
        }

        mutating func updated(_ loop: FitLoop) throws {
            for moment in ["on_train_batch_end", "on_batch_end"] where owner.hooks.has(moment) {
                try owner.hooks.call(moment, [.int(batch), HookedCallback.logs(loop.measuredSoFar())])
            }
        }

        mutating func tests(_ moment: TestMoment, _ loop: FitLoop) throws {
            try HookedCallback.tests(moment, owner.hooks)
        }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            let names = epoch.kerasNames(rate: false)
            let logs = Value.Dictionary(
                names.compactMap { name in epoch.value(name).map { (.text(name), .number($0)) } })
            last = .dict(logs)
            try owner.hooks.call("on_epoch_end", [.int(epoch.number), last])
            // What a callback adds to the logs stands in the history, as in Keras.
            for entry in logs.entries {
                guard let name = entry.key.asText, !names.contains(name), let number = entry.value.asDouble else {
                    continue
                }
                loop.note(name, number)
            }
        }

        mutating func trainingEnded(_ loop: FitLoop) throws { try owner.hooks.call("on_train_end", [last]) }
    }
}

/// `LambdaCallback(on_epoch_end=lambda epoch, logs: …)`
struct FunctionHooks: Presentable {
    static let kind = CallbackKind.name
    let functions: [String: Value]

    var summary: String { "LambdaCallback(\(functions.keys.sorted().map { "\($0)=…" }.joined(separator: ", ")))" }

    /// Keras's names of the moments, in the order of its parameters.
    static let moments = [
        "on_epoch_begin", "on_epoch_end", "on_train_begin", "on_train_end", "on_train_batch_begin",
        "on_train_batch_end", "on_test_begin", "on_test_end", "on_test_batch_begin", "on_test_batch_end",
        "on_predict_begin", "on_predict_end", "on_predict_batch_begin", "on_predict_batch_end",
    ]

    static let words: [Word] = [
        Word(
            "LambdaCallback", family: "networks", summary: "A callback made of functions, one for each moment",
            parameters: moments.map { Parameter($0, .optional(.function), .value(.none), "called at that moment") },
            returns: CallbackKind.name,
            examples: ["LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch, logs[\"loss\"]))"],
            seeAlso: ["LearningRateScheduler", "EarlyStopping"],
            meaning: .call { arguments, _ in
                var functions: [String: Value] = [:]
                for moment in moments where arguments.isGiven(moment) { functions[moment] = arguments[moment] }
                return .thing(FunctionHooks(functions: functions))
            })
    ]

    /// At work in one line.
    struct Running: Hooks {
        let owner: FunctionHooks
        let context: Context

        var summary: String { owner.summary }
        func has(_ moment: String) -> Bool { owner.functions[moment] != nil }
        func prepare(_ model: Model, _ params: Value) {}

        func call(_ moment: String, _ arguments: [Value]) throws {
            guard let function = owner.functions[moment] else { return }
            _ = try context.call(function, arguments)
        }
    }
}
