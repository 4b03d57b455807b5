import Adaptation
import Answers
import Cards
import Datasets
import Foundation
import Networks
import Optimizers
import Testing
import Training

@Suite("Distillation")
struct DistillationTests {
    struct Case: Decodable {
        let classes: Int
        let temperature, alpha, loss: Double
        let student, target, gradient: [Double]
    }

    /// Numbers of PyTorch: `judges/golden/distillation.py` writes them.
    static func golden() throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/distillation.json")
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }

    private static func value(_ one: Case, _ student: [Double]) throws -> (loss: Double, gradient: [Double]) {
        let loss = try Loss.distillation(temperature: one.temperature, alpha: one.alpha)
        var gradient = [Double](repeating: 0, count: student.count)
        let value = student.withUnsafeBufferPointer { y in
            one.target.withUnsafeBufferPointer { t in
                gradient.withUnsafeMutableBufferPointer { g -> Double in
                    guard let output = y.baseAddress, let target = t.baseAddress else { return .nan }
                    return loss.evaluate(
                        output: output, target: target, rows: student.count / one.classes, columns: one.classes,
                        gradient: g.baseAddress)
                }
            }
        }
        return (value, gradient)
    }

    @Test("loss and gradient are PyTorch's, and the gradient is that of finite differences", arguments: 0..<5)
    func agrees(number: Int) throws {
        let one = try Self.golden()[number]
        let found = try Self.value(one, one.student)
        #expect(abs(found.loss - one.loss) < 1e-12 * Swift.max(1, one.loss))
        for (a, b) in zip(found.gradient, one.gradient) { #expect(abs(a - b) < 1e-12) }
        for place in one.student.indices {
            var (up, down) = (one.student, one.student)
            up[place] += 1e-5
            down[place] -= 1e-5
            let slope = (try Self.value(one, up).loss - Self.value(one, down).loss) / 2e-5
            #expect(abs(slope - found.gradient[place]) < 1e-7)
        }
    }

    private static func network(_ units: Int, _ last: Activation, outputs: Int, seed: UInt64) -> Model {
        Model(
            Architecture(
                [DenseLayer(units: units, activation: .relu), DenseLayer(units: outputs, activation: last)],
                inputShape: [2]), seed: seed)
    }

    @Test("the twin is what an ordinary fit on the labels gives, and the student is left alone")
    func twins() throws {
        let data = try Dataset.moons(n: 120, noise: 0.2, seed: 1)
        let plan = TrainingPlan(
            optimizer: try Optimizer("Adam", ["learning_rate": 0.02]), loss: .binaryCrossEntropy)
        let teacher = Self.network(16, .sigmoid, outputs: 1, seed: 1)
        teacher.compile(plan)
        try teacher.fit(data.x, data.y, FitOptions(epochs: 20))
        let student = Self.network(3, .sigmoid, outputs: 1, seed: 2)
        student.compile(plan)
        let before = try student.predict(data.x).values
        let found = try Distilled(
            teacher: teacher, student: student, data: data, temperature: 2, alpha: 0.7, epochs: 10, batchSize: 32,
            test: data)
        #expect(try student.predict(data.x).values == before)
        try student.fit(data.x, data.y, FitOptions(epochs: 10))
        let (ordinary, twin) = (try student.predict(data.x).values, try found.twin.predict(data.x).values)
        for (a, b) in zip(ordinary, twin) { #expect(abs(a - b) < 1e-3) }
        #expect(found.scores.map(\.name) == ["teacher", "distilled", "labels alone"])
        #expect(found.scores.allSatisfy { $0.score > 0.5 && $0.score <= 1 })
        #expect(try found.model.predict(data.x).values != twin)
    }

    @Test("with the teacher alone and its own weights a student has nothing to learn")
    func fixedPoint() throws {
        let data = try Dataset.moons(n: 60, noise: 0.2, seed: 1)
        let teacher = Self.network(5, .sigmoid, outputs: 1, seed: 3)
        teacher.compile(
            TrainingPlan(optimizer: try Optimizer("SGD", ["learning_rate": 0.1]), loss: .binaryCrossEntropy))
        let found = try Distilled(
            teacher: teacher, student: teacher, data: data, temperature: 4, alpha: 1, epochs: 3, batchSize: 20)
        let (one, two) = (try teacher.predict(data.x).values, try found.model.predict(data.x).values)
        for (a, b) in zip(one, two) { #expect(abs(a - b) < 1e-6) }
        #expect(abs(found.history.epochs[0].loss) < 1e-9)
    }

    @Test("what cannot be taught is refused")
    func refusals() throws {
        let data = try Dataset.moons(n: 60, noise: 0.2, seed: 1)
        let (teacher, student) = (
            Self.network(5, .sigmoid, outputs: 1, seed: 3), Self.network(5, .softmax, outputs: 2, seed: 3)
        )
        let rule = try Optimizer("SGD", ["learning_rate": 0.1])
        student.compile(TrainingPlan(optimizer: rule, loss: .sparseCategoricalCrossEntropy))
        #expect(throws: Mistake.self) {
            try Distilled(
                teacher: teacher, student: student, data: data, temperature: 2, alpha: 0.5, epochs: 1, batchSize: 8)
        }
        student.compile(TrainingPlan(optimizer: rule, loss: try Loss("Hinge")))
        #expect(throws: Mistake.self) {
            try Distilled(
                teacher: student, student: student, data: data, temperature: 2, alpha: 0.5, epochs: 1, batchSize: 8)
        }
        // Two questions are no two classes, whatever the targets.
        let pairs = try Dataset(
            name: "pairs", x: data.x, y: Samples(shape: [60, 2], values: data.y.values.flatMap { [$0, 1 - $0] }),
            task: .regression, remark: "")
        student.compile(TrainingPlan(optimizer: rule, loss: .binaryCrossEntropy))
        #expect(throws: Mistake.self) {
            try Distilled(
                teacher: student, student: student, data: pairs, temperature: 2, alpha: 0.5, epochs: 1, batchSize: 8)
        }
        // A label that is no number is no right answer, and no end of the program.
        student.compile(TrainingPlan(optimizer: rule, loss: .sparseCategoricalCrossEntropy))
        let odd = try Dataset(
            name: "odd", x: data.x, y: Samples(column: data.y.values.map { $0 == 0 ? .nan : 1e30 }), task: .regression,
            remark: "")
        let judged = try Distilled(
            teacher: student, student: student, data: data, temperature: 2, alpha: 0.5, epochs: 1, batchSize: 8,
            test: odd)
        #expect(judged.scores.allSatisfy { $0.score == 0 })
        #expect(throws: Mistake.self) { try Loss.distillation(temperature: 0, alpha: 0.5) }
        #expect(throws: Mistake.self) { try Loss.distillation(temperature: 1, alpha: 1.5) }
    }
}
