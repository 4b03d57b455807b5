import Answers
import Cards
import Figures
import Landscapes
import Numbers
import Optimizers
import Testing

@testable import Playground

@Suite("A playground as a value")
struct PlaygroundTests {
    private let place = Capabilities(width: 100, height: 40, colors: .trueColor)

    private func playground(
        _ landscape: Landscape = .rosenbrock(), _ rule: String = "Adam", _ rate: Double = 0.05, steps: Int = 100
    ) throws -> Playground {
        Playground(landscape, try Optimizer(rule, rate: .constant(rate)), start: Point(-1.5, 2), steps: steps)
    }

    @Test("the line says landscape, rule, start and steps as they are typed")
    func line() throws {
        #expect(try playground().line == "minimize(rosenbrock, Adam(lr=0.05), start=(-1.5, 2), steps=100)")
        let seeded = Playground(
            .parabola, source: "f", try Optimizer("SGD", rate: .constant(0.1)), start: Point(2, 5), steps: 10, seed: 7,
            writesSeed: true)
        #expect(seeded.line == "minimize(f, SGD(lr=0.1), start=2, steps=10, seed=7)")
    }

    @Test("rates go through ten round numbers to a decade, decays and steps through theirs, and back")
    func ladders() {
        var (up, rates) = (0.05, [Double]())
        for _ in 0..<6 {
            up = Ladder.rate(up, .up)
            rates.append(up)
        }
        #expect(rates == [0.063, 0.08, 0.1, 0.125, 0.16, 0.2])
        #expect(Ladder.rate(0.063, .down) == 0.05)
        #expect(Ladder.rate(0.055, .down) == 0.05)
        #expect(Ladder.rate(1e6, .up) == 1e6)
        #expect(Ladder.decay(0.9, .up) == 0.93)
        #expect(Ladder.decay(0, .down) == 0)
        #expect(Ladder.decay(0.999, .up) == 0.9995)
        #expect(Ladder.steps(100, .up) == 200)
        #expect(Ladder.steps(100, .down) == 50)
        #expect(Ladder.steps(100_000, .up) == 100_000)
        #expect(Ladder.place(0.123456, by: 0.01) == 0.123)
        #expect(Ladder.place(-1234.5678, by: 40) == -1235)
        #expect(Ladder.place(-1234.5678, by: 400) == -1230)
    }

    @Test("keys turn rate, momentum and steps of the rule, and the line follows")
    func turning() throws {
        var play = try playground(.rosenbrock(), "SGD", 0.001)
        play.press(.rate(.up), on: place)
        play.press(.memory(0, .up), on: place)
        play.press(.steps(.up), on: place)
        #expect(play.line == "minimize(rosenbrock, SGD(lr=0.00125, momentum=0.3), start=(-1.5, 2), steps=200)")
        play.press(.memory(1, .up), on: place)
        #expect(play.refusal == "SGD has only momentum")
        play.press(.rule(.down), on: place)
        play.press(.rule(.up), on: place)
        #expect(play.line.contains("lr=0.00125"), "a rule keeps what was turned: \(play.line)")
        play.press(.reset, on: place)
        #expect(play.line == "minimize(rosenbrock, SGD(lr=0.001), start=(-1.5, 2), steps=200)")
    }

    @Test("every rule and every landscape of the laboratory is met once on the way round")
    func round() throws {
        var play = try playground()
        var rules: [String] = []
        repeat {
            rules.append((play.method as? Optimizer)?.name ?? "")
            play.press(.rule(.up), on: place)
        } while (play.method as? Optimizer)?.name != "Adam" && rules.count < 200
        #expect(Set(rules) == Set(RuleCatalog.cards.map(\.name)))
        #expect(rules.count == RuleCatalog.cards.count)
        var landscapes: [String] = []
        repeat {
            landscapes.append(play.landscape.name)
            play.press(.landscape(.down), on: place)
        } while play.landscape.name != "rosenbrock" && landscapes.count < 200
        #expect(Set(landscapes) == Set(Landscape.all.map(\.name)))
        #expect(landscapes.count == Landscape.all.count)
    }

    @Test("every rule draws on a surface and on a curve, or says why not")
    func everyRule() throws {
        for landscape in [Landscape.himmelblau, .doubleWell] {
            var play = Playground(landscape, try Optimizer("SGD", rate: .constant(0.01)), steps: 5)
            for _ in play.methods {
                let sheet = play.sheet(on: place)
                let account = sheet.plainLines.dropFirst().first ?? ""
                #expect(
                    account.contains("loss") || account.contains("runs away") || account.contains("expected"),
                    "\(play.line): \(account)")
                play.press(.rule(.up), on: place)
            }
        }
    }

    @Test("every landscape draws, with a run on it")
    func everyLandscape() throws {
        var play = try playground(.sphere, "SGD", 0.001, steps: 3)
        for _ in play.grounds {
            let lines = play.sheet(on: place).plainLines
            #expect(lines[0].hasPrefix("minimize(\(play.landscape.name)"))
            #expect(lines[1].contains("loss") || lines[1].contains("runs away"), "\(lines[1])")
            #expect(lines.count == 40)
            play.press(.landscape(.up), on: place)
        }
    }

    @Test("the run is the one that the line makes: the same rule, start, steps and seed, to the last bit")
    func sameRun() throws {
        var play = try playground()
        for key in [
            PlayKey.move(x: 1, y: -1, isFine: false), .move(x: 0, y: 1, isFine: true), .rate(.up), .memory(1, .down),
        ] {
            play.press(key, on: place)
        }
        #expect(
            play.line == "minimize(rosenbrock, Adam(lr=0.063, beta_2=0.998), start=\(play.start.short(17)), steps=100)")
        // What is typed is read back to the very same coordinates.
        let text = play.start.short(17).dropFirst().dropLast().split(separator: ",").map {
            Double($0.drop { $0 == " " })
        }
        #expect(text == [play.start.x, play.start.y])
        let again = try minimize(
            Landscape.rosenbrock(), Optimizer("Adam", ["beta_2": 0.998], rate: .constant(0.063)), start: play.start,
            steps: 100)
        #expect(try play.run().path == again.path)
    }

    @Test("a click drops the start on the place that the cell shows, and the start is drawn there")
    func click() throws {
        var play = try playground(.himmelblau)
        _ = play.sheet(on: place)
        for (column, row) in [(20, 10), (60, 25), (33, 18)] {
            let point = try #require(play.point(column: column, row: row, on: place))
            play.press(.click(column: column, row: row), on: place)
            #expect((play.start - point).norm < 0.05, "\(play.start) for \(point)")
            let lines = play.sheet(on: place).plainLines
            #expect(Array(lines[row])[column] == "S", "\(lines[row])")
        }
        let before = play.start
        play.press(.click(column: 0, row: 0), on: place)
        play.press(.click(column: 5000, row: -3), on: place)
        #expect(play.start == before, "a click beside the picture does nothing")
    }

    @Test("arrows move the start by a fiftieth of the frame, on a curve only along it")
    func arrows() throws {
        var play = Playground(.sphere, try Optimizer("SGD", rate: .constant(0.1)), start: Point(1, 1))
        let width = play.ground.region.x.upperBound - play.ground.region.x.lowerBound
        play.press(.move(x: 1, y: 0, isFine: false), on: place)
        #expect(abs(play.start.x - 1 - width / 50) < width / 5000)
        #expect(play.start.y == 1)
        play = Playground(.parabola, try Optimizer("SGD", rate: .constant(0.1)), start: Point(1, 0))
        play.press(.move(x: 0, y: 1, isFine: false), on: place)
        #expect(play.refusal.contains("curve"))
        #expect(play.start == Point(1, 0))
    }

    @Test("a start where the function has no value is refused")
    func undefinedStart() throws {
        let hole = Landscape(
            "hole", title: "hole", formula: "", domain: Domain(-1...1), start: Point(0.5, 0.5), source: "",
            surface: Hole())
        var play = Playground(hole, try Optimizer("SGD", rate: .constant(0.1)))
        play.press(.drop(Point(-0.5, 0)), on: place)
        #expect(play.start == Point(0.5, 0.5))
        #expect(play.refusal == "hole has no value at (-0.5, 0)")
        let lines = play.sheet(on: place).plainLines
        #expect(lines[1] == play.refusal)
    }

    @Test("a method that cannot run there leaves the landscape, and the reason, in a window too")
    func unfit() throws {
        var play = Playground(.rosenbrock(), Unfit())
        #expect(try play.figure().caption == ["not here; expected a sum of squares"])
        // A window shows four lines of a caption: the way out is on the last.
        play.press(.help, on: Capabilities(width: 80, height: 24))
        let caption = try play.figure().caption
        #expect(caption.last == "q: leaves" && caption.joined(separator: " · ").count < 460)
        #expect(play.sheet(on: place).plainLines[1] == "not here; expected a sum of squares")
    }

    @Test("zooming keeps the start where it is in the frame, and ends before a frame is a point")
    func zooming() throws {
        var play = try playground()
        let before = play.ground.region
        play.press(.zoom(.up), on: place)
        let after = play.ground.region
        let share = (-1.5 - before.x.lowerBound) / (before.x.upperBound - before.x.lowerBound)
        #expect(abs((-1.5 - after.x.lowerBound) / (after.x.upperBound - after.x.lowerBound) - share) < 1e-9)
        for _ in 0..<200 { play.press(.zoom(.up), on: place) }
        #expect(play.ground.region.x.upperBound > play.ground.region.x.lowerBound)
        for _ in 0..<400 { play.press(.zoom(.down), on: place) }
        #expect(play.sheet(on: place).plainLines[1].contains("loss"))
    }

    @Test("the picture of a landscape is made once, however the rule is turned")
    func sceneIsKept() throws {
        let count = Counter()
        let landscape = Landscape(
            "counted", title: "counted", formula: "", domain: Domain(-1...1), start: Point(0.5, 0.5), source: "",
            surface: Counted(count: count))
        var play = Playground(landscape, try Optimizer("SGD", rate: .constant(0.1)), steps: 10)
        _ = play.sheet(on: place)
        let first = count.values
        for _ in 0..<20 {
            play.press(.rate(.up), on: place)
            _ = play.sheet(on: place)
        }
        #expect(first > 10_000)
        #expect(count.values - first < 2000, "\(count.values - first) more values for 20 keys")
        play.press(.zoom(.up), on: place)
        _ = play.sheet(on: place)
        #expect(count.values - first > 10_000)
    }

    @Test("a run that takes too long shows its first steps, and more of them when there is time")
    func patience() throws {
        var play = Playground(
            .rosenbrock(), try Optimizer("Adam", rate: .constant(0.01)), start: Point(-1.5, 2), steps: 100_000)
        let lines = play.sheet(on: place, within: 0).plainLines
        #expect(play.isCut)
        #expect(lines[1].hasPrefix("the first steps: loss"))
        _ = play.sheet(on: place)
        #expect(!play.isCut)
        #expect(try play.run().steps == 100_000)
    }

    @Test("any size of window gives a sheet of that size")
    func sizes() throws {
        var play = try playground()
        for (width, height) in [(1, 1), (10, 3), (20, 5), (80, 24), (200, 60), (500, 300)] {
            for unicode in [true, false] {
                let here = Capabilities(width: width, height: height, colors: .indexed256, unicode: unicode)
                let sheet = play.sheet(on: here)
                #expect(sheet.width == width && sheet.height == height)
                #expect(sheet.plainLines.allSatisfy { $0.columns <= width })
                if !unicode { #expect(sheet.plainLines.joined().unicodeScalars.allSatisfy { $0.isASCII }) }
            }
        }
    }

    @Test("without colours there is no colour sequence on the sheet")
    func noColor() throws {
        var play = try playground()
        let sheet = play.sheet(on: Capabilities(width: 80, height: 24))
        #expect(!sheet.lines.joined().contains("\u{1B}"))
        #expect(!sheet.changes(since: nil).contains("38;"))
    }

    @Test("the keys are listed on demand, and the next key shows the picture again")
    func help() throws {
        var play = try playground()
        play.press(.help, on: place)
        let text = play.sheet(on: place).plainLines.joined(separator: "\n")
        for entry in Playground.keys { #expect(text.contains(entry.meaning), "\(entry.meaning)") }
        play.press(.rate(.up), on: place)
        #expect(!play.sheet(on: place).plainLines.joined().contains("finely"))
    }
}

/// x² + y² to the right of 0.
private struct Hole: Surface {
    func value(at point: Point) -> Double { point.x < 0 ? .nan : point.x * point.x + point.y * point.y }
    func slope(at point: Point, draw: Draw) -> Slope { Slope(value: value(at: point), gradient: 2 * point) }
    func curvature(at point: Point) -> Curvature {
        Curvature(value: value(at: point), gradient: 2 * point, hessian: Hessian(xx: 2, xy: 0, yy: 2))
    }
}

private final class Counter: @unchecked Sendable { var values = 0 }

/// x² + y², counting how often it is asked.
private struct Counted: Surface {
    let count: Counter
    func value(at point: Point) -> Double {
        count.values += 1
        return point.x * point.x + point.y * point.y
    }
    func slope(at point: Point, draw: Draw) -> Slope {
        Slope(value: point.x * point.x + point.y * point.y, gradient: 2 * point)
    }
    func curvature(at point: Point) -> Curvature {
        Curvature(value: value(at: point), gradient: 2 * point, hessian: Hessian(xx: 2, xy: 0, yy: 2))
    }
}

/// A method that can run nowhere.
private struct Unfit: Minimizer {
    static let kind = "solver"
    let summary = "Unfit()"

    func minimize(
        _ objective: any Objective, start: Point, steps: Int, seed: UInt64, record: Bool, stops: [Stop],
        observers: [Observer], work: Work
    ) throws -> Run { throw Mistake("not here", expected: "a sum of squares") }
}
