import Answers
import Numbers
import RealModule
import Testing

@testable import Tuning

@Suite("Gaussian processes and what is made of them")
struct ProcessTests {
    private static let isCategorical = [false, false, true]

    @Test("Mean, variance and likelihood are those of the closed form, to nine digits")
    func closedForm() throws {
        let golden = try Golden.read().process
        let kernel = GaussianProcess.Kernel(
            inverseSquares: golden.inverseSquares, scale: golden.scale, noise: golden.noise)
        let process = try #require(
            try GaussianProcess(golden.x, golden.y, isCategorical: Self.isCategorical, kernel: kernel))
        for (index, place) in golden.places.enumerated() {
            let (mean, variance) = process.posterior(place)
            #expect(abs(mean - golden.means[index]) < 1e-9)
            #expect(abs(variance - golden.variances[index]) < 1e-9)
        }
        let fit = try ProcessFit(golden.x, golden.y, isCategorical: Self.isCategorical, isNoisy: true)
        var gradient = [Double](repeating: 0, count: 5)
        let loss = try #require(try fit.loss(kernel, Double.log(golden.noise - 1e-6), &gradient))
        let prior =
            golden.inverseSquares.reduce(0) { $0 + 0.1 / $1 + 0.1 * $1 } + golden.scale - Double.log(golden.scale)
            + 30 * golden.noise - 0.1 * Double.log(golden.noise)
        #expect(abs(loss - prior + golden.likelihood) < 1e-9)
    }

    @Test("The fit's gradient is that of finite differences")
    func gradient() throws {
        let golden = try Golden.read().process
        let fit = try ProcessFit(golden.x, golden.y, isCategorical: Self.isCategorical, isNoisy: true)
        func loss(_ raw: [Double], _ gradient: inout [Double]) throws -> Double {
            let kernel = GaussianProcess.Kernel(
                inverseSquares: raw.prefix(3).map { Double.exp($0) }, scale: Double.exp(raw[3]),
                noise: Double.exp(raw[4]) + ProcessFit.leastNoise)
            return try fit.loss(kernel, raw[4], &gradient) ?? .nan
        }
        let raw = [0.7, -0.4, 0.2, 0.1, -2.5]
        var gradient = [Double](repeating: 0, count: 5)
        _ = try loss(raw, &gradient)
        for axis in 0..<5 {
            var unused = gradient
            var (up, down) = (raw, raw)
            up[axis] += 1e-5
            down[axis] -= 1e-5
            let slope = try (loss(up, &unused) - loss(down, &unused)) / 2e-5
            #expect(abs(slope - gradient[axis]) < 1e-6 * max(1, abs(slope)), "axis \(axis)")
        }
    }

    @Test("A surrogate's gradient of log EI is that of finite differences, with constraints too")
    func acquisition() throws {
        let golden = try Golden.read().process
        let parameters = [
            SearchParameter("a", .float(0, 1)), SearchParameter("b", .float(0, 1)),
            SearchParameter("c", .choice("x", "y", "z")),
        ]
        let kernel = GaussianProcess.Kernel(
            inverseSquares: golden.inverseSquares, scale: golden.scale, noise: golden.noise)
        let surrogate = try #require(
            try Surrogate(
                parameters, units: golden.x, losses: golden.y, running: [], feasible: golden.y.map { $0 < 1 },
                constraints: [(golden.y.map { $0 - 1 }, kernel)], kernel: kernel, work: Work()))
        for place in golden.places {
            var gradient = [0.0, 0, 0]
            let gain = surrogate.logGain(place, &gradient)
            #expect(abs(gain - surrogate.logGain(place)) < 1e-12 * max(1, abs(gain)))
            for axis in 0..<2 {
                var (up, down) = (place, place)
                up[axis] += 1e-6
                down[axis] -= 1e-6
                let slope = (surrogate.logGain(up) - surrogate.logGain(down)) / 2e-6
                #expect(abs(slope - gradient[axis]) < 1e-5 * max(1, abs(slope)))
            }
        }
    }

    @Test("The exponential of eight lanes is the library's to the last digits")
    func exponential() {
        for step in 0..<2000 {
            let x = -Double(step) * 0.35
            let lane = Lanes.exp(Lanes(repeating: x))[3]
            #expect(isClose(lane, Double.exp(x), 1e-15), "\(x)")
        }
    }

    @Test("L-BFGS in a box finds a minimum inside and one on the border")
    func boxed() {
        func rosenbrock(_ x: [Double], _ g: inout [Double]) -> Double {
            let a = x[1] - x[0] * x[0]
            g = [-400 * a * x[0] - 2 * (1 - x[0]), 200 * a]
            return 100 * a * a + (1 - x[0]) * (1 - x[0])
        }
        let inside = BoxedLBFGS(lower: [-2, -2], upper: [2, 2], tolerance: 1e-6, iterations: 500)
            .minimize(from: [-1.5, 1.5], rosenbrock)
        #expect(inside.value < 1e-7)
        let border = BoxedLBFGS(lower: [-2, -2], upper: [0.5, 2], tolerance: 1e-6, iterations: 500)
            .minimize(from: [-1.5, 1.5], rosenbrock)
        #expect(abs(border.place[0] - 0.5) < 1e-9)
        #expect(abs(border.value - 0.25) < 1e-6)
    }

    @Test(
        "Bayesian optimisation finds the bottom of a bowl with a choice, and a resumed study makes the same proposals")
    func search() throws {
        let space = try StudyTests.space()
        let whole = try Study(sampler: GPSampler(), seed: 3)
        try whole.optimize(space, trials: 30, objective: StudyTests.bowl)
        #expect(try #require(whole.best()?.value) < 1e-2)
        let store = MemoryStore()
        for part in [15, 15] {
            try Study(sampler: GPSampler(), seed: 3, store: store).optimize(
                space, trials: part, objective: StudyTests.bowl)
        }
        let expected = try whole.trials().map(\.configuration)
        #expect(store.trials().map(\.configuration) == expected)
    }
}
