internal import Answers
import Synchronization

/// A look at a model after some epochs.
public protocol FilmFrame: Sendable {
    /// Epochs trained.
    var epoch: Int { get }
}

/// What a callback has seen of a model while it was trained, a frame every so many epochs. A further fit of the same model adds to it.
public final class Film<Frame: FilmFrame>: Sendable {
    private let limit: Int
    private let kept = Mutex<[Frame]>([])

    /// - Parameter limit: frames kept at most; of more, every second one is dropped.
    public init(limit: Int) { self.limit = limit }

    /// From the first to the last.
    public var frames: [Frame] { kept.withLock { $0 } }

    /// Whether the last frame is of other epochs than these.
    public func lacks(_ epoch: Int) -> Bool { frames.last?.epoch != epoch }

    /// A fit begins after so many epochs: a model that was made anew begins a new film.
    public func begin(at epoch: Int) {
        kept.withLock { frames in if let last = frames.last, last.epoch > epoch { frames = [] } }
    }

    /// Adds a frame at the end.
    public func add(_ frame: Frame) {
        kept.withLock { frames in
            frames.append(frame)
            frames.thin(past: limit)
        }
    }
}
