public import Answers
internal import RealModule

/// What became of a policy that was trained: step by step, and at its end beside the closed form.
public struct AlignmentRun: Sendable {
    /// What is known of the policy after some step.
    public struct Row: Sendable, Equatable {
        /// Updates before it, from 0.
        public var step: Int
        /// The loss there, of the batch of the next step; nan at the end.
        public var loss: Double
        /// E_π r, the mean true reward of the policy's answers.
        public var reward: Double
        /// Mean reward by the reward model; the true one where there is none.
        public var proxy: Double
        /// KL(π‖π₀) in nats.
        public var divergence: Double
        /// H(π) = −Σ π ln π in nats, 0 to ln of the number of answers.
        public var entropy: Double
        /// Total variation to the method's own optimum; nan where it has none.
        public var distance: Double
    }

    /// Method, answers, weights and optimizer of the training.
    public let plan: AlignmentPlan
    /// The beginning, then evenly to the end, `most` at most.
    public let rows: [Row]
    /// The policy after the last step.
    public let policy: Policy
    /// Where the method ends with exact steps and preferences without end; nil for a policy gradient that nothing holds.
    public let optimum: Policy?
    /// π₀·exp(r/β) for the true reward; nil at β = 0.
    public let closedForm: Policy?
    /// Updates that were made, at most those of the plan.
    public let steps: Int
    /// Why it ended.
    public let stopReason: String
    /// Whether somebody stopped it.
    public let isPartial: Bool

    /// The largest number of rows that are kept of a run, 1000, evenly spread.
    public static let most = 1000
    /// Nats below which a divergence is nothing but the rounding of logits to Float: the square of about 2⁻²⁰.
    static let rounding = 1e-12

    /// Trains.
    ///
    /// - Parameter work: once it is cancelled, the policy so far is given back.
    /// - Throws: `Mistake` for an optimizer that cannot move the logits.
    public init(_ plan: AlignmentPlan, work: Work = Work()) throws {
        self.plan = plan
        let descent = try plan.descent()
        let (reference, proxy) = (plan.answers.reference, plan.rewardModel?.values ?? plan.answers.rewards)
        let optimum = plan.optimum
        closedForm = try? plan.answers.optimum(beta: plan.beta)
        var rows: [Row] = []
        func note(_ loss: Double) -> Row {
            let now = Policy("", answers: plan.answers.names, logits: descent.place)
            let divergence = now.divergence(from: reference)
            return Row(
                step: descent.steps, loss: loss, reward: now.mean(plan.answers.rewards), proxy: now.mean(proxy),
                divergence: divergence < AlignmentRun.rounding ? 0 : divergence, entropy: now.entropy,
                distance: optimum.map(now.totalVariation) ?? .nan)
        }
        let stride = (plan.steps + AlignmentRun.most - 1) / AlignmentRun.most
        var reason = "all \(plan.steps.grouped) steps"
        var wasStopped = false
        while descent.steps < plan.steps {
            if work.isCancelled {
                (reason, wasStopped) = ("interrupted", true)
                break
            }
            let isNoted = descent.steps % stride == 0
            var row = isNoted ? note(.nan) : nil
            if let row, let most = plan.maximalDivergence, row.divergence > most {
                reason = "KL to the reference above \(most.short())"
                break
            }
            do {
                let loss = try descent.step()
                row?.loss = loss
            } catch let failure as NonFiniteStep {
                reason = "\(failure.what) was not finite in step \(failure.step); the policy before it is kept"
                break
            }
            if let row {
                rows.append(row)
                if rows.count % 16 == 0 {
                    work.report(Progress(plan.title, of: plan.steps, rows.map { ($0.step, $0.reward, $0.divergence) }))
                }
            }
        }
        rows.append(note(.nan))
        (self.rows, self.optimum, steps) = (rows, optimum, descent.steps)
        (stopReason, isPartial) = (reason, wasStopped)
        policy = Policy(plan.title, answers: plan.answers.names, logits: descent.place)
    }

    /// The policy on its way, the reference first, evenly over the steps: trained again, so the numbers are the run's own.
    ///
    /// - Parameter count: policies at most, at least 2.
    /// - Throws: `Stopped`.
    public func policies(_ count: Int, work: Work = Work()) throws -> [(step: Int, policy: Policy)] {
        let descent = try plan.descent()
        let stops = Swift.min(Swift.max(1, count - 1), steps)
        var found: [(step: Int, policy: Policy)] = []
        for stop in 0...stops {
            let goal = stops == 0 ? 0 : steps * stop / stops
            while descent.steps < goal {
                if work.isCancelled { throw Stopped() }
                try descent.step()
            }
            found.append(
                (goal, Policy("step \(goal)", answers: plan.answers.names, logits: descent.place)))
        }
        return found
    }

    /// What is known of the policy at its end.
    public var last: Row { rows[rows.count - 1] }

    /// Answers that were sampled in all; nil for an exact gradient, and for preferences.
    public var drawn: Int? {
        plan.method == .policyGradient ? plan.samples.map { Int(saturating: Double($0) * Double(steps)) } : nil
    }

    /// Total variation from the policy to the method's own optimum; nil where it has none.
    public var distance: Double? { optimum.map(policy.totalVariation) }

    /// Total variation from the policy to π₀·exp(r/β); nil at β = 0.
    public var distanceToClosedForm: Double? { closedForm.map(policy.totalVariation) }

    /// What there is to say of preferences under which DPO's loss has no minimum; nil for others, and for other methods.
    public var runaway: String? {
        guard plan.method == .dpo, let preferences = plan.preferences else { return nil }
        let (idle, oneSided) = Connection.gaps(preferences)
        var said: [String] = []
        if let oneSided {
            said.append(
                "\(oneSided): DPO's loss has no minimum, and the policy goes on for ever. More comparisons, or IPO, would end it."
            )
        }
        if !idle.isEmpty {
            said.append(
                "\(Connection.list(idle, plan.answers)) \(idle.count == 1 ? "was" : "were") never compared, so DPO learns nothing of "
                    + "\(idle.count == 1 ? "it" : "them").")
        }
        return said.isEmpty ? nil : said.joined(separator: " ")
    }

    /// What there is to say of a policy that gives nearly always the same answer; nil for any other.
    public var collapse: String? {
        guard policy.isCollapsed else { return nil }
        let share = (100 * Double.exp(policy.logs[policy.mode])).short(4)
        let asked = optimum.map { $0.isCollapsed } ?? false
        return
            "The policy has collapsed: \(share) % on answer \(policy.answers[policy.mode]), entropy \(policy.entropy.short()) of "
            + "\(Double.log(Double(policy.answers.count)).short()) nats."
            + (asked ? " The optimum has no more: beta asks for it." : "")
    }
}
