public import Answers
public import Optimizers
internal import RealModule

/// One step of a policy's training, taken apart: from rewards or preferences to the gradient of the logits, and from there by the
/// optimizer to the new policy.
public struct PolicyStep: Sendable {
    /// Method, answers, weights and optimizer of the training.
    public let plan: AlignmentPlan
    /// The number of the step, from 1.
    public let step: Int
    /// π before the step: softmax of the logits before.
    public let before: Policy
    /// π after the step: softmax of the logits after.
    public let after: Policy
    /// θ before and after the step, one logit for each answer.
    public let logits: (before: [Double], after: [Double])
    /// For each answer what drives it: the regularised reward of a policy gradient, else β·Δ, the reward that the policy implies.
    public let drive: [Double]
    /// The loss of the step's batch at the policy before.
    public let loss: Double
    /// ∂loss/∂θ, as the step took it.
    public let gradient: [Double]
    /// η of this step, after its schedule.
    public let rate: Double
    /// What the rule computed, in its order.
    public let quantities: [Quantity]

    /// Trains to the step and takes it watched; the numbers are the run's own.
    ///
    /// - Throws: `Mistake` for a step that the run has not taken; `Stopped`.
    public init(_ run: AlignmentRun, step: Int, work: Work = Work()) throws {
        guard step >= 1, step <= run.steps else {
            throw Mistake(
                "step \(step) is not part of this run",
                expected: run.steps == 0 ? "a run that has taken a step" : "a step from 1 to \(run.steps)",
                try: "explain(run, step=1)", argument: "step")
        }
        plan = run.plan
        self.step = step
        let descent = try plan.descent()
        while descent.steps < step - 1 {
            if work.isCancelled { throw Stopped() }
            try descent.step()
        }
        let start = descent.place
        let names = plan.answers.names
        before = Policy("before step \(step)", answers: names, logits: start)
        if plan.method == .policyGradient {
            let rewards = plan.rewardModel?.values ?? plan.answers.rewards
            drive = zip(rewards, zip(before.logs, plan.answers.reference.logs)).map { [β = plan.beta] in
                $0 - β * ($1.0 - $1.1)
            }
        } else {
            drive = zip(before.logs, plan.answers.reference.logs).map { [β = plan.beta] in β * ($0 - $1) }
        }
        let taken = try descent.watchedStep()
        (loss, gradient, rate, quantities) = taken
        logits = (start, descent.place)
        after = Policy("after step \(step)", answers: names, logits: descent.place)
    }
}
