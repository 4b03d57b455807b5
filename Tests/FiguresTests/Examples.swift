import Glibc
import Numbers

@testable import Figures

/// Landscapes and runs with known numbers, made here so that the tests need no other module.
enum Example {
    static func rosenbrock(_ p: Point) -> Double {
        let a = 1 - p.x
        let b = p.y - p.x * p.x
        return a * a + 100 * b * b
    }

    static let valley = LossSurface(
        name: "rosenbrock", x: -2...2, y: -1...3, minima: [Point(1, 1)], minimumValue: 0, value: rosenbrock)

    static let camel = LossSurface(
        name: "six_hump_camel", x: -2...2, y: -1.2...1.2, minima: [Point(0.0898, -0.7126)], minimumValue: -1.0316
    ) { p in
        let (a, b) = (p.x * p.x, p.y * p.y)
        return (4 - 2.1 * a + a * a / 3) * a + p.x * p.y + (4 * b - 4) * b
    }

    /// Gradient descent by central differences: good enough to have a real path.
    static func descent(
        _ surface: LossSurface = valley, from start: Point = Point(-1.5, 2), rate: Double = 0.001,
        momentum: Double = 0.9,
        steps: Int = 500, name: String = "SGD"
    ) -> Trajectory {
        var (point, velocity) = (start, Point(0, 0))
        var points = [start]
        var losses = [surface.value(start)]
        let h = 1e-6
        for _ in 0..<steps {
            let gx = surface.value(point + Point(h, 0)) - surface.value(point - Point(h, 0))
            let gy = surface.value(point + Point(0, h)) - surface.value(point - Point(0, h))
            velocity = momentum * velocity - rate * Point(gx, gy) / (2 * h)
            point += velocity
            points.append(point)
            losses.append(surface.value(point))
            if !point.isFinite { break }
        }
        let diverged = !(losses.last ?? 0).isFinite || (losses.last ?? 0) > 1e9
        return Trajectory(
            name: "\(name)(lr=\(rate))", landscape: surface.name, points: points, losses: losses,
            gradientNorms: losses.map { $0.squareRoot() }, facts: ["\(steps + 1) evaluations", "seed 0"],
            hasDiverged: diverged)
    }

    /// A wandering path, for labels that must find their place on any picture.
    static func wander(seed: UInt64, index: UInt64, steps: Int = 120) -> Trajectory {
        var random = RandomStream(seed: seed, purpose: "wander", index: index)
        var point = Point(random.uniform(-1.8, 1.8), random.uniform(-0.8, 2.8))
        var points = [point]
        for _ in 0..<steps {
            point += Point(random.uniform(-0.25, 0.25), random.uniform(-0.25, 0.25))
            points.append(point)
        }
        return Trajectory(
            name: "Rule\(index)(lr=0.0\(index + 1))", landscape: "rosenbrock", points: points,
            losses: points.map(rosenbrock))
    }

    /// Every kind of picture once.
    static var everyKind: [(name: String, figure: Figure)] {
        let run = descent()
        let fast = descent(rate: 0.0003, name: "Slow")
        let line = LossSurface(name: "x^4 - x^2", x: -1.5...1.5, y: 0...0, minima: [Point(0.7071, 0)]) { p in
            let square = p.x * p.x
            return square * square - square
        }
        let kinds = (0..<400).map { $0 % 20 < 10 ? 0 : 1 }
        let cells = Regions(
            columns: 20, rows: 20, x: -1...1, y: -1...1, kinds: kinds, names: ["left", "right"],
            shades: kinds.map { Double($0) / 2 }, shadeMeaning: "paler: more steps")
        let curve = descent(line, from: Point(1.4, 0), rate: 0.05, momentum: 0, steps: 20)
        return [
            ("landscape", .contour(valley)),
            ("path", .contour(valley, trajectories: [run])),
            ("paths", .contour(valley, trajectories: [run, fast])),
            ("panels", .contour(valley, trajectories: [run, fast], options: PlotOptions(panels: true))),
            ("shifted", .contour(camel)),
            ("surface", .surface(valley, trajectories: [run, fast])),
            ("curve", .curve(line, trajectories: [curve])),
            ("losses", .lossCurves([run, fast])),
            ("gradients", .gradientCurves([run])),
            (
                "sweep",
                .sweep(rates: [0.001, 0.01, 0.1, 1], losses: [3, 0.2, 0.01, .infinity], border: 0.5, title: "s")
            ),
            ("regions", .regions(cells, title: "Basins", marks: [Mark(.minimum, at: Point(0, 0), name: "minimum")])),
            (
                "heat map",
                .heatMap([[1, 20], [300, .nan]], rowNames: ["a", "b"], columnNames: ["c", "d"], title: "h")
            ),
            ("bars", .bars([("Adam", 3), ("SGD", -1)], title: "b", label: "gain")),
            ("histogram", .histogram((0..<100).map { Double($0 * $0) }, title: "h")),
            (
                "scatter",
                .scatter(
                    [Points([Point(0, 1), Point(2, 3)], name: "rows")], title: "s", x: "t", y: "p", diagonal: "p = t")
            ),
            ("band", .curves([DataSeries("mean", values: [3, 2, 1]).withBand], title: "b", x: "epoch", y: "loss")),
        ]
    }
}

extension DataSeries {
    var withBand: DataSeries {
        DataSeries(name, points, low: points.map { $0.y * 0.9 }, high: points.map { $0.y * 1.1 })
    }
}
