import Answers
import Datasets
import Foundation
import Gallery
import Testing

/// Support vector machines beside scikit-learn's, and what makes an optimum one.
@Suite struct SupportVectorTests {
    /// Numbers of scikit-learn: `judges/golden/svm.py` writes them.
    struct Case: Decodable {
        let name, kernel: String
        let C, gamma, offset: Double
        let scale: Bool
        let degree, width, support: Int
        let x, other, decisions: [Double]
        let y, predictions: [Int]
        let objective: Double?

        func rows(_ values: [Double]) throws -> Design {
            try Design(names: (0..<width).map { "x\($0)" }, count: values.count / width, values: values)
        }

        func machine() throws -> SupportVectorMachine {
            let gamma = scale ? SupportVectorMachine.scaleGamma(try rows(x)) : gamma
            let kernel: KernelFunction =
                switch self.kernel {
                case "linear": .linear
                case "poly": .polynomial(degree: degree, gamma: gamma, offset: offset)
                default: .rbf(gamma: gamma)
                }
            var machine = SupportVectorMachine(penalty: C, kernel: kernel)
            machine.tolerance = 1e-6
            return machine
        }
    }

    static func golden() throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/svm.json")
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }

    @Test("objective, decisions, predictions and the number of support vectors are scikit-learn's")
    func beside() throws {
        let cases = try Self.golden()
        #expect(cases.count == 9)
        for one in cases {
            let classes = Set(one.y).count
            let machine = try one.machine()
            if one.scale { #expect(abs(SupportVectorMachine.scaleGamma(try one.rows(one.x)) - one.gamma) < 1e-9) }
            let fitted = try SupportVectorClassifier(machine, one.rows(one.x), one.y, classes: classes)
            #expect(fitted.isConverged, "\(one.name)")
            if let objective = one.objective {
                let own = fitted.pairs[0].objective
                #expect(abs(own - objective) < 1e-6 * abs(objective), "\(one.name): \(own), there \(objective)")
            }
            #expect(abs(fitted.supportPlaces.count - one.support) <= 1, "\(one.name): \(fitted.supportPlaces.count)")
            let decisions = try fitted.decisions(one.rows(one.other)).flatMap { $0 }
            #expect(decisions.count == one.decisions.count)
            for (own, there) in zip(decisions, one.decisions) {
                #expect(abs(own - there) < 1e-3, "\(one.name): \(own), there \(there)")
            }
            #expect(try fitted.predict(one.rows(one.other)) == one.predictions, "\(one.name)")
        }
    }

    @Test("at scikit-learn's tolerance the objective is within a thousandth")
    func loose() throws {
        for one in try Self.golden() where one.objective != nil {
            var machine = try one.machine()
            machine.tolerance = 1e-3
            let own = try machine.fit(one.rows(one.x), one.y.map { $0 == 0 }).objective
            #expect(abs(own - (one.objective ?? 0)) < 1e-3 * abs(one.objective ?? 0), "\(one.name)")
        }
    }

    @Test("the border depends on the support vectors alone")
    func carriers() throws {
        let one = try Self.golden()[0]
        let (rows, machine) = (try one.rows(one.x), try one.machine())
        let whole = try machine.fit(rows, one.y.map { $0 == 0 })
        #expect(whole.places.count < rows.count / 2)
        let kept = try machine.fit(rows.rows(at: whole.places), whole.places.map { one.y[$0] == 0 })
        for (a, b) in zip(try whole.scores(one.rows(one.other)), try kept.scores(one.rows(one.other))) {
            #expect(abs(a - b) < 1e-3, "\(a) against \(b)")
        }
    }

    @Test("rows that are equal and of two classes end in a border all the same")
    func equal() throws {
        let rows = try Design(names: ["x"], count: 6, values: [1, 1, 1, 1, 2, 2])
        let fitted = try SupportVectorMachine(kernel: .rbf(gamma: 1)).fit(
            rows, [true, false, true, false, true, false])
        #expect(fitted.isConverged && fitted.intercept.isFinite)
        #expect(try fitted.scores(rows).allSatisfy(\.isFinite))
    }

    @Test("one class, settings out of range, missing numbers and rows of another width are refused by name")
    func refused() throws {
        let rows = try Design(names: ["x"], count: 2, values: [0, 1])
        func refusal(_ machine: SupportVectorMachine, _ rows: Design, _ positive: [Bool]) -> String? {
            do { _ = try machine.fit(rows, positive) } catch let mistake as Mistake { return mistake.problem } catch {}
            return nil
        }
        #expect(refusal(SupportVectorMachine(kernel: .linear), rows, [true, true]) == "all rows are of one class")
        for penalty in [0, -1, Double.nan, .infinity] {
            #expect(
                refusal(SupportVectorMachine(penalty: penalty, kernel: .linear), rows, [true, false]) != nil,
                "\(penalty)")
        }
        let missing = try Design(names: ["x"], count: 2, values: [0, .nan])
        #expect(refusal(SupportVectorMachine(kernel: .linear), missing, [true, false])?.contains("missing") == true)
        let large = try Design(names: ["x"], count: 2, values: [1e200, 2e200])
        for kernel in [KernelFunction.linear, .polynomial(degree: 3, gamma: 1, offset: 0)] {
            let said = refusal(SupportVectorMachine(kernel: kernel), large, [true, false])
            #expect(said == "the kernel of row 0 with itself is inf")
        }
        let fitted = try SupportVectorMachine(kernel: .linear).fit(rows, [true, false])
        #expect(throws: Mistake.self) { try fitted.scores(Design(names: ["a", "b"], count: 1, values: [1, 2])) }
    }

    @Test("a machine that is told to stop early says that it has not converged, and one that is stopped throws")
    func limits() throws {
        let one = try Self.golden()[0]
        var machine = try one.machine()
        machine.mostSteps = 3
        let fitted = try machine.fit(one.rows(one.x), one.y.map { $0 == 0 })
        #expect(!fitted.isConverged && fitted.steps == 3)
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try one.machine().fit(one.rows(one.x), one.y.map { $0 == 0 }, work: work) }
    }
}
