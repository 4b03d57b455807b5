import Answers
import Figures
import Foundation
import Numbers
import Synchronization
import Testing
import Tuning

@testable import Pictures

/// Pictures of studies, from trials with known values.
@Suite struct StudyPictureTests {
    /// Thirty trials over a space of every kind: trial 7 is pruned, 11 fails, 13 is astray.
    private func study(_ name: String = "lr", trials: Int = 30, directions: [Direction] = [.minimize], seed: UInt64 = 1)
        throws
        -> Study
    {
        let seconds = Seconds()
        let study = try Study(
            name, directions: directions, sampler: RandomSampler(), seed: seed, clock: { seconds.next() })
        let space = try SearchSpace([
            SearchParameter("lr", .float(1e-4, 1e-1, log: true)), SearchParameter("width", .int(8, 64)),
            SearchParameter("rule", .choice("adam", "sgd")),
            SearchParameter("momentum", .float(0, 0.9), when: .init("rule", [.text("sgd")])),
        ])
        try study.optimize(space, trials: trials) { trial in
            guard let lr = trial.configuration["lr"]?.number, let width = trial.configuration["width"]?.number else {
                return []
            }
            let value = abs(log10(lr) + 2) + width / 100
            if directions.count > 1 { return [value, width] }
            for step in 0..<3 { try trial.report(value + 1 / Double(step + 1), step: step) }
            switch trial.number {
            case 7: throw TrialPruned()
            case 11: return [.nan]
            case 13: return [1e3]
            default: return [value]
            }
        }
        return study
    }

    /// A clock that goes on by a second each time it is read.
    private final class Seconds: Sendable {
        private let now = Mutex(1_000_000.0)
        func next() -> Double {
            now.withLock { now in
                now += 1; return now
            }
        }
    }

    private func figure(_ view: StudyPicture.View, _ studies: [Study], _ names: [String] = []) throws -> Figure {
        try StudyPicture(view, of: studies, parameters: names).figure(PlotOptions(), work: Work())
    }

    private func points(_ figure: Figure, _ name: String, panel: Int = 0) -> [Point] {
        figure.panels[panel].layers.flatMap { layer -> [Point] in
            if case .points(let points) = layer, points.name == name { points.points } else { [] }
        }
    }

    private func curves(_ figure: Figure, panel: Int = 0) -> [CurveLayer] {
        figure.panels[panel].layers.compactMap { if case .curve(let curve) = $0 { curve } else { nil } }
    }

    @Test func theCaptionCountsTrialsWithoutAFiniteValue() throws {
        let study = try Study("far", sampler: RandomSampler(), seed: 1)
        try study.optimize(SearchSpace([SearchParameter("x", .float(0, 1))]), trials: 5) { trial in
            [trial.number < 2 ? .infinity : Double(trial.number)]
        }
        let figure = try figure(.history, [study])
        #expect(points(figure, "complete").map(\.y) == [2, 3, 4])
        #expect(figure.caption.contains("5 trials") && figure.caption.contains("2 without a finite value"))
        #expect(try !self.figure(.history, [self.study()]).caption.contains { $0.contains("finite") })
    }

    @Test func theHistoryHasEveryValueAndTheBestSoFarInStairs() throws {
        let study = try study()
        let figure = try figure(.history, [study])
        #expect(points(figure, "complete").count == 28)
        #expect(points(figure, "pruned").map(\.x) == [7])
        let stairs = try #require(curves(figure).first).points
        #expect(zip(stairs, stairs.dropFirst()).allSatisfy { $0.y >= $1.y && ($0.x == $1.x || $0.y == $1.y) })
        #expect(stairs.last?.y == (try study.best()?.value))
        #expect(stairs.last?.x == 29)
        #expect(figure.caption.contains("30 trials") && figure.caption.contains("1 failed"))
        #expect(figure.sentence.contains("number \(try study.best()?.number ?? -1)"))
        // The trial that went astray does not press the others flat.
        #expect(figure.panels[0].y.isLog || figure.panels[0].y.range.upperBound < 100)
    }

    @Test func severalStudiesAreComparedByTheirBestSoFar() throws {
        let figure = try Figure.drawing([study("a"), study("b", seed: 2)], PlotOptions(), work: Work())
        #expect(figure.panels.count == 1)
        #expect(curves(figure).map(\.name) == ["a", "b"])
    }

    @Test func regretIsMeasuredFromTheMinimumAndItsSeedsMakeABand() throws {
        let studies = try (1...5).map { try study("random", seed: $0) }
        let figure = try StudyPicture(.regret, of: studies, minimum: 0).figure(PlotOptions(), work: Work())
        #expect(curves(figure).map(\.name) == ["random, median of 5"])
        let ends = try studies.map { try $0.best()?.value ?? .nan }.sorted()
        #expect(curves(figure)[0].points.last?.y == ends[2])
        guard case .band(let band)? = figure.panels[0].layers.first else { Issue.record("no band"); return }
        #expect(band.low.last == ends[1] && band.high.last == ends[3])
        #expect(figure.panels[0].y.isLog)
    }

    @Test func theDistributionRisesFromNothingToAll() throws {
        let figure = try figure(.edf, [study()])
        let curve = try #require(curves(figure).first).points
        #expect(curve.first?.y == 0 && curve.last?.y == 1)
        #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.y <= $1.y && $0.x <= $1.x })
    }

    @Test func parallelCoordinatesHaveALineForEachTrialAndBreakWhereAParameterIsNotInForce() throws {
        let figure = try figure(.parallel, [study()])
        #expect(figure.panels[0].x.names.map(\.text) == ["lr", "width", "rule", "momentum", "value"])
        let lines = curves(figure)
        #expect(lines.count == 28)
        for line in lines {
            #expect(line.points.count == 5)
            #expect(line.points.allSatisfy { $0.y.isNaN || (0...1).contains($0.y) })
            // adam has no momentum.
            #expect((line.points[2].y < 0.5) == line.points[3].y.isNaN)
        }
    }

    @Test func slicesHaveAPanelForEachParameterAndItsPointsWhereTheValuesAre() throws {
        let study = try study()
        let all = try figure(.slice, [study])
        #expect(all.panels.map(\.title) == ["lr", "width", "rule", "momentum"])
        let one = try figure(.slice, [study], ["lr"])
        #expect(one.panels.count == 1)
        let best = try #require(try study.best())
        let domain = try #require(best.domain(of: "lr"))
        let place = domain.unit(try #require(best.configuration["lr"]?.number))
        #expect(points(one, "").contains(Point(place, best.values[0])))
        // Decades stand at equal distances.
        let marks = one.panels[0].x.names
        #expect(marks.map(\.place).contains { abs($0 - 1.0 / 3) < 1e-9 })
    }

    @Test func aContourSmoothsBetweenTheTrialsAndMarksTheBest() throws {
        let figure = try figure(.contour, [study()], ["lr", "width"])
        guard case .field(let field)? = figure.panels[0].layers.first else { Issue.record("no field"); return }
        #expect(field.grid.values.contains { $0.isFinite })
        #expect(figure.panels[0].x.label == "lr" && figure.panels[0].y.label == "width")
        let marks = figure.panels[0].layers.compactMap { if case .mark(let mark) = $0 { mark.name } else { nil } }
        #expect(marks.count == 1 && marks[0].hasPrefix("best"))
    }

    @Test func aParetoFrontIsDominatedByNobody() throws {
        let study = try study("two", directions: [.minimize, .maximize])
        let figure = try Figure.drawing([study], PlotOptions(), work: Work())
        let front = points(figure, "front")
        let rest = points(figure, "dominated")
        #expect(front.count + rest.count == 30)
        for a in front { #expect(!(front + rest).contains { $0.x < a.x && $0.y > a.y }) }
        for b in rest { #expect(front.contains { $0.x <= b.x && $0.y >= b.y }) }
        #expect(figure.caption.contains { $0.hasPrefix("hypervolume ") })
    }

    @Test func theTimelineHasALineForEachTrialByItsState() throws {
        let figure = try figure(.timeline, [study()])
        #expect(points(figure, "28 complete").count == 28)
        #expect(points(figure, "1 pruned").count == 1 && points(figure, "1 failed").count == 1)
        #expect(throws: Mistake.self) {
            let timeless = try Study("timeless", sampler: RandomSampler())
            try timeless.optimize(SearchSpace([SearchParameter("x", .float(0, 1))]), trials: 2) { _ in [1] }
            _ = try self.figure(.timeline, [timeless])
        }
    }

    @Test func learningCurvesMarkWhereTrialsWerePruned() throws {
        let figure = try figure(.curves, [study()])
        #expect(points(figure, "pruned").map(\.x) == [2])
        #expect(curves(figure).contains { $0.name.hasPrefix("best: trial") })
    }

    @Test func predictionsStandAroundTheDiagonalWithinTheNoise() {
        let truth = (0..<50).map(Double.init)
        let predictions = truth.map { $0 + ($0.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1) }
        let figure = Figure.predicted(predictions, truth: truth, noise: 1.5, label: "price")
        #expect(figure.caption.contains("RMSE 1"))
        #expect(figure.sentence.contains("100 % of the points"))
        guard case .band(let band)? = figure.panels[0].layers.first else { Issue.record("no band"); return }
        // Parallel to the diagonal and 3 wide, up to where the frame ends.
        let frame = figure.panels[0].y.range
        for (place, x) in band.x.enumerated() {
            #expect(abs(band.low[place] - max(x - 1.5, frame.lowerBound)) < 1e-12)
            #expect(abs(band.high[place] - min(x + 1.5, frame.upperBound)) < 1e-12)
        }
        let bends = [frame.lowerBound + 1.5, frame.upperBound - 1.5]
        #expect(bends.allSatisfy { bend in band.x.contains { abs($0 - bend) < 1e-12 } })
    }

    @Test func theFrameOfAHistoryHoldsTheTrialsOrSaysHowManyItDoesNot() throws {
        func history(_ values: [Double], pruned: Double) throws -> Figure {
            let study = try Study("h", sampler: RandomSampler(), seed: 1)
            try study.optimize(SearchSpace([SearchParameter("x", .float(0, 1))]), trials: values.count) { trial in
                if trial.number == 2 {
                    try trial.report(pruned, step: 0)
                    throw TrialPruned()
                }
                return [values[trial.number]]
            }
            return try figure(.history, [study])
        }
        let near = try history([5, 4, 0, 3, -2], pruned: 7)
        let range = near.panels[0].y.range
        #expect([5, 4, 3, -2, 7].allSatisfy { range.contains($0) })
        #expect(points(near, "pruned") == [Point(2, 7)])
        #expect(!near.caption.contains { $0.hasSuffix("outside the frame") })
        let far = try history((0..<30).map { $0 == 20 ? 1e6 : Double($0 % 5) - 2 }, pruned: 0)
        #expect(far.caption.contains("1 outside the frame"))
        #expect(far.panels[0].y.range.upperBound < 100)
    }

    @Test func studiesWithoutNamesAreToldApartByTheirSamplersAndARegretOfNothingIsInTheFrame() throws {
        let space = try SearchSpace([SearchParameter("x", .int(0, 3))])
        let studies = try ([RandomSampler(), QMCSampler()] as [any Sampler]).flatMap { sampler in
            try (1...3).map { seed in
                let study = try Study("study", sampler: sampler, seed: UInt64(seed))
                try study.optimize(space, trials: 12) { [$0.configuration["x"]?.number ?? 0] }
                return study
            }
        }
        let figure = try StudyPicture(.regret, of: studies, minimum: 0).figure(PlotOptions(), work: Work())
        #expect(curves(figure).map(\.name) == [studies[0], studies[3]].map { "\($0.sampler.name), median of 3" })
        let range = figure.panels[0].y.range
        for curve in curves(figure) {
            #expect(curve.points.allSatisfy { range.contains($0.y) })
            // Level, then down.
            #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.x == $1.x || $0.y == $1.y })
        }
        #expect(figure.caption.contains("at the lower edge: 0"))
    }

    @Test func numbersOfParallelAxesStandAtTheirValues() throws {
        let figure = try figure(.parallel, [study()])
        let notes = figure.panels[0].layers.compactMap { if case .note(let note) = $0 { note } else { nil } }
        let decades = notes.filter { $0.place.x == 0 }
        #expect(decades.contains { $0.text == "0.01" && abs($0.place.y - 2.0 / 3) < 1e-9 }, "\(decades.map(\.text))")
        // Lines stand out from white.
        let shades = curves(figure).map(\.color)
        #expect(Set(shades).count > 5)
    }

    @Test func aContourDoesNotMixChoices() throws {
        let figure = try figure(.contour, [study()], ["rule", "width"])
        guard case .field(let field)? = figure.panels[0].layers.first else { Issue.record("no field"); return }
        // Within one choice the value does not depend on the place.
        let row = field.grid.values[40 * 80..<41 * 80]
        let left = Set(row.prefix(38).filter(\.isFinite))
        let right = Set(row.suffix(38).filter(\.isFinite))
        #expect(left.count == 1 && right.count == 1 && left != right)
    }

    @Test(arguments: [1, 2]) func theSixStepsHaveTheSameFrames(_ count: Int) throws {
        let names = ["x", "y"].prefix(count)
        let space = try SearchSpace(names.map { SearchParameter($0, .float(-2, 2)) })
        let study = try Study("walk", sampler: try GPSampler(startup: 3), seed: 1)
        let loop = try BayesianLoop(study, space)
        var titles: [[String]] = []
        for number in 1...6 {
            let step = try loop.step { trial in
                [names.reduce(10) { $0 + pow((trial.configuration[$1]?.number ?? 0) - 0.5, 2) }]
            }
            let figure = try Figure.drawing([step], PlotOptions(), work: Work())
            #expect(figure.title.hasPrefix("Step \(number) of 6"))
            titles.append(figure.panels.map(\.title))
            #expect(TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(figure).count > 5)
            let label = count == 1 ? figure.panels[0].y.label : figure.panels[0].colors?.label
            #expect(label == (number < 3 ? "objective, standardised" : "objective"))
            let marks = figure.panels[0].layers.compactMap { if case .points(let points) = $0 { points } else { nil } }
            #expect(marks.first { $0.name == "seen" }?.points.count ?? 0 == [0, 0, 3, 3, 3, 4][number - 1])
            if number == 3 {
                // What is believed before the posterior is in the objective's unit: about 10.
                #expect(step.means.allSatisfy { $0 > 10 && $0 == step.means[0] } && step.deviations[0] > 0)
            }
            if number == 5, count == 1 {
                #expect(figure.panels[1].layers.contains { if case .curve = $0 { true } else { false } })
                #expect(figure.panels.allSatisfy { $0.layers.contains { if case .guide = $0 { true } else { false } } })
            }
        }
        #expect(Set(titles).count == 1)
    }

    @Test(arguments: StudyPicture.View.allCases)
    func everyViewIsDrawnInCharactersAndAsAScriptAndRefusesAnEmptyStudy(_ view: StudyPicture.View) throws {
        let directions: [Direction] = view == .pareto ? [.minimize, .maximize] : [.minimize]
        let figure = try figure(view, [study(directions: directions)])
        #expect(!figure.title.isEmpty && !figure.sentence.isEmpty)
        #expect(TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(figure).count > 5)
        let empty = try Study("empty", directions: directions, sampler: RandomSampler())
        let mistake = #expect(throws: Mistake.self) { try self.figure(view, [empty]) }
        #expect(mistake?.expected != nil)
    }

    @Test func aNameThatNoTrialHasIsRefusedWithThoseThereAre() throws {
        let mistake = #expect(throws: Mistake.self) { try figure(.slice, [study()], ["rate"]) }
        #expect(mistake?.expected == "lr, width, rule or momentum")
    }
}
