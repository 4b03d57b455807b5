internal import Answers
public import Datasets

/// Samples made of the same latent numbers as training goes on.
public struct SampleFilm: Sendable {
    /// What the generator makes at one moment of the training.
    public struct Frame: Sendable {
        /// Steps made by then.
        public let step: Int
        /// What the generator makes of the latent numbers then, [samples, …]; in every frame of the same numbers.
        public let samples: Samples
        /// How they are spread over the modes; nil where the modes are not known.
        public let modes: ModeCount?

        /// What the generator makes after so many steps.
        public init(step: Int, samples: Samples, modes: ModeCount?) {
            (self.step, self.samples, self.modes) = (step, samples, modes)
        }
    }

    /// From the first to the last, thinned where there would be more than `limit`.
    public private(set) var frames: [Frame] = []
    /// Frames that are kept at most.
    public static let limit = 120

    mutating func add(_ frame: Frame) {
        guard frames.last.map({ $0.step < frame.step }) ?? true else { return }
        frames.append(frame)
        frames.thin(past: SampleFilm.limit)
    }
}
