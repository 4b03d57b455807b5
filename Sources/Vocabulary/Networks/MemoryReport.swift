import Networks
import Answers
import Tensors

/// What `model.memory()` shows: every block that training holds beside the data, and the sum.
struct MemoryReport: Presentable {
    static var kind: String { "memory" }
    let use: MemoryUse

    var summary: String { "\(MemoryRoom.spell(Double(use.total))) for training" }

    /// Name, bytes, and what it is; the parts of the activations are indented.
    private var rows: [(name: String, bytes: Int, meaning: String)] {
        [
            ("parameters", use.parameters, "weights and running values"),
            ("gradients", use.gradients, "of the parameters"),
            ("optimizer", use.optimizer, "moments and copies of the weights"),
            ("activations", use.activations, "of one batch:"),
            ("  values", use.tape.values, "outputs of every layer"),
            ("  gradients", use.tape.gradients, "of these; those that never meet share memory"),
            ("  kept", use.tape.reserves, "slopes, masks, gates, attention weights"),
            ("  scratch", use.tape.scratch, "transposed copies"),
            ("  batch", use.batch, "inputs, outputs, targets and sample weights"),
            ("best weights", use.kept, "for restore_best_weights"),
            ("prediction", use.prediction, "what predict keeps for the next call"),
            ("together", use.total, ""),
        ]
    }

    func table(width: Int) -> String {
        let shown = rows.filter { $0.bytes > 0 || !["best weights", "prediction"].contains($0.name) }
        let amounts = shown.map { MemoryRoom.spell(Double($0.bytes)) }
        let widest = amounts.map(\.count).max() ?? 0
        return zip(shown, amounts).map { row, amount in
            let line = row.name + String(repeating: " ", count: 14 - row.name.count) + amount
            let gap = String(repeating: " ", count: widest - amount.count + 2)
            return row.meaning.isEmpty ? line : line + gap + row.meaning
        }.joined(separator: "\n")
    }

    var json: JSON {
        .members([
            "kind": .string(Self.kind), "parameters": .integer(use.parameters), "gradients": .integer(use.gradients),
            "optimizer": .integer(use.optimizer), "activations": .integer(use.activations),
            "values": .integer(use.tape.values), "value_gradients": .integer(use.tape.gradients),
            "reserves": .integer(use.tape.reserves), "scratch": .integer(use.tape.scratch),
            "batch": .integer(use.batch), "best_weights": .integer(use.kept),
            "prediction": .integer(use.prediction), "total": .integer(use.total),
        ])
    }
}
