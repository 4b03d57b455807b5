public import Answers
internal import Tensors

/// What `model.memory()` shows: every block that training holds beside the data, and the sum.
extension MemoryUse: Presentable {
    /// `memory`
    public static var kind: String { "memory" }

    /// `1.2 MB for training`
    public var summary: String { "\(MemoryRoom.spell(Double(total))) for training" }

    /// Name, bytes, and what it is; the parts of the activations are indented.
    private var rows: [(name: String, bytes: Int, meaning: String)] {
        [
            ("parameters", parameters, "weights and running values"),
            ("gradients", gradients, "of the parameters"),
            ("optimizer", optimizer, "moments and copies of the weights"),
            ("activations", activations, "of one batch:"),
            ("  values", tape.values, "outputs of every layer"),
            ("  gradients", tape.gradients, "of these; those that never meet share memory"),
            ("  kept", tape.reserves, "slopes, masks, gates, attention weights"),
            ("  scratch", tape.scratch, "transposed copies"),
            ("  batch", batch, "inputs, outputs, targets and sample weights"),
            ("best weights", kept, "for restore_best_weights"),
            ("prediction", prediction, "what predict keeps for the next call"),
            ("together", total, ""),
        ]
    }

    /// One block a line: name, bytes, what it is.
    public func table(width: Int) -> String {
        let shown = rows.filter { $0.bytes > 0 || !["best weights", "prediction"].contains($0.name) }
        return TextTable.lines(
            shown.map { [$0.name, MemoryRoom.spell(Double($0.bytes)), $0.meaning] }, width: width,
            leftColumns: [0, 1, 2], indent: 0
        ).joined(separator: "\n")
    }

    /// Bytes by name: `parameters`, `gradients`, `optimizer`, `activations` with its parts, `total`.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "parameters": .integer(parameters), "gradients": .integer(gradients),
            "optimizer": .integer(optimizer), "activations": .integer(activations),
            "values": .integer(tape.values), "value_gradients": .integer(tape.gradients),
            "reserves": .integer(tape.reserves), "scratch": .integer(tape.scratch),
            "batch": .integer(batch), "best_weights": .integer(kept),
            "prediction": .integer(prediction), "total": .integer(total),
        ])
    }
}
