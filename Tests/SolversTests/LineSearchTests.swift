import Numbers
import Testing

@testable import Solvers

@Suite("Line searches keep their conditions")
struct LineSearchTests {
    /// The lines of many starts on many seeded landscapes, straight down the gradient and 60° off it.
    private func lines() -> [(Line, TestObjective, String)] {
        var all: [(Line, TestObjective, String)] = []
        for seed in 0..<200 as Range<UInt64> {
            let objectives = [
                TestObjective(name: "bumpy", form: Bumpy(seed: seed)), .quadratic(.random(seed)), .rosenbrock, .beale,
            ]
            for objective in objectives {
                var stream = RandomStream(seed: seed, purpose: "test lines")
                let start = Point(stream.uniform(-2, 2), stream.uniform(-2, 2))
                let slope = objective.slope(at: start, draw: Draw(seed: 0, index: 0))
                guard slope.gradient.norm > 1e-6 else { continue }
                let g = slope.gradient
                let turned = Point(0.5 * g.x - 0.866 * g.y, 0.866 * g.x + 0.5 * g.y)
                for direction in [-g, -turned] {
                    all.append((Line(start, slope, along: direction), objective, "\(objective.name), seed \(seed)"))
                }
            }
        }
        return all
    }

    /// The steps that a search finds on these lines, and how many lines there are.
    private func steps(
        _ search: (Line, inout CountedObjective) -> LineStep?
    ) -> (found: [(Line, LineStep, String)], all: Int) {
        let all = lines()
        let found = all.compactMap { line, objective, title -> (Line, LineStep, String)? in
            var counted = CountedObjective(objective, seed: 0)
            return search(line, &counted).map { (line, $0, title) }
        }
        return (found, all.count)
    }

    @Test("Armijo's condition holds at every accepted step")
    func armijo() {
        let search = Armijo()
        for (line, objective, title) in lines() {
            var counted = CountedObjective(objective, seed: 0)
            guard let step = search.search(line, first: 1, &counted) else {
                Issue.record("\(title): nothing found")
                continue
            }
            #expect(step.value <= line.value + search.c1 * step.length * line.derivative, "\(title)")
            #expect(counted.gradients == 1 && counted.values >= 1, "\(title)")
        }
    }

    @Test("the strong Wolfe conditions hold at every step of Moré and Thuente", arguments: [0.9, 0.4, 0.1, 0.01])
    func moreThuente(c2: Double) {
        let search = MoreThuente(c2: c2)
        let (found, all) = steps { search.search($0, first: 1, &$1) }
        for (line, step, title) in found {
            #expect(step.value <= line.value + search.c1 * step.length * line.derivative, "\(title): decrease")
            #expect(abs(step.derivative) <= -c2 * line.derivative, "\(title): curvature")
        }
        #expect(Double(found.count) >= 0.999 * Double(all), "only \(found.count) of \(all) searches succeeded")
    }

    @Test("the strong Wolfe conditions hold at every step of the zoom", arguments: [0.9, 0.4, 0.1])
    func zoom(c2: Double) {
        let search = Zoom(c2: c2)
        var holding = 0
        let (found, all) = steps { search.search($0, first: 1, &$1) }
        for (line, step, _) in found {
            let decreases = step.value <= line.value + search.c1 * step.length * line.derivative
            if decreases, abs(step.derivative) <= -c2 * line.derivative { holding += 1 }
        }
        // The zoom gives up after 25 evaluations, as PyTorch's does.
        #expect(Double(holding) >= 0.99 * Double(all), "\(holding) of \(all)")
    }

    @Test("the Wolfe or approximate Wolfe conditions hold at every step of Hager and Zhang")
    func hagerZhang() {
        let search = HagerZhang()
        let (found, all) = steps { search.search($0, first: 1, &$1) }
        for (line, step, title) in found {
            #expect(step.derivative >= search.sigma * line.derivative, "\(title): curvature")
            let wolfe = step.value - line.value <= search.delta * step.length * line.derivative
            let approximate =
                step.value <= line.value + search.epsilon * abs(line.value)
                && (2 * search.delta - 1) * line.derivative >= step.derivative
            #expect(wolfe || approximate, "\(title): decrease")
        }
        #expect(Double(found.count) >= 0.999 * Double(all), "only \(found.count) of \(all) searches succeeded")
    }

    @Test("no search climbs: a direction that goes up is refused")
    func uphill() {
        let objective = TestObjective.rosenbrock
        let start = Point(-1.2, 1)
        let slope = objective.slope(at: start, draw: Draw(seed: 0, index: 0))
        let line = Line(start, slope, along: slope.gradient)
        var counted = CountedObjective(objective, seed: 0)
        #expect(MoreThuente().search(line, first: 1, &counted) == nil)
        #expect(HagerZhang().search(line, first: 1, &counted) == nil)
    }
}
