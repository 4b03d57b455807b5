public import Adversarial
public import Answers
import Datasets
public import Figures
import Numbers
import Training

/// The samples of a GAN as they come to be: the ring filled mode by mode, pictures out of noise.
extension GAN: Animated {
    /// Samples of the same latent numbers at six moments from the first step to the last, over the data in grey.
    ///
    /// - Throws: `Mistake` for samples of more than two numbers that are no pictures.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let frames = film.frames.isEmpty ? [try untrained(work)] : film.frames
        let count = min(isPicture ? 4 : 6, frames.count)
        // The first steps change most: moments are chosen evenly in the root of the step.
        let last = Double(max(1, frames[frames.count - 1].step))
        var places: [Int] = []
        for k in 0..<count {
            let share = count == 1 ? 1 : Double(k) / Double(count - 1)
            let step = last * share * share
            let place = frames.indices.min {
                abs(Double(frames[$0].step) - step) < abs(Double(frames[$1].step) - step)
            }
            if let place, places.last.map({ $0 < place }) ?? true { places.append(place) }
        }
        let range = frame
        var figure = Figure.sideBySide(try places.map { try self.figure(of: frames[$0], range) }, options)
        figure.title = options.title ?? "What the generator makes, step by step"
        figure.caption = [summary, "seed \(seed)", "\(frames.count) looks"]
        figure.sentence = story(frames)
        return figure
    }

    /// One look after the other, the last for a while.
    ///
    /// - Throws: `Mistake` before training.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        let frames = film.frames
        guard let last = frames.last, frames.count > 1 else {
            throw Mistake(
                "the GAN has not been trained: nothing moves", expected: "a GAN after its training",
                try: "train(gan, data, steps=4000)")
        }
        let range = frame
        let step = max(1, frames.count / max(1, count))
        let shown = try stride(from: 0, to: frames.count, by: step).map { try figure(of: frames[$0], range) }
        return Animation(frames: shown + [Figure](repeating: try figure(of: last, range), count: 12), delay: 10)
    }

    private var isPicture: Bool { generator.outputWidth == 784 }

    /// Pictures of a look that are shown: three rows of five fill a panel.
    private static let pictures = 15

    private func untrained(_ work: Work) throws -> SampleFilm.Frame {
        let count = isPicture ? GAN.pictures : 500
        return SampleFilm.Frame(step: 0, samples: try samples(count, seed: seed, work: work), modes: nil)
    }

    /// The same stretch of the axes in all frames: that of the data, with room.
    var frame: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
        let real = training?.data ?? film.frames.last?.samples
        guard let real, real.width == 2 else { return (-1...1, -1...1) }
        func range(_ column: Int) -> ClosedRange<Double> {
            let values = stride(from: column, to: real.values.count, by: 2).map { Double(real.values[$0]) }
                .filter(\.isFinite)
            let (low, high) = (values.min() ?? -1, values.max() ?? 1)
            let room = max(0.25 * (high - low), 1e-6)
            return (low - room)...(high + room)
        }
        return (range(0), range(1))
    }

    /// One look at the samples, for a film or a live view.
    ///
    /// - Throws: `Mistake` for samples that have no picture.
    func figure(
        of look: SampleFilm.Frame, _ range: (x: ClosedRange<Double>, y: ClosedRange<Double>)
    ) throws -> Figure {
        let title = "step \(look.step)" + (look.modes.map { ": \($0.summary)" } ?? "")
        switch generator.outputWidth {
        case 784:
            let shown = look.samples.rows(0..<min(GAN.pictures, look.samples.count))
            return ContactSheet(shown, labels: nil, across: 5).figure(title)
        case 1:
            return Figure.histogram(look.samples.values.map { Double($0) }, title: title, label: "sample")
        case 2:
            // Rows by chance: kinds may follow each other in turn, so that every sixteenth is always of the same.
            func points(_ samples: Samples, _ most: Int) -> [Point] {
                var stream = RandomStream(seed: 0, purpose: "rows of a picture")
                return stream.permutation(samples.count).prefix(most).map {
                    Point(Double(samples.values[2 * $0]), Double(samples.values[2 * $0 + 1]))
                }
            }
            var groups: [Points] = []
            if let training {
                var real = Points(points(training.data, 600), name: "data", color: 7)
                (real.size, real.opacity) = (0.5, 0.35)
                groups.append(real)
            }
            let inside = points(look.samples, 600).filter { range.x.contains($0.x) && range.y.contains($0.y) }
            var made = Points(inside, name: "made", color: 1)
            made.size = 0.6
            groups.append(made)
            var figure = Figure.scatter(
                groups, title: title, x: "x₀", y: "x₁", options: PlotOptions(x: range.x, y: range.y))
            figure.panels[0].title = title
            figure.panels[0].isEqual = true
            return figure
        default:
            throw Mistake(
                "samples of \(generator.outputWidth) numbers have no picture",
                expected: "one or two numbers, or pictures of 784", try: "plot(gan.history)")
        }
    }

    private func story(_ frames: [SampleFilm.Frame]) -> String {
        guard let first = frames.first, let last = frames.last else { return sentence }
        guard let before = first.modes, let after = last.modes else {
            return "Samples of the same latent numbers from step \(first.step) to step \(last.step)."
        }
        let best = frames.compactMap(\.modes?.covered).max() ?? after.covered
        return
            "Before training the samples cover \(before.covered) of \(after.good.count) modes, after \(last.step) steps "
            + "\(after.covered) (at most \(best) on the way), with \((100 * after.goodShare).short(3)) % good samples."
    }
}

extension ModeCount: Drawable {
    /// A column for each mode, and a line where each has its share.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let bars = good.enumerated().map {
            Bars.Bar(
                x: (Double($0.offset) - 0.4)...(Double($0.offset) + 0.4), height: Double($0.element) / Double(samples))
        }
        let top = max(bars.map(\.height).max() ?? 0, shares.max() ?? 0) * 1.15
        let even = shares.reduce(0, +) / Double(max(1, shares.count))
        let panel = Panel(
            x: Axis(
                "mode", -0.7...(Double(good.count) - 0.3),
                names: good.indices.map { Axis.Name("\($0)", at: Double($0)) }),
            y: Axis("share of the samples", 0...max(top, 0.01)),
            layers: [.bars(Bars(bars)), .guide(GuideLine(.horizontal, at: even, name: "share of the data"))])
        return Figure(
            title: options.title ?? summary, caption: ["\(samples) samples"], sentence: sentence, panels: [panel])
    }
}
