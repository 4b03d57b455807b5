import Answers
import Arrays
import Autograd
import Testing

@Suite("Gradients are those that finite differences find")
struct GradientTests {
    /// A function of one tensor, and where it is looked at.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var shape: [Int] = [2, 3]
        /// Added to the numbers, to stay where the function is smooth.
        var shift = 0.0
        var body: @Sendable (Tensor) throws -> Tensor

        var testDescription: String { name }
    }

    private static let cases: [Case] = [
        Case(name: "x·x + 3x − 1/x", shift: 3) { try $0 * $0 + $0 * 3 - 1 / $0 },
        Case(name: "x / y broadcast", shift: 3) { try $0 / $0.sum([1], keepsAxes: true) },
        Case(name: "x³") { try Tensor.power(.tensor($0), .number(.int(3)), $0.recorder) },
        Case(name: "2ˣ") { try Tensor.power(.number(.float(2)), .tensor($0), $0.recorder) },
        Case(name: "xˣ", shift: 3) { try Tensor.power(.tensor($0), .tensor($0), $0.recorder) },
        Case(name: "exp") { try $0.exp() }, Case(name: "log", shift: 3) { try $0.log() },
        Case(name: "sqrt", shift: 3) { try $0.squareRoot() }, Case(name: "sin") { try $0.sin() },
        Case(name: "cos") { try $0.cos() }, Case(name: "tan") { try $0.tan() }, Case(name: "tanh") { try $0.tanh() },
        Case(name: "sigmoid") { try $0.sigmoid() }, Case(name: "abs") { try $0.absolute() },
        Case(name: "erf") { try $0.erf() }, Case(name: "gelu") { try $0.gelu(isApproximate: false) },
        Case(name: "silu") { try $0.silu() }, Case(name: "mish") { try $0.mish() }, Case(name: "elu") { try $0.elu(1) },
        Case(name: "softplus") { try $0.softplus() }, Case(name: "relu") { try $0.relu() },
        Case(name: "log sigmoid") { try $0.logSigmoid() },
        Case(name: "softmax") { try $0.softmax(1) * $0 }, Case(name: "log softmax") { try $0.logSoftmax(1) * $0 },
        Case(name: "log-sum-exp") { try $0.logSumExp([1]) },
        Case(name: "mean") { try $0.mean([0]) * 2 }, Case(name: "variance") { try $0.variance([1]) },
        Case(name: "deviation") { try $0.deviation() }, Case(name: "norm") { try $0.norm() },
        Case(name: "product", shift: 2) { try $0.product() }, Case(name: "largest") { try $0.extreme(.max, 1).values },
        Case(name: "running sum") { try $0.runningSum(1) * $0 },
        Case(name: "x @ xᵀ") { try $0.matmul($0.turned()) },
        Case(name: "stacks of matrices", shape: [2, 2, 2]) { try $0.matmul($0) },
        Case(name: "affine") { try $0.affine($0, $0.sum([1])) },
        Case(name: "permuted, sliced, joined") { x in
            try Tensor.joined([x.permuted([1, 0]).narrowed(0, 1, 2), x.turned()], along: 0) * 2
        },
        Case(name: "places") { x in
            let index = x.recorder.tensor(try NDArray([1, 0, 1]))
            return try x.indexed([.tensor(index)]) * x.indexed([.tensor(index)])
        },
        Case(name: "convolution", shape: [1, 2, 4, 4]) { x in
            let w = try x.narrowed(2, 0, 3).narrowed(3, 0, 3)
            return try x.convolved(w, nil, .init(size: (3, 3), stride: (1, 1), padding: (1, 1)))
        },
        Case(name: "pooling", shape: [1, 1, 4, 4]) { x in
            try x.pooledByMaximum(.init(size: (2, 2), stride: (2, 2)))
                + x.pooledByMean(.init(size: (2, 2), stride: (2, 2)))
        },
        Case(name: "layer normalisation") { try $0.layerNormed(1, nil, nil, 1e-5) * $0 },
        Case(name: "batch normalisation", shape: [4, 3]) { try $0.batchNormed(nil, nil, 1e-5, statistics: nil) * $0 },
        Case(name: "squared error") { try $0.squaredError($0.exp(), .mean) },
        Case(name: "Huber") { try $0.huber($0.exp(), 0.5, .sum) },
        Case(name: "logit cross-entropy") { try $0.logitCrossEntropy($0.sigmoid(), nil, positive: nil, .mean) },
        Case(name: "cross-entropy") { x in
            try x.crossEntropy(
                x.recorder.tensor(NDArray([2, 0])), nil, ignoring: -100, smoothing: 0.1, .mean)
        },
    ]

    private static func start(_ item: Case) throws -> Tensor {
        let count = item.shape.reduce(1, *)
        // No two alike, none at a kink.
        let numbers: [Double] = (0..<count).map { i in
            let wave: Double = 0.37 * Double(i % 7)
            let slope: Double = 0.11 * Double(i)
            return item.shift - 1.03 + wave + slope
        }
        return Recorder().tensor(try NDArray(numbers, shape: item.shape))
    }

    private static func value(_ item: Case, _ x: Tensor) throws -> Double {
        try x.recorder.recording(false) { try item.body(x).sum().array.only?.asDouble ?? .nan }
    }

    @Test(arguments: cases)
    func aGradientIsTheDifferenceQuotient(item: Case) throws {
        let x = try Self.start(item)
        try x.requireGrad()
        try item.body(x).sum().backward()
        let gradient = try #require(x.grad).array.doubles()
        let h = 1e-6
        for i in gradient.indices {
            let (up, down) = (try Self.start(item), try Self.start(item))
            up.array.set(.float(up.array.number(at: i).asDouble + h), at: i)
            down.array.set(.float(down.array.number(at: i).asDouble - h), at: i)
            let (above, below) = (try Self.value(item, up), try Self.value(item, down))
            let slope = (above - below) / (2 * h)
            #expect(abs(slope - gradient[i]) < 1e-5 * max(1, abs(slope)), "element \(i): \(gradient[i]), not \(slope)")
        }
    }

    @Test(arguments: cases.filter { !["abs", "relu", "largest", "pooling"].contains($0.name) })
    func aSecondDerivativeIsTheDifferenceOfGradients(item: Case) throws {
        func gradient(_ x: Tensor) throws -> Tensor {
            try x.requireGrad()
            let y = try item.body(x)
            // Weighted, so that nothing cancels.
            return try #require(
                try Tensor.gradients(of: [(y * y).sum()], [], by: [x], createsGraph: true)[0])
        }
        let x = try Self.start(item)
        let first = try gradient(x)
        try #require(first.requiresGrad)
        let second = try #require(try Tensor.gradients(of: [first.sum()], [], by: [x])[0]).array.doubles()
        let h = 1e-5
        let (up, down) = (try Self.start(item), try Self.start(item))
        up.array.set(.float(up.array.number(at: 1).asDouble + h), at: 1)
        down.array.set(.float(down.array.number(at: 1).asDouble - h), at: 1)
        let above = try gradient(up).array.doubles().reduce(0.0, +)
        let below = try gradient(down).array.doubles().reduce(0.0, +)
        let slope = (above - below) / (2 * h)
        #expect(abs(slope - second[1]) < 1e-4 * max(1, abs(slope)), "\(second[1]), not \(slope)")
    }
}

@Suite("What autograd refuses, it names")
struct RefusalTests {
    private func tensor(_ numbers: [Double], wants: Bool = true) throws -> Tensor {
        let x = Recorder().tensor(try NDArray(numbers))
        try x.requireGrad(wants)
        return x
    }

    @Test func goingBackTwiceIsRefusedUnlessTheRecordIsKept() throws {
        let x = try tensor([1, 2])
        let y = try (x * x).sum()
        try y.backward(keepsGraph: true)
        try y.backward()
        #expect(x.grad?.array.doubles() == [4, 8])
        #expect { try y.backward() } throws: { ($0 as? Mistake)?.exception == "RuntimeError" }
    }

    @Test func aValueThatBackwardNeedsMayNotChange() throws {
        let x = try tensor([1, 2])
        let y = try x * 2
        let z = try (y * y).sum()
        try y.become { try $0 + 1 }
        #expect { try z.backward() } throws: { ($0 as? Mistake)?.pythonMessage?.contains("inplace operation") == true }
    }

    @Test func aLeafIsNotChangedWhereItIsRecorded() throws {
        let x = try tensor([1, 2])
        #expect { try x.become { try $0 + 1 } } throws: { ($0 as? Mistake)?.exception == "RuntimeError" }
        try x.recorder.recording(false) { _ = try x.become { try $0 + 1 } }
        #expect(x.array.doubles() == [2, 3])
    }

    @Test func longChainsAreFreedWithoutDeepRecursion() throws {
        let x = try tensor([1])
        var y = x
        for _ in 0..<200_000 { y = try y + 1 }
        #expect(y.requiresGrad)
        y = x
    }

    @Test func theAxisThatIsGivenTwiceIsNamed() throws {
        let x = Recorder().tensor(try NDArray([1.0, 2, 3, 4], shape: [2, 2]))
        #expect { _ = try x.sum([0, 1, -1]) } throws: {
            ($0 as? Mistake)?.pythonMessage == "dim 1 appears multiple times in the list of dims"
        }
    }

    @Test func shapesThatDoNotFitAreBothNamed() throws {
        let (a, b) = (try tensor([1, 2, 3]), try tensor([1, 2]))
        #expect { try a + b } throws: { error in
            (error as? Mistake)?.problem.contains("[3]") == true && (error as? Mistake)?.problem.contains("[2]") == true
        }
    }
}
