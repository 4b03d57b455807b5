public import Answers
internal import Training

extension MeasuredRun: Presentable {
    /// `measured training`
    public static var kind: String { "measured training" }

    /// `plateau, seed 3: F 0.019, end 0.379 (best 0.36)`
    public var summary: String {
        if let divergedIn { return "\(condition), seed \(seed): diverged in epoch \(divergedIn)" }
        return "\(condition), seed \(seed): F \(size.short()), end \(end.short()) (best \(best.short()))"
    }

    /// All its numbers.
    public func table(width: Int) -> String {
        guard divergedIn == nil else { return summary }
        let fluctuation = fluctuation
        var rows: [(term: String, meaning: String)] = [
            ("F", size.short() + (isSquared ? "; without what is one number for all rows \(centredSize.short())" : "")),
            (
                "spikes",
                "\(fluctuation.spikes.count) of \(losses.count) epochs; second half max/min \(fluctuation.range.short())"
            ),
            ("end", "\(end.short()) on the test rows, mean of the last ten epochs; best epoch \(best.short())"),
            ("work", "\(losses.count) epochs, \(updates) updates, last rate \((rates.last ?? .nan).short())"),
        ]
        if isSquared { rows.insert(("one number", "\((sharedPart * 100).short(2)) % of the validation loss"), at: 1) }
        if clippedShare > 0 { rows.append(("clipped", "\((clippedShare * 100).short(2)) %")) }
        return summary + "\n" + TextTable.definitions(rows, width: width)
    }

    /// F and the end, in a sentence.
    public var sentence: String {
        if let divergedIn { return "The training diverged in epoch \(divergedIn)." }
        let share =
            isSquared
            ? " \((sharedPart * 100).short(2)) % of the validation loss is one number, the mean residual." : ""
        return
            "The validation loss shakes by F = \(size.short()) from epoch to epoch, and the error on the test rows is "
            + "\(end.short()) at the end, \(best.short()) in its best epoch." + share
    }

    /// The measures, and the losses by epoch.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "condition": .string(condition),
            "seed": .integer(Int(truncatingIfNeeded: seed)),
            "F": .number(size), "end": .number(end), "best": .number(best), "common_mode": .number(sharedPart),
            "updates": .integer(updates), "losses": .array(losses.map { .number($0) }),
            "test_losses": .array(testLosses.map { .number($0) }),
        ])
    }
}
