internal import Numbers
internal import RealModule

/// How much a curve of losses shakes from epoch to epoch, told apart from its trend, and always beside its end: a model that
/// learns nothing is calm, too.
public struct Fluctuation: Sendable, Equatable {
    /// F = √( mean over t = T/2+1 … T−1 of (ln L₍t+1₎ − ln L₍t₎)² / 2 ), the standard deviation of the noise in ln L from one epoch to the
    /// next (von Neumann's mean square successive difference, 1941). White noise of deviation s gives s, a steady trend of b per
    /// epoch b/√2. nan with fewer than four epochs or where a loss is not positive and finite.
    public let size: Double
    /// Epochs, counted from 1, whose loss is more than 1.5 times the median of the eleven around it.
    public let spikes: [Int]
    /// The largest loss of the second half over its smallest; nan as `size` is.
    public let range: Double
    /// The root of the mean loss over the last ten epochs: for a mean squared error the error at the end, in units of the target.
    public let end: Double
    /// The root of the smallest loss.
    public let best: Double

    /// - Parameter losses: one of each epoch, without a penalty, on rows that are not trained on.
    public init(of losses: [Double]) {
        let tail = losses.suffix(10)
        end = (tail.reduce(0, +) / Double(tail.count)).squareRoot()
        best = losses.min()?.squareRoot() ?? .nan
        spikes = losses.indices.filter { epoch in
            let around = losses[Swift.max(0, epoch - 5)...Swift.min(losses.count - 1, epoch + 5)].filter { !$0.isNaN }
                .sorted()
            return losses[epoch] > 1.5 * around.quantile(0.5)
        }.map { $0 + 1 }
        let half = Array(losses.dropFirst(losses.count / 2))
        guard losses.count >= 4, losses.allSatisfy({ $0 > 0 && $0.isFinite }), let most = half.max(),
            let least = half.min()
        else { (size, range) = (.nan, .nan); return }
        let changes = zip(half.dropFirst(), half).map { Double.log($0 / $1) }
        size = (changes.reduce(0) { $0 + $1 * $1 } / (2 * Double(changes.count))).squareRoot()
        range = most / least
    }
}

extension History {
    /// How the losses of the rows held out shake, without the penalty; nil where there are none.
    public var fluctuation: Fluctuation? {
        let losses = epochs.compactMap(\.pureValidationLoss)
        return losses.isEmpty ? nil : Fluctuation(of: losses)
    }
}
