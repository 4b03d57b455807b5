internal import Answers
public import LanguageModels
public import Numbers
internal import Optimizers
internal import RealModule
internal import Training

/// A character model that was aligned to a known reward, beside the model that it was.
public struct TextAlignment: Sendable {
    /// What was measured in one update.
    public struct Row: Sendable, Equatable {
        /// Its number, from 1.
        public var step: Int
        /// Policy gradient: minus the mean of R = r − β·log π/π₀ over the samples. DPO: its loss on the pairs.
        public var loss: Double
        /// Mean reward of the step's samples before it; for DPO of the winners less that of the losers by the policy's own reward,
        /// β·(Δ_w − Δ_l).
        public var reward: Double
        /// Mean of log π − log π₀ over the samples: an estimate of the divergence; for DPO of the winners.
        public var divergence: Double
    }

    /// What a model's texts are worth, from texts that no step has seen.
    public struct Worth: Sendable {
        /// Mean number of liked characters of a text.
        public let reward: MeanInterval
        /// KL(π‖π₀) of a text in nats, estimated from its samples.
        public let divergence: MeanInterval
        /// On the text that the model learnt from, or what was given.
        public let score: TextScore
        /// The first four of the texts that were drawn.
        public let texts: [String]
        /// Different texts among all that were drawn.
        public let different: Int
        /// How many texts were drawn to measure by.
        public let count: Int
    }

    /// Model, reward, method, weights and optimizer of the alignment.
    public let plan: TextAlignmentPlan
    /// Each step, in order.
    public let rows: [Row]
    /// The model after the last update.
    public let model: LanguageModel
    /// What texts of the reference model are worth.
    public let before: Worth
    /// What texts of the aligned model are worth.
    public let after: Worth
    /// Why it ended.
    public let stopReason: String
    /// Whether somebody stopped it.
    public let isPartial: Bool

    /// Texts that a model's worth is told from.
    public static let judged = 256

    /// Whether its texts are much the same: fewer than a quarter as many different ones as there were before.
    public var isCollapsed: Bool { 4 * after.different < before.different }

    /// Texts of a step, their weights in the gradient, and what is told of them.
    struct Batch {
        var texts: [[Int]]
        var weights: [Double]
        var row: Row
    }
}
