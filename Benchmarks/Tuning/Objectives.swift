import RealModule
import Tuning

/// A function with a known minimum, and the box in which it is looked for.
struct Objective {
    let name: String
    let space: SearchSpace
    let minimum: Double
    let value: ([Setting]) -> Double

    static func all() throws -> [Objective] { try [branin(), hartmann6(), rosen2(), ackley5(), mixed5()] }

    private static func numbers(_ body: @escaping ([Double]) -> Double) -> ([Setting]) -> Double {
        { settings in body(settings.map { $0.number ?? .nan }) }
    }

    private static func box(_ sides: [(Double, Double)]) throws -> SearchSpace {
        try SearchSpace(sides.enumerated().map { SearchParameter("x\($0)", .float($1.0, $1.1)) })
    }

    static func branin() throws -> Objective {
        Objective(
            name: "branin", space: try box([(-5, 10), (0, 15)]), minimum: 0.397887357729739,
            value: numbers { x in
                let a = x[1] - 5.1 / (4 * .pi * .pi) * x[0] * x[0] + 5 / .pi * x[0] - 6
                return a * a + 10 * (1 - 1 / (8 * .pi)) * Double.cos(x[0]) + 10
            })
    }

    static func hartmann6() throws -> Objective {
        let weights = [1.0, 1.2, 3.0, 3.2]
        let a: [[Double]] = [
            [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
        ]
        let p: [[Double]] = [
            [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
            [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
        ]
        return Objective(
            name: "hartmann6", space: try box([(Double, Double)](repeating: (0, 1), count: 6)),
            minimum: -3.32236801141551,
            value: numbers { x in
                -(0..<4).reduce(0) { sum, i in
                    let inner = (0..<6).reduce(0.0) { inner, j in
                        let distance = x[j] - p[i][j] * 1e-4
                        return inner + a[i][j] * distance * distance
                    }
                    return sum + weights[i] * Double.exp(-inner)
                }
            })
    }

    static func rosen2() throws -> Objective {
        Objective(
            name: "rosen2", space: try box([(-5, 10), (-5, 10)]), minimum: 0,
            value: numbers { x in
                let a = x[1] - x[0] * x[0]
                return 100 * a * a + (1 - x[0]) * (1 - x[0])
            })
    }

    static func ackley5() throws -> Objective {
        Objective(
            name: "ackley5", space: try box([(Double, Double)](repeating: (-32.768, 32.768), count: 5)), minimum: 0,
            value: numbers { x in
                let squares = x.reduce(0) { $0 + $1 * $1 } / 5
                let waves = x.reduce(0) { $0 + Double.cos(2 * .pi * $1) } / 5
                return -20 * Double.exp(-0.2 * squares.squareRoot()) - Double.exp(waves) + 20 + Double.exp(1)
            })
    }

    /// A network's tuning in small: the best rate depends on the optimizer.
    static func mixed5() throws -> Objective {
        let space = try SearchSpace([
            SearchParameter("lr", .float(1e-5, 1, log: true)), SearchParameter("width", .int(4, 256, log: true)),
            SearchParameter("layers", .int(1, 6)),
            SearchParameter("opt", .choice("sgd", "momentum", "rmsprop", "adam")),
            SearchParameter("act", .choice("relu", "tanh", "sigmoid")),
        ])
        let rates: [Setting: Double] = [
            .text("adam"): -3, .text("rmsprop"): -3.5, .text("momentum"): -2, .text("sgd"): -1,
        ]
        let costs: [Setting: Double] = [
            .text("adam"): 0, .text("rmsprop"): 0.05, .text("momentum"): 0.1, .text("sgd"): 0.25,
        ]
        let kinks: [Setting: Double] = [.text("relu"): 0, .text("tanh"): 0.05, .text("sigmoid"): 0.4]
        return Objective(name: "mixed5", space: space, minimum: 0) { settings in
            let u = Double.log10(settings[0].number ?? .nan) - (rates[settings[3]] ?? .nan)
            let w = Double.log2(settings[1].number ?? .nan) - 5
            let v = (settings[2].number ?? .nan) - 3
            let bowl = 0.5 * u * u + 0.15 * w * w + 0.08 * v * v + 0.2 * u * v
            let waves = 0.05 * (1 - Double.cos(4 * .pi * u))
            return bowl + waves + (costs[settings[3]] ?? .nan) + (kinks[settings[4]] ?? .nan)
        }
    }
}
