public import Answers
internal import Datasets
internal import Networks

/// Trainings that differ from a base by one condition each, over seeds that all of them share.
public struct AblationPlan: Sendable {
    /// A condition that has no meaning for this training, and why.
    public struct LeftOut: Sendable, Equatable {
        /// The condition's name.
        public let name: String
        /// `SGD has no beta_2`
        public let reason: String
    }

    /// What is trained: `rig("decade")`.
    public let subject: String
    /// The base, then the others in the order of the table.
    public let conditions: [Condition]
    /// What could not be done to this training.
    public let leftOut: [LeftOut]
    /// Of each repetition: rows where they are made, weights, orders.
    public let seeds: [UInt64]
    let setups: [Setup]
    private let base: Setup
    let parts: [Parts]

    /// - Parameters:
    ///   - subject: what is trained, in words.
    ///   - base: how, when nothing is changed.
    ///   - conditions: what is compared with it. One that has no meaning here is left out by name.
    ///   - seeds: one for each repetition.
    ///   - parts: the rows of a seed.
    /// - Throws: `Mistake` when no condition is left, and what `parts` throws.
    public init(
        subject: String, base: Setup, conditions: [Condition], seeds: [UInt64], work: Work = Work(),
        parts: (UInt64) throws -> Parts
    ) throws {
        guard !seeds.isEmpty else { throw Mistake("no seeds", expected: "at least one", argument: "seeds") }
        let parts = try seeds.map { seed in
            if work.isCancelled { throw Stopped() }
            return try parts(seed)
        }
        try self.init(subject, base, conditions, seeds, parts)
    }

    private init(
        _ subject: String, _ base: Setup, _ conditions: [Condition], _ seeds: [UInt64], _ parts: [Parts]
    ) throws {
        (self.subject, self.base, self.seeds, self.parts) = (subject, base, seeds, parts)
        var kept: [(Condition, Setup)] = [(.base, base)]
        var leftOut: [LeftOut] = []
        for condition in conditions where condition.name != Condition.base.name {
            do {
                let setup = try condition.applied(to: base)
                try AblationPlan.check(setup, parts[0])
                kept.append((condition, setup))
            } catch let mistake as Mistake {
                leftOut.append(LeftOut(name: condition.name, reason: mistake.problem))
            }
        }
        guard kept.count > 1 || conditions.isEmpty else {
            let all = leftOut.map { "\($0.name): \($0.reason)" }
            throw Mistake(
                "none of the conditions can be applied: " + all.joined(separator: "; "),
                expected: "at least one that has a meaning for this training", argument: "conditions")
        }
        self.leftOut = leftOut
        self.conditions = kept.map(\.0)
        setups = kept.map(\.1)
    }

    /// The plan for a rig.
    public init(_ rig: Rig, conditions: [Condition], seeds: [UInt64], work: Work = Work()) throws {
        try self.init(
            subject: "rig(\"\(rig.ailment.rawValue)\")", base: rig.setup(), conditions: conditions, seeds: seeds,
            work: work
        ) { try rig.parts(seed: $0, work: work) }
    }

    /// The same with further conditions after those that it has.
    ///
    /// - Throws: `Mistake` for another condition under a name that is taken.
    public func adding(_ further: [Condition]) throws -> AblationPlan {
        var all = Array(conditions.dropFirst())
        for condition in further where condition.name != Condition.base.name {
            guard let known = all.first(where: { $0.name == condition.name }) else {
                all.append(condition)
                continue
            }
            guard known == condition else {
                throw Mistake(
                    "'\(condition.name)' is in the table already and means \(known.text)",
                    expected: "another name for \(condition.text)", argument: "conditions")
            }
        }
        return try AblationPlan(subject, base, all, seeds, parts)
    }

    /// What can be seen from rows and setup together.
    private static func check(_ setup: Setup, _ parts: Parts) throws {
        if setup.standardises {
            guard parts.train.x.shape.count == 2, setup.architecture.nodes.first?.layer.kind != "embedding" else {
                throw Mistake("inputs of shape \(parts.train.x.shape.shapeText) are no columns of numbers")
            }
            if parts.isStandardised { throw Mistake("the inputs are standardised already") }
        }
        if setup.batchSize > parts.train.y.count {
            throw Mistake("\(parts.train.y.count) training rows are no batch of \(setup.batchSize)")
        }
    }
}
