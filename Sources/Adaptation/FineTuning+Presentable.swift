public import Answers

extension FineTuning: Presentable {
    /// `fine-tuning`
    public static var kind: String { "fine-tuning" }

    /// `lora2: 1,065 of 19,201 weights learnt, validation loss 0.031 at the rate 0.003`
    public var summary: String {
        "\(method.name): \(learnt.grouped) of \(total.grouped) weights learnt, "
            + (chosen.map { "validation loss \($0.best.short()) at the rate \($0.rate.short())" } ?? "no rate finished")
            + (isPartial ? ", \(tries.count) of \(rule.rates.count) rates tried" : "")
    }

    /// What was learnt of how much, and a line for each rate.
    public func table(width: Int) -> String {
        var lines = TextTable.wrap(summary, width)
        let facts: [(term: String, meaning: String)] = [
            ("learnt", "\(learnt.grouped) of \(total.grouped) weights, \((100 * share).short(3)) %"),
            ("optimizer", "\(optimizerBytes.grouped) bytes for the weights that are learnt"),
            ("rows", "\(rows.train) to train on, \(rows.validation) that choose"),
        ]
        lines.append(TextTable.definitions(facts, width: width))
        var cells = [["rate", "start", "best", "after", ""]]
        for one in tries {
            let isChosen = one.rate == chosen?.rate
            cells.append([
                one.rate.short(), (one.looks.first?.loss ?? .nan).short(), one.best.short(),
                "\(one.updates.grouped) updates", one.diverged ? "diverged" : isChosen ? "chosen" : "",
            ])
        }
        lines += TextTable.lines(cells, width: .max, leftColumns: [0, 4], indent: 2)
        if chosen?.updates == 0 {
            lines += TextTable.wrap("Nothing that was tried is better than the start, which is what was kept.", width)
        }
        if isPartial {
            lines += TextTable.wrap("partial: \(tries.count) of \(rule.rates.count) rates were tried to the end", width)
        }
        return lines.joined(separator: "\n")
    }

    /// How many weights, at which rate, and what came of it.
    public var sentence: String {
        guard let chosen, let start = chosen.looks.first else { return summary + "." }
        return
            "\(method.name) learns \(learnt.grouped) of \(total.grouped) weights (\((100 * share).short(3)) %). At the rate "
            + "\(chosen.rate.short()) the validation loss went from \(start.loss.short()) to \(chosen.best.short()) in "
            + "\(Phrase.count(chosen.updates, "update"))."
    }

    /// The counts, and the looks of every rate.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "method": .string(method.name), "learnt": .integer(learnt),
            "total": .integer(total), "share": .number(share), "optimizer_bytes": .integer(optimizerBytes),
            "rate": .number(chosen?.rate ?? .nan), "validation_loss": .number(chosen?.best ?? .nan),
            "tries": .array(
                tries.map { one in
                    .members([
                        "rate": .number(one.rate), "updates": .array(one.looks.map { .integer($0.updates) }),
                        "losses": .array(one.looks.map { .number($0.loss) }), "diverged": .bool(one.diverged),
                    ])
                }),
        ])
    }
}
