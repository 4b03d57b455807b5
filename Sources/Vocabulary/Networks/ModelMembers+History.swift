import Answers
import Autograd
import Datasets
import Language
import Networks
import Tensors
import Training
import TensorVocabulary
import ArrayVocabulary

/// What the history of a fit can be asked for.
extension ModelMembers {
    static let history: [Member] = [
        .attribute("history", of: History.self, "one list per name, as Keras has it") { history in
            // Keras tells rates in single precision.
            .dict(
                .init(
                    history.kerasNames.map { name in
                        let values = history.values(name)
                        return (.text(name), Value(name == "learning_rate" ? values.map { Double(Float($0)) } : values))
                    }))
        },
        .attribute("epoch", of: History.self, "numbers of the epochs, from 0") {
            .list($0.epochs.map { .int($0.number) })
        },
        .attribute("params", of: History.self, "what fit was asked for: verbose, epochs, and steps of each") {
            HookedCallback.params(epochs: $0.lastEpoch, steps: $0.stepsPerEpoch)
        },
        .attribute("stop_reason", "why training ended", \History.stopReason),
        .attribute("remarks", of: History.self, "what is to be said of the data, the loss and the end") {
            .list($0.remarks.map { .text($0) })
        },
        .attribute("diverged", of: History.self, "whether a number was not finite") { .bool($0.nonFinite != nil) },
        .method(
            "values", of: History.self, "all values of one name, one per epoch; history[name] is the same",
            [Parameter("name", .text, "loss, val_loss, pure_loss, learning_rate, gradient_norm, accuracy …")]
        ) { history, arguments, _ in .list(history.values(try arguments.text("name")).map { .number($0) }) },
    ]
}
