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
        var found = 0
        let all = lines()
        for (line, objective, title) in all {
            var counted = CountedObjective(objective, seed: 0)
            guard let step = search.search(line, first: 1, &counted) else { continue }
            found += 1
            #expect(step.value <= line.value + search.c1 * step.length * line.derivative, "\(title): decrease")
            #expect(abs(step.derivative) <= -c2 * line.derivative, "\(title): curvature")
        }
        #expect(Double(found) >= 0.999 * Double(all.count), "only \(found) of \(all.count) searches succeeded")
    }

    @Test("the strong Wolfe conditions hold at every step of the zoom", arguments: [0.9, 0.4, 0.1])
    func zoom(c2: Double) {
        let search = Zoom(c2: c2)
        var holding = 0
        let all = lines()
        for (line, objective, _) in all {
            var counted = CountedObjective(objective, seed: 0)
            guard let step = search.search(line, first: 1, &counted) else { continue }
            let decreases = step.value <= line.value + search.c1 * step.length * line.derivative
            if decreases, abs(step.derivative) <= -c2 * line.derivative { holding += 1 }
        }
        // The zoom gives up after 25 evaluations, as PyTorch's does.
        #expect(Double(holding) >= 0.99 * Double(all.count), "\(holding) of \(all.count)")
    }

    @Test("the Wolfe or approximate Wolfe conditions hold at every step of Hager and Zhang")
    func hagerZhang() {
        let search = HagerZhang()
        var found = 0
        let all = lines()
        for (line, objective, title) in all {
            var counted = CountedObjective(objective, seed: 0)
            guard let step = search.search(line, first: 1, &counted) else { continue }
            found += 1
            #expect(step.derivative >= search.sigma * line.derivative, "\(title): curvature")
            let wolfe = step.value - line.value <= search.delta * step.length * line.derivative
            let approximate =
                step.value <= line.value + search.epsilon * abs(line.value)
                && (2 * search.delta - 1) * line.derivative >= step.derivative
            #expect(wolfe || approximate, "\(title): decrease")
        }
        #expect(Double(found) >= 0.999 * Double(all.count), "only \(found) of \(all.count) searches succeeded")
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
