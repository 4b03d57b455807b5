import Answers
import Language

/// What runs lines of the learner's inside of something that cannot throw, and keeps what they have thrown.
protocol OwnBody: AnyObject {
    /// Throws what was kept, once.
    func rethrow() throws
}

/// Whose lines the layers of a session's own run in: those of the line that is being evaluated.
final class OwnLayerDesk: @unchecked Sendable {
    private var current: Context?
    /// Whether layers that are not told otherwise are in training.
    var isTraining = false
    private var bodies: [() -> (any OwnBody)?] = []

    func add(_ body: any OwnBody) {
        bodies.removeAll { $0() == nil }
        bodies.append { [weak body] in body }
    }

    /// - Throws: `Mistake` where no line of the session is at work, as in trials that run beside each other.
    func run<Result>(_ body: (Context) throws -> Result) throws -> Result {
        guard let current else {
            throw Mistake(
                "a layer of one's own runs where its class cannot be reached",
                expected: "fit, evaluate, predict or a call",
                try: "layers that have a word here: Dense(8)")
        }
        return try body(current)
    }

    /// Runs what may call layers of the learner's own, and throws what these have thrown.
    func within<Result>(_ context: Context, _ body: () throws -> Result) throws -> Result {
        let before = current
        current = context
        defer { current = before }
        let result: Result
        do {
            result = try body()
        } catch {
            for own in bodies { try own()?.rethrow() }
            throw error
        }
        for own in bodies { try own()?.rethrow() }
        return result
    }
}

extension Context {
    var ownLayers: OwnLayerDesk { session.kept(OwnLayerDesk.self) { OwnLayerDesk() } }

    /// Whether a call is one of a training: as it says itself, else as the layer around it.
    func isTraining(_ arguments: Arguments) throws -> Bool {
        try arguments["training"].isNone ? ownLayers.isTraining : isTrue(arguments["training"])
    }
}
