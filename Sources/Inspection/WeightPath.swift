import Answers
internal import Synchronization
public import Training

/// Where all the weights of a model stood during training.
///
/// A path holds at most 2000 points and 268 MB of them: when it grows beyond, every second point is dropped and from then on
/// half as many are taken.
public struct WeightPath: Sendable, Equatable {
    /// The weights, the start included.
    public internal(set) var points: [[Float]] = []
    /// Updates between two of the points; epochs where `isPerEpoch`. The last point may follow sooner.
    public private(set) var stride: Int
    /// Whether points were taken after epochs instead of after updates.
    public let isPerEpoch: Bool
    /// Every how many of the points that were asked for there is one; above 1 in a thinned path.
    public private(set) var thinning = 1

    /// Points kept at most.
    static let limit = 2000
    /// Bytes of weights kept at most.
    static let mostBytes = 1 << 28

    init(stride: Int, isPerEpoch: Bool = false) {
        self.stride = stride
        self.isPerEpoch = isPerEpoch
    }

    /// How many points of so many weights are kept: an even number, so that thinning keeps both ends, and never fewer than
    /// the four that a plane through a path asks for.
    static func most(of weights: Int) -> Int {
        Swift.max(4, Swift.min(limit, mostBytes / 4 / Swift.max(1, weights)) / 2 * 2)
    }

    /// What lies between two points: `an epoch`, `4 updates`.
    public var spacing: String {
        let unit = isPerEpoch ? "epoch" : "update"
        return stride == 1 ? "an \(unit)" : "\(stride) \(unit)s"
    }

    mutating func add(_ weights: [Float]) {
        points.append(weights)
        guard points.count > WeightPath.most(of: weights.count) else { return }
        points = points.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        stride *= 2
        thinning *= 2
    }
}

/// A callback that keeps the weights of a model as it trains: the path that slices and `bridge` look at.
///
/// It has an identity: after the fit it holds the path. A further fit of the same model goes on with the same path.
public final class RecordWeights: Callback {
    /// Updates between two points, 0 for one point per epoch.
    public let every: Int
    private let kept: Mutex<WeightPath>

    /// - Parameter every: updates between two points; 0 takes one per epoch.
    public init(every: Int = 1) {
        self.every = Swift.max(0, every)
        kept = Mutex(WeightPath(stride: Swift.max(1, every), isPerEpoch: every <= 0))
    }

    /// What has been recorded so far.
    public var path: WeightPath { kept.withLock { $0 } }

    /// `RecordWeights(every=1)`, and how many points it holds.
    public var summary: String {
        let path = path
        let count = path.points.count
        let thinned = path.thinning > 1 ? ", thinned to one for every \(path.spacing)" : ""
        return "RecordWeights(every=\(every == 0 ? "'epoch'" : String(every)))"
            + (count > 0 ? ", \(count) points\(thinned)" : "")
    }

    /// Goes on with the path where the weights stand at its end, and begins a new one otherwise.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        let weights = loop.parameters
        let every = every
        kept.withLock { path in
            guard path.points.last != weights else { return }
            path = WeightPath(stride: Swift.max(1, every), isPerEpoch: every == 0)
            path.add(weights)
        }
        return Recording(owner: self)
    }

    private struct Recording: CallbackRun {
        let owner: RecordWeights
        var seen = 0

        mutating func updated(_ loop: FitLoop) {
            if owner.every > 0 { note(loop) }
        }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            if owner.every == 0 { note(loop) }
        }

        private mutating func note(_ loop: FitLoop) {
            seen += 1
            owner.kept.withLock { path in
                // A path that had to be thinned keeps its wider stride.
                if seen % path.stride == 0 { path.add(loop.parameters) }
            }
        }

        /// A thinned path ends where the model stands all the same, so that a further fit goes on with it.
        mutating func trainingEnded(_ loop: FitLoop) {
            owner.kept.withLock { path in
                if path.thinning > 1, path.points.last != loop.parameters { path.add(loop.parameters) }
            }
        }
    }
}
