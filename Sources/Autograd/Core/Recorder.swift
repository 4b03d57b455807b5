public import Answers
public import Arrays
public import Numbers

/// What tensors of one session share: whether operations are recorded, whom to ask for a stop, and the random numbers.
///
/// A tensor keeps its recorder, so that every operation knows whether it is to be recorded.
public final class Recorder: @unchecked Sendable {
    /// Whether operations are recorded: false inside `no_grad`.
    public var isRecording = true
    /// Whose tensors they are: how they are shown, and what may be asked of them.
    public let style: Style
    /// Tapes that are running: what is recorded within them can be differentiated again.
    public var tapes = 0
    /// What stops the loops over the elements.
    public let work: Work
    /// How tensors are printed.
    public var printing = Printing()
    /// The dtype of floating-point numbers that are not told theirs.
    public var standard = DType.float32
    /// Draws for initial weights, dropout, `rand` and shuffles; the same seed gives the same numbers.
    public private(set) var stream: RandomStream
    /// The seed of the stream.
    public private(set) var seed: UInt64

    /// - Parameter seed: of the random numbers until `reseed`.
    public init(work: Work = Work(), seed: UInt64 = 0, style: Style = .torch) {
        self.style = style
        self.work = work
        self.seed = seed
        stream = RandomStream(seed: seed, purpose: "tensors")
    }

    /// Whose words made the tensors.
    public enum Style: Sendable {
        case torch, tensorFlow, keras, jax
    }

    /// What `torch.set_printoptions` sets.
    public struct Printing: Sendable {
        /// Digits behind the point.
        public var precision = 4
        /// More elements than so many are not all shown, but so many at the ends of each axis.
        public var (threshold, edge) = (1000, 3)
        /// Characters of a line.
        public var line = 80
        /// Whether numbers are written with an exponent; by their sizes where nil.
        public var isScientific: Bool?

        /// PyTorch's own.
        public init() {}
    }

    /// Begins the random numbers anew.
    public func reseed(_ seed: UInt64) {
        self.seed = seed
        stream = RandomStream(seed: seed, purpose: "tensors")
    }

    /// The next draws.
    public func draw<Result>(_ body: (inout RandomStream) throws -> Result) rethrows -> Result { try body(&stream) }

    /// Runs the body with recording on or off, and puts it back.
    public func recording<Result>(_ isOn: Bool, _ body: () throws -> Result) rethrows -> Result {
        let before = isRecording
        isRecording = isOn
        defer { isRecording = before }
        return try body()
    }
}
