internal import Optimizers

/// A loss scale at work: what it is now, and what it has met.
struct LossScaler: Sendable, Equatable {
    let rule: LossScale
    private(set) var scale: Double
    /// Steps since the last change.
    private(set) var sound = 0
    /// Steps that were skipped, as a gradient was not finite.
    private(set) var skipped = 0
    /// How many of them were before the epoch that is being trained.
    private(set) var skippedBefore = 0
    /// Float holds no larger power of two that can grow once more.
    private static let largest = 0x1p126
    private static let least = 0x1p-100

    init(_ rule: LossScale) { (self.rule, scale) = (rule, rule.initial) }

    /// Takes up where a training was saved; numbers that no scaler leaves behind are passed over.
    init?(_ rule: LossScale, numbers: [Double]) {
        self.init(rule)
        guard numbers.count == 4, numbers[0] > 0, numbers[0].isFinite, let sound = Int(exactly: numbers[1]),
            let skipped = Int(exactly: numbers[2]), let before = Int(exactly: numbers[3]), sound >= 0, before >= 0,
            skipped >= before
        else { return nil }
        if case .dynamic = rule { scale = numbers[0] }
        (self.sound, self.skipped, skippedBefore) = (sound, skipped, before)
    }

    var numbers: [Double] { [scale, Double(sound), Double(skipped), Double(skippedBefore)] }

    /// Ends an epoch.
    ///
    /// - Returns: how many of its steps were skipped.
    mutating func closeEpoch() -> Int {
        defer { skippedBefore = skipped }
        return skipped - skippedBefore
    }

    /// After a step whose gradients were finite.
    mutating func tookStep() {
        sound += 1
        guard case .dynamic(let rule) = rule, sound >= rule.interval else { return }
        scale = Swift.min(LossScaler.largest, scale * rule.growth)
        sound = 0
    }

    /// After one whose gradients were not, and which was not taken.
    mutating func skippedStep() {
        skipped += 1
        sound = 0
        if case .dynamic(let rule) = rule { scale = Swift.max(LossScaler.least, scale * rule.backoff) }
    }
}
