public import Answers

extension AnswerSet: Presentable {
    /// `answer set`
    public static var kind: String { "answer set" }

    /// `8 answers, seed 0`
    public var summary: String { "\(Phrase.count(count, "answer"))" + (seed.map { ", seed \($0)" } ?? "") }

    /// A row for each answer, as many as there is sense in: true reward, reference and features.
    public func table(width: Int) -> String {
        let π = reference.probabilities
        let shown = AnswerSet.shown(count, by: π)
        let columns = featureNames.indices.filter { _ in !features.isEmpty }
        let rows = shown.map { y in
            [names[y], rewards[y].short(), π[y].short()] + columns.map { features[y][$0].short() }
        }
        var lines = [summary]
        lines += TextTable.lines(
            [["answer", "true reward", "reference"] + columns.map { featureNames[$0] }] + rows, width: width)
        if shown.count < count { lines.append("  the \(shown.count) most likely of \(count)") }
        let best = rewards.indices.max { rewards[$0] < rewards[$1] } ?? 0
        lines += TextTable.wrap(
            "The reference has the mean reward \(reward(of: reference).short()); the best answer, \(names[best]), has "
                + "\(rewards[best].short()) and is given \((100 * π[best]).short(2)) % of the time.", width)
        return lines.joined(separator: "\n")
    }

    /// What the reference is worth beside the best answer.
    public var sentence: String {
        "\(Phrase.count(count, "answer")); the reference has the mean reward \(reward(of: reference).short()), the best answer "
            + "\((rewards.max() ?? 0).short())."
    }

    /// Names, rewards, reference and features.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "names": .array(names.map(JSON.string)),
            "rewards": .array(rewards.map(JSON.number)),
            "reference": .array(reference.probabilities.map(JSON.number)),
            "features": .array(features.map { .array($0.map(JSON.number)) }),
        ])
    }

    /// Which answers a table shows: all of few, of many the most likely in their order.
    static func shown(_ count: Int, by weight: [Double]) -> [Int] {
        guard count > 12 else { return Array(0..<count) }
        return (0..<count).sorted { (-weight[$0], $0) < (-weight[$1], $1) }.prefix(12).sorted()
    }
}

extension Policy: Presentable {
    /// `policy`
    public static var kind: String { "policy" }

    /// `DPO at beta = 0.5: 48 % E, 31 % F, 12 % D …; entropy 1.21`
    public var summary: String {
        let order = logs.indices.sorted { (-logs[$0], $0) < (-logs[$1], $1) }
        let first = order.prefix(3).map { "\((100 * probabilities[$0]).short(3)) % \(answers[$0])" }
        return "\(name): " + first.joined(separator: ", ") + (order.count > 3 ? " …" : "")
            + "; entropy \(entropy.short())"
    }

    /// The probability of each answer, of many the most likely, and the entropy.
    public func table(width: Int) -> String {
        let π = probabilities
        let shown = AnswerSet.shown(π.count, by: π)
        var lines = [name] + TextTable.lines(shown.map { [answers[$0], π[$0].short()] }, width: width)
        if shown.count < π.count { lines.append("  the \(shown.count) most likely of \(π.count)") }
        lines += TextTable.wrap(
            "entropy \(entropy.short()) nats: as of \(effectiveCount.short()) equally likely answers"
                + (isCollapsed ? "; collapsed on \(answers[mode])" : ""), width)
        return lines.joined(separator: "\n")
    }

    /// Every probability.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "answers": .array(answers.map(JSON.string)),
            "probabilities": .array(probabilities.map(JSON.number)), "entropy": .number(entropy),
        ])
    }
}

extension Preferences: Presentable {
    /// `preference set`
    public static var kind: String { "preference set" }

    /// `20,000 comparisons of 8 answers, seed 0`
    public var summary: String {
        "\(Phrase.count(count, "comparison").replacing("\(count)", with: count.grouped)) of \(Phrase.count(answers.count, "answer"))"
            + (noise > 0 ? ", \((100 * noise).short()) % of the labels wrong" : "")
            + (seed.map { ", seed \($0)" } ?? "")
    }

    /// How often each answer was compared and preferred, and the first comparisons.
    public func table(width: Int) -> String {
        let (won, lost) = scores
        let shown = AnswerSet.shown(answers.count, by: zip(won, lost).map(+))
        let rows = shown.map { y in
            let all = won[y] + lost[y]
            return [answers.names[y], Int(all).grouped, Int(won[y]).grouped, all > 0 ? (won[y] / all).short() : ""]
        }
        var lines = [summary]
        lines += TextTable.lines([["answer", "compared", "preferred", "share"]] + rows, width: width)
        if shown.count < answers.count { lines.append("  the \(shown.count) most compared of \(answers.count)") }
        let first = choices.prefix(8).map { "\(answers.names[Int($0.winner)])≻\(answers.names[Int($0.loser)])" }
        lines += TextTable.wrap("first: " + first.joined(separator: " "), width)
        return lines.joined(separator: "\n")
    }

    /// The counts of each pair.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "count": .integer(count), "noise": .number(noise),
            "pairs": .array(
                tallies.map {
                    .members([
                        "first": .string(answers.names[$0.first]), "second": .string(answers.names[$0.second]),
                        "wins": .number($0.wins), "losses": .number($0.losses),
                    ])
                }),
        ])
    }
}
