public import Datasets
public import Figures
public import Answers
public import Training

/// A callback that draws the decision boundary while it forms and keeps what it has drawn.
///
/// It has an identity: after the fit it holds the frames, and `plot` shows them side by side. A further fit of the same
/// model adds to them.
public final class WatchBoundary: Callback {
    struct Frame: FilmFrame {
        var epoch: Int
        var boundary: DecisionBoundary

        var title: String { "\(shortTitle) right" }
        /// Beside others, where there is little room.
        var shortTitle: String { "epoch \(epoch): \((100 * boundary.share).short(3)) %" }
    }

    let data: Dataset
    /// Epochs from one frame to the next.
    let every: Int
    /// Frames that a person sees in a second; where nobody watches, training does not wait.
    let framesPerSecond: Double
    private let film = Film<Frame>(limit: 240)

    /// Places along each axis of a frame.
    static let side = 60

    /// - Throws: `Mistake` when the data are no classes of points in the plane.
    public init(_ data: Dataset, every: Int, framesPerSecond: Double) throws {
        guard case .classification = data.task, data.x.shape.count == 2, data.x.width == 2, data.count > 0 else {
            throw Mistake(
                "\(data.name) has no decision boundary in the plane", expected: "classes of points of two numbers",
                try: "WatchBoundary(moons())")
        }
        self.data = data
        self.every = every
        self.framesPerSecond = framesPerSecond
    }

    /// The data, and how many frames are kept.
    public var summary: String {
        let count = film.frames.count
        return "WatchBoundary(\(data.name), every=\(every))" + (count > 0 ? ", \(count) frames" : "")
    }

    /// Draws the boundary as the fit finds it, then every so many epochs.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        film.begin(at: loop.epochsDone)
        var run = Watching(owner: self, pace: FramePace(framesPerSecond: framesPerSecond))
        if film.lacks(loop.epochsDone) { try run.draw(loop.epochsDone, loop) }
        return run
    }

    private struct Watching: CallbackRun {
        let owner: WatchBoundary
        var pace: FramePace

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            if loop.epochsDone % owner.every == 0 { try draw(loop.epochsDone, loop) }
        }

        mutating func trainingEnded(_ loop: FitLoop) {
            guard owner.film.lacks(loop.epochsDone) else { return }
            // The last frame is one more of the same kind as those that succeeded before.
            try? draw(loop.epochsDone, loop)
        }

        mutating func draw(_ epoch: Int, _ loop: FitLoop) throws {
            // The frames must be whole even when training is cancelled meanwhile.
            guard let loss = loop.loss else {
                throw Mistake(
                    "WatchBoundary draws a classifier's boundary, and this is the training of a procedure",
                    expected: "a callback of model.fit", argument: "callbacks")
            }
            let boundary = try DecisionBoundary(
                loop.network, trainedBy: loss, owner.data, side: WatchBoundary.side, work: Work())
            let frame = Frame(epoch: epoch, boundary: boundary)
            owner.film.add(frame)
            guard loop.work.isWatched else { return }
            pace.wait(loop.work)
            loop.show(owner.figure(of: frame, samples: 150))
        }
    }

    /// - Parameter samples: of the data, drawn at most.
    func figure(of frame: Frame, samples: Int) -> Figure {
        // The samples name the classes; a small picture has no room to say it twice.
        var regions = frame.boundary.regions
        regions.names = []
        var figure = Figure.regions(
            regions, title: frame.title, x: "x₀", y: "x₁", points: data.pointGroups(atMost: samples),
            caption: [data.name])
        figure.panels[0].title = frame.title
        return figure
    }
}

extension WatchBoundary: Animated {
    /// One picture after the other, the last for a while.
    ///
    /// - Throws: `Mistake` when no fit has been watched.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        let frames = film.frames
        guard let last = frames.last else { throw nothingWatched }
        let step = max(1, frames.count / max(1, count))
        let shown = stride(from: 0, to: frames.count, by: step).map { figure(of: frames[$0], samples: 1000) }
        return Animation(
            frames: shown + [Figure](repeating: figure(of: last, samples: 1000), count: 12), delay: 10)
    }

    private var nothingWatched: Mistake {
        Mistake(
            "no fit has been watched yet", expected: "a WatchBoundary that was in a fit",
            try: "w = WatchBoundary(d); model.fit(d, epochs=50, callbacks=[w])")
    }

    /// At most nine frames from the first to the last, side by side.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let frames = film.frames
        guard let last = frames.last else { throw nothingWatched }
        let shown = frames.indices.spread(atMost: 9).map { index in
            var figure = self.figure(of: frames[index], samples: 200)
            figure.panels[0].title = frames[index].shortTitle
            return figure
        }
        var figure = Figure.sideBySide(shown, options)
        figure.title = options.title ?? "The decision boundary of \(data.name) as it forms"
        let count = shown.count < frames.count ? "\(shown.count) of \(frames.count) frames" : "\(frames.count) frames"
        figure.caption = ["\(count), one every \(every) epochs", "%: samples told right", "paler: less certain"]
        figure.sentence =
            "Before training \((100 * frames[0].boundary.share).short(3)) % of the samples lie in the region of their "
            + "class, after epoch \(last.epoch) \((100 * last.boundary.share).short(3)) %."
        if frames[0].epoch > 0 {
            figure.sentence = figure.sentence.replacing("Before training", with: "After epoch \(frames[0].epoch)")
        }
        return figure
    }
}
