public import Answers
import Foundation
public import Tuning

extension StudySummary {
    /// All that a line of the list says.
    public var json: JSON {
        .members([
            "kind": .string("study"), "name": .string(header.name),
            "directions": .array(header.directions.map { .string($0.rawValue) }), "seed": .string(String(header.seed)),
            "created": .string(Moment.text(header.created)),
            "trials": .object(counts.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, .integer($0.value)) }),
            "best": best.map { .number($0) } ?? .null, "last": lastEnded.map { .string(Moment.text($0)) } ?? .null,
        ])
    }
}

extension StudyCopy {
    /// How many of the trials the table ends with.
    private static let shown = 20

    /// The study in words: how it was set up, what was found, the last trials.
    public func table(width: Int) -> String {
        var facts: [(String, String)] = [
            ("study", header.name), ("looks for", header.directions.map(\.rawValue).joined(separator: ", ")),
            ("seed", "\(header.seed)"), ("created", Moment.text(header.created).prefix(19) + " UTC"),
        ]
        facts += header.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value.string ?? $0.value.text) }
        facts += header.attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value.string ?? $0.value.text) }
        let counts = ["complete", "pruned", "failed", "running", "waiting"].compactMap { word -> String? in
            let count = trials.count { $0.state.word == word }
            return count > 0 ? "\(count) \(word)" : nil
        }
        facts.append(("trials", ([String(trials.count)] + counts).joined(separator: ", ")))
        if let best {
            facts.append(("best", "\(Self.text(best.values)) in trial \(best.number): \(best.configuration.text)"))
        }
        var text = TextTable.definitions(facts.map { (term: $0.0, meaning: $0.1) }, width: width)
        let last = trials.suffix(Self.shown)
        guard !last.isEmpty else { return text }
        let rows = last.map { trial in
            [
                "\(trial.number)", trial.state.reason.map { "failed: \($0)" } ?? trial.state.word,
                Self.text(trial.values),
                trial.duration.map { "\($0.short(3)) s" } ?? "", trial.configuration.shortText,
            ]
        }
        text += "\n\n" + (last.count < trials.count ? "  the last \(last.count) of \(trials.count) trials\n" : "")
        let head = ["trial", "state", "value", "time", "configuration"]
        return text
            + TextTable.lines([head] + rows, width: width, leftColumns: [1, 4]).joined(separator: "\n")
    }

    /// The complete trial with the best value that breaks no constraint, the first of equals; nil with several objectives.
    var best: Trial? {
        guard header.directions.count == 1 else { return nil }
        return TrialHistory(directions: header.directions, trials.filter(\.state.isFinished)).best
    }

    private static func text(_ values: [Double]) -> String { values.map { $0.short(6) }.joined(separator: ", ") }
}

extension Trial {
    /// All that is known of it, its times in words, as an object.
    public var account: JSON {
        func moment(_ seconds: Double?) -> JSON { seconds.map { .string(Moment.text($0)) } ?? .null }
        return .object(
            (json.pairs ?? []) + [JSON.Pair("started", moment(started)), JSON.Pair("ended", moment(ended))])
    }
}
