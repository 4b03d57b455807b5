public import Alignment
public import Answers
public import Figures
import Numbers

/// Policies as bars beside each other, a group for each answer.
enum PolicyPicture {
    /// - Parameters:
    ///   - policies: of the same answers, in the order of the bars.
    ///   - top: the highest bar that there has to be room for; nil for that of these.
    ///   - colors: of the policies, again from the first where there are more.
    static func panel(
        _ policies: [Policy], title: String = "", top: Double? = nil, colors: [Int] = PolicyPicture.colors
    ) -> Panel {
        let count = policies[0].answers.count
        let width = 0.8 / Double(policies.count)
        let layers: [PanelLayer] = policies.enumerated().map { number, policy in
            let bars = policy.probabilities.enumerated().map { y, p in
                let left = Double(y) - 0.4 + Double(number) * width
                return Bars.Bar(x: left...(left + width), height: p)
            }
            return .bars(
                Bars(bars, name: policies.count > 1 ? policy.name : "", color: colors[number % colors.count]))
        }
        let most = policies.flatMap(\.probabilities).max() ?? 1
        // Of many answers only some names fit.
        let stride = Swift.max(1, (count + 23) / 24)
        let names = Swift.stride(from: 0, to: count, by: stride).map {
            Axis.Name(policies[0].answers[$0], at: Double($0))
        }
        return Panel(
            title: title, x: Axis("answer", -0.6...(Double(count) - 0.4), names: names),
            y: Axis("probability", 0...((top ?? most) * 1.06)), layers: layers)
    }

    /// Grey for what was, then the policy, then what it should be.
    private static let colors = [2, 3, 0, 5]
}

extension Policy: Drawable {
    /// A bar for each answer.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try figure(of: [self], options)
    }

    /// Several policies of the same answers, side by side for each answer.
    ///
    /// - Throws: `Mistake` for policies of different answers.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        try peers(in: others).map { try figure(of: $0, options) }
    }

    private func figure(of policies: [Policy], _ options: PlotOptions) throws -> Figure {
        guard policies.allSatisfy({ $0.answers == answers }) else {
            throw Mistake("the policies have different answers", expected: "policies of the same answers")
        }
        let far = policies.dropFirst().map { "\($0.name) \(totalVariation(to: $0).short())" }
        var panel = PolicyPicture.panel(policies)
        if let y = options.y { panel.y.range = y }
        return Figure(
            title: options.title ?? (policies.count == 1 ? name : "Policies"),
            caption: policies.count == 1 ? ["entropy \(entropy.short())"] : [],
            sentence: policies.count == 1
                ? summary + "."
                : "Total variation from \(name): " + far.joined(separator: ", ") + ".",
            panels: [panel])
    }
}

extension AnswerSet: Drawable {
    /// The true rewards, and beside them how likely the reference gives each answer.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var panels = [
            PolicyPicture.amounts(rewards, names, "true reward"), PolicyPicture.panel([reference]),
        ]
        panels[0].title = "what people want"
        panels[1].title = "what the reference says"
        return Figure(
            title: options.title ?? summary, caption: ["mean reward of the reference \(reward(of: reference).short())"],
            sentence: sentence, panels: panels)
    }
}

extension PolicyPicture {
    /// A number for each answer as bars.
    static func amounts(_ values: [Double], _ names: [String], _ label: String) -> Panel {
        let stride = Swift.max(1, (names.count + 23) / 24)
        var panel = Figure.bars(zip(names, values).map { ($0, $1) }, title: "", label: label).panels[0]
        panel.x.names = Swift.stride(from: 0, to: names.count, by: stride).map {
            Axis.Name(names[$0], at: Double($0))
        }
        return panel
    }
}

extension Preferences: Drawable {
    /// How often each answer was preferred where it was compared.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let (won, lost) = scores
        let shares = zip(won, lost).map { $0 + $1 > 0 ? $0 / ($0 + $1) : .nan }
        var panel = PolicyPicture.amounts(shares, answers.names, "share of its comparisons won")
        panel.y.range = 0...1
        panel.layers.append(.guide(GuideLine(.horizontal, at: 0.5, name: "as often as not")))
        let known = shares.indices.filter { shares[$0].isFinite }
        let most = known.max { shares[$0] < shares[$1] } ?? 0
        return Figure(
            title: options.title ?? summary, caption: noise > 0 ? ["\((100 * noise).short()) % wrong labels"] : [],
            sentence:
                "\(answers.names[most]) was preferred most often, in \((100 * shares[most]).short(3)) % of its comparisons.",
            panels: [panel])
    }
}

extension RewardModel: Drawable {
    /// Learnt against true rewards; where an optimizer found them its loss by step beside that.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let points = zip(truth, values).map { Point($0, $1) }
        let scatter = Figure.scatter(
            [Points(points, name: "answers")], title: summary, x: "true reward", y: "learnt reward",
            diagonal: "learnt = true", options: options)
        guard losses.count > 1 else {
            var figure = scatter
            figure.sentence = summary + "."
            return figure
        }
        let curve = Figure.curves([DataSeries("loss", values: losses)], title: "loss", x: "step", y: "loss")
        var figure = Figure.sideBySide([scatter, curve], options)
        figure.title = options.title ?? summary
        return figure
    }
}

extension GradientNoise: Drawable {
    /// The variance of an estimate for each baseline.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        Figure.bars(
            rows.map { ($0.baseline.rawValue, $0.variance) },
            title: options.title ?? "Variance of the policy gradient by baseline", label: "variance of an estimate",
            caption: ["\(samples) samples", "\(draws) estimates", "beta \(beta.short())"])
    }
}
