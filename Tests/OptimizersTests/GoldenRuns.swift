import Foundation
import Answers
import Numbers

@testable import Optimizers

/// Trajectories that PyTorch, Keras and optax computed, as stored in Golden/optimizers_*.json.
struct GoldenFile: Decodable {
    var cases: [GoldenRun]

    /// optax's rules that no other framework has stand in a file of their own, which `judges/golden/optax_rules.py` writes;
    /// other packages of PyTorch's kind (`judges/golden/authors.py`) are options of its dialect.
    static func load(_ name: String) throws -> GoldenFile {
        var file = try read(name)
        if name == "optax" { file.cases += try read("optax_rules").cases }
        if name == "pytorch" { file.cases += try read("authors").cases }
        return file
    }

    private static func read(_ name: String) throws -> GoldenFile {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/optimizers_\(name).json")
        return try JSONDecoder().decode(GoldenFile.self, from: Data(contentsOf: url))
    }
}

struct GoldenRun: Decodable {
    var name: String
    var optimizer: String
    var function: String
    var start: [Double]
    var hyperparameters: [String: Double]
    /// Whether the rule stands in Mechanize.
    var mechanized: Bool?
    /// [step, x, y] for some steps.
    var steps: [[Double]]
    /// One absolute tolerance for each of `steps`, from the sensitivity of the trajectory.
    var tolerances: [Double]
}

/// The two functions of the golden files, with the gradients the frameworks were given.
struct GoldenFunction: Objective {
    let name: String
    let dimension = 2

    func value(at p: Point) -> Double {
        let v = p.y - p.x * p.x
        return name == "rosenbrock" ? (1 - p.x) * (1 - p.x) + 100 * v * v : 0.5 * (p.x * p.x + 100 * p.y * p.y)
    }

    func slope(at p: Point, draw: Draw) -> Slope {
        let v = p.y - p.x * p.x
        let g =
            name == "rosenbrock"
            ? Point(-2 * (1 - p.x) - 400 * p.x * v, 200 * v) : Point(p.x, 100 * p.y)
        return Slope(value: value(at: p), gradient: g)
    }

    func curvature(at p: Point) -> Curvature {
        let s = slope(at: p, draw: Draw(seed: 0, index: 0))
        let h =
            name == "rosenbrock"
            ? Hessian(xx: 2 - 400 * (p.y - 3 * p.x * p.x), xy: -400 * p.x, yy: 200) : Hessian(xx: 1, xy: 0, yy: 100)
        return Curvature(value: s.value, gradient: s.gradient, hessian: h)
    }
}
