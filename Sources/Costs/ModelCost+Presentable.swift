public import Answers
internal import Networks
internal import Optimizers

extension ModelCost: Presentable {
    /// `cost`
    public static var kind: String { "cost" }

    /// `1,249 parameters, 3.7e4 multiplications a step of 32, 35 kB`
    public var summary: String {
        "\(Phrase.count(parameters, "parameter")), \(Cost.number(step)) multiplications in a step of \(batchSize), "
            + MemoryRoom.spell(Double(memory.total))
    }

    /// Layers, then bytes, then multiplications, then the shares of time.
    public func table(width: Int) -> String {
        let head = ["layer", "parameters", "forward", "backward", "numbers", "bytes moved"]
        let body = layers.map {
            [
                $0.name, "\($0.parameters)", Cost.number($0.forward), Cost.number($0.backward),
                Cost.number($0.numbers), MemoryRoom.spell(Double($0.bytes)),
            ]
        }
        var lines = TextTable.fitted("\(summary); multiplications and numbers of one example", width)
        lines += TextTable.lines([head] + body, width: width)
        lines.append("bytes of a training by \(optimizer)")
        lines += TextTable.lines(
            [
                ["weights", MemoryRoom.spell(Double(memory.parameters)), ""],
                ["gradients", MemoryRoom.spell(Double(memory.gradients)), ""],
                [
                    "optimizer", MemoryRoom.spell(Double(memory.optimizer)),
                    Phrase.count(momentsPerParameter, "number") + " for each weight",
                ],
                ["activations", MemoryRoom.spell(Double(memory.activations)), "of a batch of \(batchSize)"],
            ], width: width, leftColumns: [0, 2])
        lines.append("multiplications")
        lines += TextTable.lines(
            [
                ["a prediction", Cost.number(forward), "of one example"],
                ["a step", Cost.number(step), "\(Cost.number(update)) of them by the optimizer"],
                [
                    "the training", Cost.number(training),
                    "\(rows) rows, \(Phrase.count(epochs, "epoch")), \(Cost.number(steps)) steps",
                ],
            ], width: width, leftColumns: [0, 2])
        if let time {
            lines.append("a step takes \(Cost.seconds(time.total)): ")
            lines[lines.count - 1] += time.shares.map { "\($0.name) \((100 * $0.share).short(2)) %" }
                .joined(separator: ", ")
        }
        return lines.joined(separator: "\n") + "\n" + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// What costs most.
    public var sentence: String {
        let ratio = forward > 0 ? backward / forward : .nan
        var text = "Going back costs \(ratio.short(3)) times what going forward does. "
        text +=
            momentsPerParameter == 0
            ? "The optimizer keeps nothing. "
            : "With what \(optimizer.prefix { $0 != "(" }) keeps, the weights take \(moments.short(2)) times their own bytes, gradients not "
                + "counted. "
        if let small = byBatch.first, let large = byBatch.last, small.activations > 0 {
            text +=
                "Activations take \(MemoryRoom.spell(Double(small.activations))) in batches of \(small.batchSize) and "
                + "\(MemoryRoom.spell(Double(large.activations))) in batches of \(large.batchSize)."
        }
        return text
    }

    /// All that the table tells.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "parameters": .integer(parameters), "batch_size": .integer(batchSize),
            "forward": .number(forward), "backward": .number(backward), "update": .number(update),
            "step": .number(step), "training": .number(training), "memory": memory.json,
            "moments_per_parameter": .integer(momentsPerParameter),
            "layers": .array(
                layers.map { layer in
                    .members([
                        "name": .string(layer.name), "parameters": .integer(layer.parameters),
                        "forward": .number(layer.forward), "backward": .number(layer.backward),
                        "bytes": .integer(layer.bytes),
                    ])
                }),
            "by_batch": .array(
                byBatch.map { entry in
                    .members([
                        "batch_size": .integer(entry.batchSize), "activations": .integer(entry.activations),
                        "total": .integer(entry.total),
                    ])
                }),
            "seconds": time.map { .number($0.total) } ?? .null,
        ])
    }
}

/// How large numbers of a cost are written.
enum Cost {
    /// Whole below a million, three digits above.
    static func number(_ value: Double) -> String {
        abs(value) < 1e6 && value == value.rounded() ? value.short(7) : value.short(3)
    }

    /// `12 µs`, `3.4 ms`, `2.1 h`.
    static func seconds(_ value: Double) -> String {
        let units = [
            (31_557_600.0, "years"), (86400, "days"), (3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs"),
        ]
        let unit = units.first { value >= $0.0 } ?? (1e-9, "ns")
        return "\((value / unit.0).short(3)) \(unit.1)"
    }
}
