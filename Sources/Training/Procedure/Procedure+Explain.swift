public import Answers
public import Datasets
internal import Networks
internal import Numbers
internal import Optimizers
internal import Tensors

/// The moves of a procedure as they can be read, and one step of it with its numbers.
public struct ProcedureExplanation: Sendable {
    /// What is trained, in words.
    public let procedure: String
    /// What each move of the step did, in order.
    public let moves: [Move]
    /// The number of the step that was watched, from 1.
    public let step: Int
    /// Rows of the data that the step was given.
    public let rows: Int
    /// The moves as they were made.
    public let made: [ExplainedMove]
    /// What the step told, by name.
    public let told: [History.Metric]
}

extension Procedure {
    /// Takes the next step of a training on these data watched, and leaves everything as it was: the numbers are those of the step that
    /// `train` will take next, bit for bit.
    ///
    /// - Parameters:
    ///   - steps: where that training is to end; linear decays are told by it.
    ///   - count: watched weights of each player.
    /// - Throws: `Mistake` for data that do not fit, and for a step whose numbers are not finite; `Stopped`.
    public func explained(
        _ data: [Samples], batchSize: Int = 128, steps: Int, watching count: Int = 2, work: Work = Work()
    ) throws -> ProcedureExplanation {
        let rows = try FitData(data, batchSize: batchSize)
        let size = Swift.min(batchSize, rows.trainingRows)
        try prepare(data, batchSize: size)
        begin(endingAt: steps)
        let perStep = Swift.min(rowsPerStep(batchSize: size), rows.trainingRows)
        let state = players.whole.state
        let place = state.nextPlace(BatchOrder(rows: rows.trainingRows, batchSize: perStep))
        var order = Array(0..<rows.trainingRows)
        var stream = RandomStream(seed: players.whole.seed, purpose: "shuffle", index: UInt64(place.epoch))
        stream.shuffle(&order)
        let first = place.rowsDone < order.count ? place.rowsDone : 0
        let batch = Array(order[first..<Swift.min(order.count, first + perStep)])
        let snapshot = try players.snapshot()
        let watch = Watch(count: count)
        var told = [Double](repeating: 0, count: losses.count)
        for player in players.all {
            player.watch = watch
            var here = StepPlace(number: state.steps, work: work)
            if let rate = state.rate { here.rateFactor = players.all[0].rateFactor(for: rate) }
            player.begin(here)
        }
        defer { for player in players.all { player.watch = nil } }
        do {
            defer { try? players.restore(snapshot) }
            _ = try data.withPointers { inputs in
                try batch.withUnsafeBufferPointer {
                    try step(
                        ProcedureStep(rows: $0, data: inputs, number: state.steps, end: steps), telling: &told)
                }
            }
        } catch let move as NonFiniteMove {
            throw Mistake(
                "step \(state.steps + 1) is not finite: the \(move.player) cannot move by \(move.loss)",
                expected: "finite numbers", try: "a smaller rate")
        }
        return ProcedureExplanation(
            procedure: summary, moves: moves, step: state.steps + 1, rows: batch.count, made: watch.made,
            told: zip(losses, told).map { History.Metric(name: $0, value: $1) })
    }
}

extension ProcedureExplanation: Presentable {
    /// `explanation of a procedure`
    public static var kind: String { "explanation of a procedure" }

    /// Which step of what.
    public var summary: String { "step \(step) of \(procedure)" }

    /// The moves as they can be read, then each as it was made.
    public func table(width: Int) -> String {
        var lines = TextTable.wrap("one step of \(procedure), on \(Phrase.count(rows, "row"))", width)
        for (number, move) in moves.enumerated() {
            let count = move.count == 1 ? "" : " ×\(move.count)"
            lines += TextTable.wrap("\(number + 1). the \(move.player)\(count) moves down \(move.loss)", width - 2).map
            {
                "  " + $0
            }
            lines += TextTable.wrap("\(move.loss) = \(move.formula)", width - 5).map { "     " + $0 }
            lines += TextTable.wrap(
                "by \(move.optimizer)" + (move.remark.isEmpty ? "" : "; \(move.remark)"), width - 5
            ).map { "     " + $0 }
        }
        lines.append("step \(step), as it was made:")
        for move in made {
            lines += TextTable.wrap(
                "\(move.player): \(move.loss) \(move.value.short(6)), |g| \(move.gradientNorm.short(5)), rate "
                    + "\(move.rate.short(4)), |Δθ| \(move.stepLength.short(5))", width - 2
            ).map { "  " + $0 }
            var table: [[String]] = [[""] + move.names + ["from"]]
            table.append(row("θ", move.before, "where the move begins"))
            for quantity in move.quantities where quantity.isPerCoordinate {
                table.append(row(quantity.name, quantity.values, quantity.formula))
            }
            table.append(row("θ new", move.after, "where it ends"))
            lines += TextTable.lines(table, width: width, indent: 4, overflow: .below)
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ name: String, _ values: [Double], _ formula: String) -> [String] {
        [name] + values.map { $0.short(6) } + [formula]
    }

    /// What each move did.
    public var sentence: String {
        "Step \(step): "
            + made.map {
                "the \($0.player) moved by \($0.stepLength.short(3)) down \($0.loss) \($0.value.short(4))"
            }.joined(separator: "; ") + "."
    }

    /// The moves and their numbers.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "procedure": .string(procedure), "step": .integer(step), "rows": .integer(rows),
            "moves": .array(
                moves.map {
                    .members([
                        "player": .string($0.player), "loss": .string($0.loss), "formula": .string($0.formula),
                        "optimizer": .string($0.optimizer), "count": .integer($0.count),
                    ])
                }),
            "made": .array(
                made.map {
                    .members([
                        "player": .string($0.player), "loss": .string($0.loss), "value": .number($0.value),
                        "gradient_norm": .number($0.gradientNorm), "step_length": .number($0.stepLength),
                        "rate": .number($0.rate), "weights": .array($0.names.map { .string($0) }),
                        "before": .array($0.before.map(JSON.number)), "after": .array($0.after.map(JSON.number)),
                        "gradient": .array($0.gradient.map(JSON.number)),
                    ])
                }),
        ])
    }
}
