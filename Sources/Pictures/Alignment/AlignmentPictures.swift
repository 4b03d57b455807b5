public import Alignment
public import Answers
public import Figures
import Numbers
import Optimizers

extension AlignmentRun: Animated {
    /// The policy between the reference and where it should come to, and its way there.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var policies = [plan.answers.reference, policy.named("policy")]
        if let optimum { policies.append(optimum.named("optimum")) }
        var panels = [PolicyPicture.panel(policies, title: "policy")]
        let isLearnt = plan.rewardModel != nil
        panels.append(
            curves(
                isLearnt ? ["true reward": \.reward, "learnt reward": \.proxy] : ["mean reward": \.reward],
                title: "worth", y: "mean reward", isLog: false))
        panels.append(
            curves(
                ["KL to the reference": \.divergence, "entropy": \.entropy], title: "distance", y: "nats", isLog: false)
        )
        if optimum != nil {
            panels.append(
                curves(["total variation": \.distance], title: "left to go", y: "total variation", isLog: true))
        }
        return Figure(
            title: options.title ?? plan.title,
            caption: [plan.optimizer.summary, "\(steps) steps", "seed \(plan.seed)"], sentence: sentence,
            panels: panels)
    }

    /// Several trainings on the same answers, a colour for each: where they end, their worth and distance by step, and worth against distance.
    /// nil for trainings on different answers.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let runs = peers(in: others), runs.allSatisfy({ $0.plan.answers == plan.answers }) else { return nil }
        let titles = runs.map(\.plan.title)
        let names =
            Set(titles).count == titles.count ? titles : titles.enumerated().map { "\($0.offset + 1): \($0.element)" }
        let policies = [plan.answers.reference] + zip(runs, names).map { $0.policy.named($1) }
        func panel(_ title: String, x: String, y: String, _ point: (Row) -> Point) -> Panel {
            var panel = Figure.curves(
                zip(runs, names).map { DataSeries($1, $0.rows.map(point)) }, title: "", x: x, y: y, isLog: false
            ).panels[0]
            panel.title = title
            return panel
        }
        return Figure(
            title: options.title ?? "Policies on their way",
            caption: ["\(plan.answers.count) answers", Phrase.count(runs.count, "training")],
            sentence: runs.map(\.summary).joined(separator: "; ") + ".",
            panels: [
                PolicyPicture.panel(
                    policies, title: "policy", colors: [Color.place(Color(0x8c8c8c))] + Array(runs.indices)),
                panel("worth", x: "step", y: "mean true reward") { Point(Double($0.step), $0.reward) },
                panel("distance", x: "step", y: "KL to the reference") { Point(Double($0.step), $0.divergence) },
                panel("worth against distance", x: "√KL to the reference", y: "mean true reward") {
                    Point($0.divergence.squareRoot(), $0.reward)
                },
            ])
    }

    private func curves(
        _ parts: KeyValuePairs<String, KeyPath<Row, Double>>, title: String, y: String, isLog: Bool
    ) -> Panel {
        let series = parts.map { name, part in
            DataSeries(name, rows.map { Point(Double($0.step), $0[keyPath: part]) })
        }
        var panel = Figure.curves(series, title: title, x: "step", y: y, isLog: isLog).panels[0]
        panel.title = title
        return panel
    }

    /// The bars as they move from the reference to the end.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        let policies = try policies(Swift.max(2, count), work: work)
        let optimum = optimum?.named("optimum")
        let all = policies.map(\.policy) + [plan.answers.reference] + (optimum.map { [$0] } ?? [])
        let top = all.flatMap(\.probabilities).max() ?? 1
        let frames = policies.map { step, policy in
            let shown = [plan.answers.reference, policy.named("policy")] + (optimum.map { [$0] } ?? [])
            return Figure(
                title: "\(plan.title), step \(step)",
                caption: [
                    "reward \(plan.answers.reward(of: policy).short())",
                    "KL \(policy.divergence(from: plan.answers.reference).short())",
                ], sentence: policy.summary + ".", panels: [PolicyPicture.panel(shown, top: top)])
        }
        guard let last = frames.last else { throw Mistake("the run has no steps to show") }
        return Animation(frames: frames + [Figure](repeating: last, count: 12), delay: 8)
    }
}

extension OverOptimisation: Drawable {
    /// Learnt and true reward against √KL with where to stop, and what each weight of the divergence would have held.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let (proxy, truth) = curves()
        func series(_ name: String, _ curve: Curve) -> DataSeries {
            let points = zip(curve.places, curve.intervals).map { Point($0, $1.mean) }
            guard curve.intervals.allSatisfy({ $0.low.isFinite }) else { return DataSeries(name, points) }
            return DataSeries(name, points, low: curve.intervals.map(\.low), high: curve.intervals.map(\.high))
        }
        let peak = truth.intervals.indices.max { truth.intervals[$0].mean < truth.intervals[$1].mean } ?? 0
        var climb = Figure.curves(
            [series("learnt reward", proxy), series("true reward", truth)], title: "", x: "√KL to the reference",
            y: "reward over the reference's", isLog: false,
            guides: [GuideLine(.vertical, at: truth.places[peak], name: "stop here")], options: options
        ).panels[0]
        climb.title = "nothing holds the policy"
        let points = zip(plan.betas, held).map { Point($0, $1.mean) }
        let ends = held.allSatisfy { $0.low.isFinite }
        var held = Figure.curves(
            [
                DataSeries(
                    "true reward over the reference's", points, low: ends ? held.map(\.low) : [],
                    high: ends ? held.map(\.high) : [])
            ], title: "", x: "beta", y: "true reward over the reference's", isLog: false,
            guides: [GuideLine(.vertical, at: plan.betas[bestBeta], name: "best beta")]
        ).panels[0]
        // The colour of the true reward beside it.
        held.layers = held.layers.map { layer in
            switch layer {
            case .curve(var curve):
                curve.color = 1
                return .curve(curve)
            case .band(var band):
                band.color = 1
                return .band(band)
            default: return layer
            }
        }
        held.x.isLog = true
        held.x.isWhole = false
        held.title = "held by beta·KL"
        return Figure(
            title: options.title ?? "A rising reward is not a better model",
            caption: [
                "\(plan.form.rawValue) reward model", "\(plan.comparisons) comparisons of \(plan.count) answers",
                Phrase.count(climbs.count, "seed"), "bands: 95 % of the mean",
            ], sentence: sentence, panels: [climb, held])
    }
}
