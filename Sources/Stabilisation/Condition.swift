internal import Answers

/// A named list of changes that one training is given and its twin, the base, is not.
public struct Condition: Sendable, Equatable {
    /// As it is asked for: `plateau`.
    public let name: String
    /// The same with the values that it has where the rate is 0.001 and a batch has 32 rows: `lr 1e-4`.
    public let aliases: [String]
    /// What is done; nothing for the base.
    public let changes: [Change]

    /// - Parameters:
    ///   - name: how the table calls it.
    ///   - aliases: other names that it is asked for by.
    public init(_ name: String, aliases: [String] = [], _ changes: [Change]) {
        self.name = name
        self.aliases = aliases
        self.changes = changes
    }

    /// Whether it is asked for by that name.
    public func isCalled(_ name: String) -> Bool { self.name == name || aliases.contains(name) }

    /// `ReduceLROnPlateau(…), clipvalue=1`, or `nothing`.
    public var text: String { changes.isEmpty ? "nothing is changed" : changes.map(\.text).joined(separator: ", ") }

    /// The same training with the changes made, in their order.
    ///
    /// - Throws: `Mistake` that says why a change has no meaning for this training.
    public func applied(to setup: Setup) throws -> Setup {
        var changed = setup
        for change in changes { try change.apply(to: &changed) }
        return changed
    }

    /// What all others are compared with.
    public static let base = Condition("base", [])

    // MARK: The document's actions, with its values

    private static let plateau = Change.plateau(factor: 0.2, patience: 5, minimum: 1e-5)
    private static let beta2 = Change.setting("beta_2", 0.9995)
    private static let clip = Change.setting("clipvalue", 1)
    /// The six actions by number, one change each.
    private static let six: [[Change]] = [
        [.rateTimes(0.1)], [plateau], [beta2], [clip], [.batchTimes(4)], [.dropout(0.3), .l2(0.01)],
    ]

    /// The six actions of the document with its values: alone, and where its listing changes the rate as well, as listed.
    public static let actions: [Condition] = [
        Condition("lr/10", aliases: ["lr 1e-4"], [.rateTimes(0.1)]),
        Condition("lr/100", aliases: ["lr 1e-5"], [.rateTimes(0.01)]),
        Condition("plateau", [plateau]),
        Condition("beta_2", aliases: ["beta_2 .9995"], [beta2]),
        Condition("beta_2 as listed", [.rateTimes(0.1), beta2]),
        Condition("clipvalue", aliases: ["clip"], [clip]),
        Condition("clipvalue as listed", aliases: ["clip as listed"], [.rateTimes(0.1), clip]),
        Condition("batch x2", aliases: ["batch 64"], [.batchTimes(2)]),
        Condition("batch x4", aliases: ["batch 128"], [.batchTimes(4)]),
        Condition("dropout", [.dropout(0.3)]),
        Condition("l2", [.l2(0.01)]),
        Condition("dropout + l2", [.dropout(0.3), .l2(0.01)]),
    ]

    /// Its example answer, without clipping too, and all six at once.
    public static let together: [Condition] = [
        Condition("example answer", [.rateTimes(0.1), plateau, beta2, clip]),
        Condition("example without clip", [.rateTimes(0.1), plateau, beta2]),
        Condition("all six", six.flatMap { $0 }),
    ]

    /// Opposites and controls: what tells why an action works.
    public static let controls: [Condition] = [
        Condition("beta_2 .99", [.setting("beta_2", 0.99)]),
        Condition("beta_2 .9", [.setting("beta_2", 0.9)]),
        Condition("beta_1 .97", [.setting("beta_1", 0.97)]),
        Condition("beta_1 .5", [.setting("beta_1", 0.5)]),
        Condition("clipnorm", [.setting("clipnorm", 1)]),
        Condition("batch x4, equal steps", aliases: ["batch 128, equal steps"], [.batchTimes(4), .epochsTimes(4)]),
    ]

    /// What the document does not name.
    public static let beyond: [Condition] = [
        Condition("plateau + l2", [plateau, .l2(0.01)]),
        Condition("plateau on MSE + l2", [plateau, .watchPureLoss, .l2(0.01)]),
        Condition("standardise", [.standardise]),
        Condition("standardise + plateau", [.standardise, plateau]),
        Condition("average", [.average(0.99)]),
        Condition("amsgrad", [.setting("amsgrad", 1)]),
        Condition("nadam", [.rule("Nadam", insteadOf: "Adam")]),
        Condition("warmup", [.warmup(100)]),
    ]

    /// All six at once but for one.
    public static let leaveOneOut: [Condition] = six.indices.map { left in
        let names = ["lr/10", "plateau", "beta_2", "clipvalue", "batch x4", "dropout + l2"]
        return Condition(
            "all but \(names[left])", six.indices.filter { $0 != left }.flatMap { six[$0] })
    }

    /// Every condition but the base, in the order of the table.
    public static let full = actions + together + controls + beyond

    /// The base and eight others, one for each thing to be seen.
    public static let quick = [
        "lr/10", "lr/100", "plateau", "beta_2", "clipvalue", "batch x4", "dropout + l2", "standardise",
    ].compactMap { name in full.first { $0.name == name } }

    /// A condition of that name.
    ///
    /// - Throws: `Mistake` with the names there are.
    public static func named(_ name: String) throws -> Condition {
        let all = [base] + full + leaveOneOut
        guard let found = all.first(where: { $0.isCalled(name) }) else {
            throw Mistake(
                "there is no condition called '\(name)'", expected: "one of " + all.map(\.name).joined(separator: "; "),
                try: "a dict of changes: {\"learning_rate\": 1e-4}", argument: "conditions")
        }
        return found
    }
}
