import Adversarial
public import Answers
public import Figures
import Synchronization
public import Training

/// A callback that shows the samples of a GAN while they come to be.
///
/// The GAN keeps the looks itself (`GAN.film`); this draws them beside the losses where somebody watches, slowed down so that an eye can
/// follow. Elsewhere nothing is drawn and training does not wait.
public final class WatchSamples: Callback {
    /// Epochs from one look to the next.
    let every: Int
    /// Looks that a person sees in a second at most.
    let framesPerSecond: Double
    private let watched = Mutex<GAN?>(nil)

    /// Looks every so many epochs.
    public init(every: Int, framesPerSecond: Double) { (self.every, self.framesPerSecond) = (every, framesPerSecond) }

    /// What is shown how often.
    public var summary: String { "WatchSamples(every=\(every))" }

    /// - Throws: `Mistake` for a training that makes no samples.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        guard let gan = loop.procedure as? GAN else {
            throw Mistake(
                "WatchSamples shows what a generator makes, and nothing is made here",
                expected: "a callback of train(gan, …)", argument: "callbacks")
        }
        watched.withLock { $0 = gan }
        return Watching(owner: self, gan: gan, pace: FramePace(framesPerSecond: framesPerSecond))
    }

    private struct Watching: CallbackRun {
        let owner: WatchSamples
        let gan: GAN
        var pace: FramePace

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            guard loop.work.isWatched, loop.epochsDone % owner.every == 0, let look = gan.film.frames.last else {
                return
            }
            pace.wait(loop.work)
            loop.show(try gan.live(look))
        }
    }
}

extension GAN {
    /// One look on the axes of the data.
    func live(_ look: SampleFilm.Frame) throws -> Figure { try figure(of: look, frame) }
}

extension WatchSamples: Animated {
    private var gan: GAN {
        get throws {
            guard let gan = watched.withLock({ $0 }) else {
                throw Mistake(
                    "no training has been watched yet", expected: "a WatchSamples that was in a training",
                    try: "w = WatchSamples(); train(gan, data, callbacks=[w])")
            }
            return gan
        }
    }

    /// As of the GAN that was watched last.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure { try gan.figure(options, work: work) }

    /// As of the GAN that was watched last.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        try gan.animation(with: others, frames: count, work: work)
    }
}
