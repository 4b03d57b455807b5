import Answers

extension Progress {
    /// How far an alignment has come, with its reward and its divergence from the reference so far.
    ///
    /// - Parameter rows: what is known of the policy at some steps, in their order; the last is where it stands.
    init(_ title: String, of steps: Int, _ rows: [(step: Int, reward: Double, divergence: Double)]) {
        let step = rows.last?.step ?? 0
        self.init(fraction: Double(step) / Double(steps), note: "step \(step)/\(steps) of \(title)")
        guard let last = rows.last else { return }
        detail = "reward \(last.reward.short())  KL \(last.divergence.short())"
        let x = rows.map { Double($0.step) }
        curves = [.init("reward", x: x, y: rows.map(\.reward)), .init("KL", x: x, y: rows.map(\.divergence))]
        curveAxis = "step"
    }
}
