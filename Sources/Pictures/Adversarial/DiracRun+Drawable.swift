public import Adversarial
public import Answers
public import Figures
import Networks
import Numbers

/// The Dirac-GAN: the field that both players are drawn along, and the way that they took.
extension DiracRun: Animated {
    /// Arrows of the field, the path, its start, and the equilibrium.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        figure(shown: path.count, options)
    }

    /// Several games side by side, all on the same axes.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let all = peers(in: others), all.count > 1 else { return nil }
        let reach = all.map(\.reach).max() ?? 1
        var shared = options
        shared.x = options.x ?? -reach...reach
        shared.y = options.y ?? -reach...reach
        var figure = Figure.sideBySide(
            all.map { run in
                var one = run.figure(shown: run.path.count, shared)
                one.panels[0].title = run.short
                return one
            }, options)
        figure.title = options.title ?? "The Dirac-GAN: does the game arrive?"
        figure.sentence = all.map(\.sentence).joined(separator: " ")
        return figure
    }

    /// The path drawn further in each frame.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        let frames = max(2, min(count, path.count))
        let shown = (0..<frames).map { figure(shown: 1 + $0 * (path.count - 1) / (frames - 1), PlotOptions()) }
        return Animation(frames: shown + [Figure](repeating: shown[shown.count - 1], count: 8), delay: 10)
    }

    /// How far from the equilibrium the picture has to reach.
    private var reach: Double {
        let farthest = path.map { max(abs($0.θ), abs($0.ψ)) }.filter(\.isFinite).max() ?? 1
        return 1.15 * min(max(farthest, 1e-6), 6 * max(path[0].radius, 1e-6))
    }

    private var short: String {
        let addition =
            switch game.regulariser {
            case .none: "no regulariser"
            case .noise: "noise \(game.strength.short())"
            case .r1: "R1 \(game.strength.short())"
            case .clip: "clipped to ±\(game.strength.short())"
            }
        return "\(game.loss.rawValue), \(addition), \(game.order.rawValue)"
    }

    private func figure(shown: Int, _ options: PlotOptions) -> Figure {
        let reach = reach
        let (across, up) = (options.x ?? -reach...reach, options.y ?? -reach...reach)
        var (from, by): ([Point], [Point]) = ([], [])
        let side = 13
        for i in 0..<side {
            for j in 0..<side {
                func place(_ k: Int, _ range: ClosedRange<Double>) -> Double {
                    range.lowerBound + (range.upperBound - range.lowerBound) * (Double(k) + 0.5) / Double(side)
                }
                let here = DiracGAN.Place(θ: place(i, across), ψ: place(j, up))
                let pull = Point(game.generatorPull(here), game.discriminatorPull(here))
                guard pull.isFinite else { continue }
                from.append(Point(here.θ, here.ψ))
                by.append(pull)
            }
        }
        var way = Path(
            path.map { Point($0.θ, $0.ψ) }, name: "\(path.count - 1) steps", color: 1,
            dotEvery: path.count <= 200 ? 1 : 0)
        way.shown = shown
        var panel = Panel(
            x: Axis("θ, the generator's point", across), y: Axis("ψ, the discriminator's slope", up),
            layers: [
                .arrows(Arrows(from, by: by, color: 7)), .path(way),
                .mark(Mark(.start, at: Point(path[0].θ, path[0].ψ), name: "start")),
                .mark(Mark(.minimum, at: Point(0, 0), name: "equilibrium")),
            ])
        panel.isEqual = true
        return Figure(
            title: options.title ?? "Dirac-GAN: \(short)",
            caption: [
                "rate \(game.rate.short())",
                "radius × \(game.stepEigenvalues[0].modulus.short(6)) a step at the equilibrium",
            ], sentence: sentence, panels: [panel])
    }
}
