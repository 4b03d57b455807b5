internal import Numbers
internal import Synchronization
public import Training

/// Where all the weights of a model stood during training.
public struct WeightPath: Sendable, Equatable {
    /// The weights, the start included.
    public internal(set) var points: [[Float]] = []
    /// Updates between two of the points; 0 when one was taken after each epoch.
    public internal(set) var stride: Int

    /// Points kept at most; a longer path keeps every second of them.
    static let limit = 2000

    /// Whether a point was taken after each epoch instead of after so many updates.
    public var isPerEpoch: Bool { stride == 0 }

    init(stride: Int) { self.stride = stride }

    mutating func add(_ weights: [Float]) {
        points.append(weights)
        guard points.count > WeightPath.limit, stride > 0 else { return }
        points = points.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        stride *= 2
    }
}

/// A callback that keeps the weights of a model as it trains: the path that slices and `bridge` look at.
///
/// It has an identity: after the fit it holds the path. A further fit of the same model goes on with the same path.
public final class RecordWeights: Callback {
    /// Updates between two points, 0 for one point per epoch.
    public let every: Int
    private let kept: Mutex<WeightPath>

    public init(every: Int = 1) {
        self.every = Swift.max(0, every)
        kept = Mutex(WeightPath(stride: Swift.max(0, every)))
    }

    public var path: WeightPath { kept.withLock { $0 } }

    public var summary: String {
        let count = path.points.count
        return "RecordWeights(every=\(every == 0 ? "'epoch'" : String(every)))" + (count > 0 ? ", \(count) points" : "")
    }

    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        let weights = loop.parameters
        let every = every
        kept.withLock { path in
            guard path.points.last != weights else { return }
            path = WeightPath(stride: every)
            path.add(weights)
        }
        return Recording(owner: self)
    }

    private struct Recording: CallbackRun {
        let owner: RecordWeights
        var seen = 0

        mutating func updated(_ loop: FitLoop) {
            seen += 1
            guard owner.every > 0 else { return }
            owner.kept.withLock { path in
                // A path that had to be thinned keeps its wider stride.
                if seen % path.stride == 0 { path.add(loop.parameters) }
            }
        }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            if owner.every == 0 { owner.kept.withLock { $0.add(loop.parameters) } }
        }
    }
}
