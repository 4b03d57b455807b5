public import Answers
public import Autoencoding
public import Datasets
public import Figures
public import Training

/// A callback that draws the plane of a code of two numbers while it forms and keeps what it has drawn.
///
/// It has an identity: after the fit it holds the frames, and `plot` shows them side by side. A further fit adds to them.
public final class WatchLatent: Callback {
    struct Frame: FilmFrame {
        var epoch: Int
        var plane: LatentPlane
    }

    private let autoencoder: Autoencoder
    private let data: Dataset
    /// Epochs from one frame to the next.
    private let every: Int
    private let side: Int
    private let film = Film<Frame>(limit: 60)

    /// - Throws: `Mistake` for a code that is not of two numbers, and data that the model cannot read.
    public init(_ autoencoder: Autoencoder, _ data: Dataset, every: Int, side: Int = 10) throws {
        (self.autoencoder, self.data, self.every, self.side) = (autoencoder, data, every, side)
        // What cannot be drawn is said before the training, not in its first epoch.
        _ = try LatentPlane(autoencoder, data: data.rows(at: Array(0..<min(2, data.count)), as: data.name), side: 2)
    }

    /// The data, and how many frames are kept.
    public var summary: String {
        let count = film.frames.count
        return "WatchLatent(\(data.name), every=\(every))" + (count > 0 ? ", \(count) frames" : "")
    }

    /// Draws the plane as the fit finds it, then every so many epochs.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        film.begin(at: loop.epochsDone)
        if film.lacks(loop.epochsDone) { try draw(loop.epochsDone, loop) }
        return Watching(owner: self)
    }

    private func draw(_ epoch: Int, _ loop: FitLoop) throws {
        // The frames must be whole even when training is cancelled meanwhile.
        let plane = try LatentPlane(
            autoencoder, data: data, side: side, title: "epoch \(epoch)", work: Work())
        film.add(Frame(epoch: epoch, plane: plane))
        if loop.work.isWatched { loop.show(try plane.figure(PlotOptions(), work: Work())) }
    }

    private struct Watching: CallbackRun {
        let owner: WatchLatent

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            if loop.epochsDone % owner.every == 0 { try owner.draw(loop.epochsDone, loop) }
        }

        mutating func trainingEnded(_ loop: FitLoop) {
            guard owner.film.lacks(loop.epochsDone) else { return }
            // Weights that are no longer finite have no plane; the history says what happened.
            try? owner.draw(loop.epochsDone, loop)
        }
    }
}

extension WatchLatent: Animated {
    /// One picture after the other, the last for a while.
    ///
    /// - Throws: `Mistake` when no fit has been watched.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        let frames = film.frames
        guard let last = frames.last else { throw nothingWatched }
        let step = max(1, frames.count / max(1, count))
        var shown = try stride(from: 0, to: frames.count, by: step).map {
            try frames[$0].plane.figure(PlotOptions(), work: work)
        }
        shown += [Figure](repeating: try last.plane.figure(PlotOptions(), work: work), count: 6)
        return Animation(frames: shown, delay: 25)
    }

    private var nothingWatched: Mistake {
        Mistake(
            "no fit has been watched yet", expected: "a WatchLatent that was in a fit",
            try: "w = WatchLatent(vae, d); vae.fit(d.x, d.x, epochs=20, callbacks=[w])")
    }

    /// At most four frames from the first to the last, side by side.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let frames = film.frames
        guard let last = frames.last else { throw nothingWatched }
        let shown = try frames.indices.spread(atMost: 4).map { try frames[$0].plane.figure(PlotOptions(), work: work) }
        var figure = Figure.sideBySide(shown, options)
        figure.title = options.title ?? "The plane of the code as it forms"
        figure.sentence = "The plane of the code after \(frames[0].epoch) and after \(last.epoch) epochs."
        return figure
    }
}
