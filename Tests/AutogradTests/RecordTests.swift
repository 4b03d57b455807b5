import Answers
import Arrays
import Autograd
import Testing

/// What the record does where a value or a gradient is changed on the way. All numbers are PyTorch 2.13's.
@Suite("Hooks, views and edges of the record")
struct RecordTests {
    private let recorder = Recorder()

    private func leaf(_ numbers: [Double], _ shape: [Int]? = nil) throws -> Tensor {
        let x = recorder.tensor(try NDArray(numbers, shape: shape ?? [numbers.count]).cast(to: .float32))
        try x.requireGrad()
        return x
    }

    private func plain(_ numbers: [Double], _ shape: [Int]? = nil) throws -> Tensor {
        recorder.tensor(try NDArray(numbers, shape: shape ?? [numbers.count]).cast(to: .float32))
    }

    private func whole(_ numbers: [Int], _ shape: [Int]? = nil) throws -> Tensor {
        recorder.tensor(try NDArray(numbers, shape: shape ?? [numbers.count]))
    }

    private func says(_ text: String, _ body: () throws -> Void) {
        #expect(throws: Mistake.self, performing: body)
        do { try body() } catch {
            #expect(
                ((error as? Mistake)?.pythonMessage ?? (error as? Mistake)?.problem)?.contains(text) == true, "\(error)"
            )
        }
    }

    // MARK: Hooks

    @Test func aHookMayChangeNeitherShapeNorDtype() throws {
        let x = try leaf([1, 1, 1])
        for big in [true, false] {
            let h = try x.relu()
            try h.register("<lambda>") { _ in
                recorder.tensor(try NDArray.zeros(big ? [20_000] : [3], big ? .float32 : .float64))
            }
            says(
                big
                    ? "hook '<lambda>' has changed the size of value"
                    : "hook '<lambda>' has changed the type of value (was torch.FloatTensor got torch.DoubleTensor)"
            ) { try h.sum().backward() }
        }
        try x.register("grow") { _ in recorder.tensor(try NDArray.zeros([5], .float32)) }
        says("hook 'grow' has changed the size of value") { try x.sum().backward() }
    }

    @Test func aHookStaysWhenItsTensorIsForgotten() throws {
        let x = try leaf([1, 1])
        func forward() throws -> Tensor {
            let h = try x * 2
            try h.register("ten") { try $0 * 10 }
            return try h.sum()
        }
        try forward().backward()
        #expect(x.grad?.array.doubles() == [20, 20])
    }

    @Test func hooksRunInTheirOrderUntilTheyAreRemoved() throws {
        let x = try leaf([1, 1, 1])
        let h = try x * 2
        let first = try h.register("double") { try $0 * 2 }
        try h.register("one more") { try $0 + 1 }
        try h.sum().backward(keepsGraph: true)
        #expect(x.grad?.array.doubles() == [6, 6, 6])
        first.remove()
        first.remove()
        x.grad = nil
        try h.sum().backward()
        #expect(x.grad?.array.doubles() == [4, 4, 4])
    }

    @Test func aGradientGoesOnInTheInputsDtypeAndShape() throws {
        let x = try leaf([1, 1, 1])
        func passed(_ gradient: @escaping () throws -> NDArray) throws -> Tensor {
            let h = try x.relu()
            return Tensor.foreign("OwnBackward", h.array, of: [h], recorder: recorder) { _ in
                [recorder.tensor(try gradient())]
            }
        }
        try passed { try NDArray.full([3], .float(1), .float64) }.sum().backward()
        #expect(x.grad?.dtype == .float32 && x.grad?.array.doubles() == [1, 1, 1])
        x.grad = nil
        try passed { try NDArray.full([2, 3], .float(1), .float32) }.sum().backward()
        #expect(x.grad?.array.doubles() == [2, 2, 2])
        for (shape, text) in [([1], "[1]"), ([50_000], "[50000]")] {
            says(
                "Function OwnBackward returned an invalid gradient at index 0 - got \(text) but expected shape compatible "
                    + "with [3]"
            ) { try passed { try NDArray.full(shape, .float(1), .float32) }.sum().backward() }
        }
    }

    @Test func onlyTheNamedInputsGetAGradient() throws {
        let (x, y) = (try leaf([1, 2]), try leaf([3, 4]))
        try (x * y).sum().backward(inputs: [y])
        #expect(x.grad == nil && y.grad?.array.doubles() == [1, 2])
    }

    // MARK: Views

    @Test func aViewTakenBeforeItsBaseChangesFollowsIt() throws {
        let a = try leaf([1, 1, 1])
        let x = try a * 1
        let v = try x.viewed([3])
        try x.become { try $0 * 3 }
        #expect(v.node?.name == "AsStridedBackward0")
        try v.sum().backward()
        #expect(a.grad?.array.doubles() == [3, 3, 3])
    }

    @Test func aViewOfWhatBecomesRecordedIsRecordedToo() throws {
        let a = try leaf([1, 1, 1])
        let b = try plain([0, 0, 0])
        let c = try b.narrowed(0, 1, 2)
        try b.assign([.place(1)], .tensor(a.selected(0, 0) * 2))
        #expect(c.requiresGrad)
        try c.sum().backward()
        #expect(a.grad?.array.doubles() == [2, 0, 0])
    }

    @Test func rowsTakenBeforeACopyFollowIt() throws {
        let h = try plain([0, 0, 0, 0, 0, 0], [2, 3])
        let w = try leaf([1, 1, 1, 1, 1, 1], [2, 3])
        let first = try h.selected(0, 0)
        let source = try w * 2
        try h.become(source) { _ in source }
        try first.sum().backward()
        #expect(w.grad?.array.doubles() == [2, 2, 2, 0, 0, 0])
    }

    @Test func aChangeThroughAViewIsOneOfTheBase() throws {
        let a = try leaf([1, 1, 1])
        let x = try a * 1
        try x.selected(0, 0).become { try $0 * 5 }
        #expect(x.node?.name == "CopySlices")
        try x.sum().backward()
        #expect(a.grad?.array.doubles() == [5, 1, 1])

        a.grad = nil
        let y = try a * 1
        let v = try y.viewed([3, 1])
        try v.become { try $0 * 2 }
        try (y * y).sum().backward()
        #expect(a.grad?.array.doubles() == [8, 8, 8])

        // x[0] *= 5: the changed view is put back where it lies.
        a.grad = nil
        let z = try a * 1
        let part = try z.indexed([.place(0)])
        try part.become { try $0 * 5 }
        try z.assign([.place(0)], .tensor(part))
        try z.sum().backward()
        #expect(a.grad?.array.doubles() == [5, 1, 1])
    }

    @Test func aTransposedViewFollowsAnElementThatWasReplaced() throws {
        let a = try leaf([1, 2, 3, 4], [2, 2])
        let b = try a * 1
        let c = try b.turned()
        try b.assign([.place(0), .place(1)], .number(.float(0)))
        try (c * plain([1, 10, 100, 1000], [2, 2])).sum().backward()
        #expect(a.grad?.array.doubles() == [1, 0, 10, 1000])
    }

    @Test func anExpandedViewIsToBeTakenAgain() throws {
        let a = try leaf([1])
        let x = try a * 1
        let wide = try x.expanded([3])
        try x.become { try $0 * 3 }
        says("shares memory") { try wide.sum().backward() }
        try x.expanded([3]).sum().backward()
        #expect(a.grad?.array.doubles() == [9])
    }

    @Test func aViewOfALeafIsNotChangedWhereItIsRecorded() throws {
        let a = try leaf([1, 1])
        says("a view of a leaf Variable that requires grad is being used in an in-place operation.") {
            _ = try a.selected(0, 0).become { try $0 * 5 }
        }
    }

    @Test func aDetachedTensorIsNoViewOfWhatChanges() throws {
        let a = try leaf([1, 1])
        let x = try a * 1
        let part = try x.detached().selected(0, 0)
        try x.become { try $0 * 3 }
        #expect(!part.requiresGrad)
    }

    @Test func whatIsFilledEndsTheGradient() throws {
        let a = try leaf([1, 2])
        let x = try a * 1
        try x.become { try $0.recorder.full($0.shape, 7, $0.dtype) }
        try x.sum().backward()
        #expect(a.grad?.array.doubles() == [0, 0])
        let b = try plain([0, 0])
        try b.become(a) { _ in a }
        a.grad = nil
        try (b * b).sum().backward()
        #expect(a.grad?.array.doubles() == [2, 4])
    }

    @Test func valuesOfTheSameMemoryAreThoseFromBefore() throws {
        let x = try plain([0, 1, 2, 3, 4])
        let places = try whole([1, 2, 3])
        try x.assign([.tensor(places)], .tensor(x.narrowed(0, 0, 3)))
        #expect(x.array.doubles() == [0, 0, 1, 2, 4])
    }

    @Test func thePlacesOfWhatIsNotZeroAreARowEachAlsoOfANumberWithoutAxes() throws {
        let x = try plain([0, 2, 0, 3, 0, .nan], [2, 3])
        let found = try x.places()
        #expect(found.shape == [3, 2] && found.dtype == .int64)
        #expect(found.array.doubles() == [0, 1, 1, 0, 1, 2])
        #expect(try x.turned().places().array.doubles() == [0, 1, 1, 0, 2, 1])
        #expect(try plain([0, 0, 0]).places().shape == [0, 1])
        #expect(try plain([5], []).places().shape == [1, 0])
        #expect(try plain([0], []).places().shape == [0, 0])
    }

    @Test func aMaskTakesElementsInTheirOrderAndColumnsOfEveryRow() throws {
        let x = try plain([0, 2, 0, 3, 0, 1], [2, 3])
        let mask = recorder.tensor(try x.array.cast(to: .bool))
        #expect(try x.indexed([.tensor(mask)]).array.doubles() == [2, 3, 1])
        #expect(try x.turned().indexed([.tensor(mask.turned())]).array.doubles() == [3, 2, 1])
        let columns = try recorder.tensor(whole([1, 0, 1]).array.cast(to: .bool))
        let picked = try x.indexed([.slice(lower: nil, upper: nil, step: nil), .tensor(columns)])
        #expect(picked.shape == [2, 2] && picked.array.doubles() == [0, 0, 3, 1])
    }

    // MARK: Slopes at edges

    private func slopes(_ inputs: [Tensor], _ body: () throws -> Tensor) throws -> [[Double]] {
        try body().sum().backward()
        return inputs.map { $0.grad?.array.doubles() ?? [] }
    }

    private func same(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-6) -> Bool {
        a.count == b.count
            && zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN || abs($0 - $1) <= tolerance * abs($1) }
    }

    @Test func binaryCrossEntropyHasASlopeWhereTheSigmoidIsFull() throws {
        let t = try plain([1, 1, 0, 1])
        let x = try leaf([0, 0.5, 1, 1e-8])
        let sum = try slopes([x]) { try x.binaryCrossEntropy(t, nil, .sum) }[0]
        #expect(same(sum, [-1e12, -2, 1e12, -1e8]), "\(sum)")
        x.grad = nil
        let mean = try slopes([x]) { try x.binaryCrossEntropy(t, plain([1, 2, 3, 4]), .mean) }[0]
        #expect(same(mean, [-2.5e11, -1, 7.5e11, -1e8]), "\(mean)")
        let z = try leaf([100, -200])
        #expect(try slopes([z]) { try z.sigmoid().binaryCrossEntropy(plain([0, 1]), nil, .mean) }[0] == [0, 0])
        let (p, q) = (try leaf([0.3, 0.6]), try leaf([0.2, 1]))
        let both = try slopes([p, q]) { try p.binaryCrossEntropy(q, nil, .mean) }
        #expect(same(both[0], [0.238095, -0.833333], 1e-5) && same(both[1], [0.423649, -0.202733], 1e-5), "\(both)")
    }

    @Test func binaryCrossEntropyHasASecondDerivative() throws {
        let x = recorder.tensor(try NDArray([0.3, 0.6]))
        try x.requireGrad()
        let loss = try x.binaryCrossEntropy(recorder.tensor(NDArray([0.2, 1])), nil, .mean)
        let first = try #require(try Tensor.gradients(of: [loss], [], by: [x], createsGraph: true)[0])
        try first.sum().backward()
        #expect(
            same(x.grad?.array.doubles() ?? [], [1.92743764, 1.38888889], 1e-7), "\(x.grad?.array.doubles() ?? [])")
    }

    @Test func remaindersHaveSlopesAndWholeQuotientsHaveNone() throws {
        func case_(_ function: BinaryFunction) throws -> [[Double]] {
            let (x, y) = (try leaf([5.5, -3]), try leaf([2, 2]))
            return try slopes([x, y]) { try Tensor.whole(function, .tensor(x), .tensor(y), recorder) }
        }
        #expect(try case_(.remainder) == [[1, 1], [-2, 2]])
        #expect(try case_(.fmod) == [[1, 1], [-2, 1]])
        says("derivative for aten::floor_divide is not implemented") { _ = try case_(.floorDivide) }
        let x = try leaf([5.5])
        says("derivative for aten::remainder is not implemented") {
            try Tensor.whole(.remainder, .number(.float(7)), .tensor(x), recorder).backward()
        }
        #expect(
            try Tensor.whole(.floorDivide, .tensor(x), .number(.float(2)), recorder).requiresGrad)
        let (five, zero) = (try whole([5]), try whole([0]))
        for function in [BinaryFunction.floorDivide, .remainder] {
            says("ZeroDivisionError") { _ = try Tensor.whole(function, .tensor(five), .tensor(zero), recorder) }
            says("ZeroDivisionError") { _ = try Tensor.whole(function, .number(.int(5)), .tensor(zero), recorder) }
        }
    }

    @Test func anglesAndHypotenusesAreRecorded() throws {
        func both(_ a: Double, _ b: Double, _ body: (Tensor, Tensor) throws -> Tensor) throws -> [[Double]] {
            let (x, y) = (try leaf([a], []), try leaf([b], []))
            return try slopes([x, y]) { try body(x, y) }
        }
        let angle = try both(1, 2, Tensor.angle)
        #expect(same(angle[0], [0.4]) && same(angle[1], [-0.2]), "\(angle)")
        #expect(try both(0, 0, Tensor.angle) == [[0], [0]])
        let length = try both(3, 4, Tensor.hypotenuse)
        #expect(same(length[0], [0.6]) && same(length[1], [0.8]), "\(length)")
        #expect(try both(0, 0, Tensor.hypotenuse).joined().allSatisfy(\.isNaN))
    }

    @Test func logSumExpKeepsWhatIsNotFinite() throws {
        for (input, value, slope) in [
            ([-Double.infinity, -.infinity], -Double.infinity, [Double.nan, .nan]),
            ([.infinity, 1], .infinity, [.nan, 0]), ([-.infinity, 1], 1, [0, 1]), ([.nan, 1], .nan, [.nan, .nan]),
        ] {
            let x = try leaf(input)
            let y = try x.logSumExp([0])
            #expect(same(y.array.doubles(), [value]), "\(input)")
            try y.backward()
            #expect(same(x.grad?.array.doubles() ?? [], slope), "\(input): \(x.grad?.array.doubles() ?? [])")
        }
    }

    @Test func powersOfZeroHaveTheSlopesOfTheirLimits() throws {
        let x = try leaf([0, 0.5, -1])
        #expect(try slopes([x]) { try Tensor.power(.number(.int(0)), .tensor(x), recorder) }[0] == [0, 0, -.infinity])
        let (a, b) = (try leaf([0, 0, 0, -2]), try leaf([0, 0.5, -1, 3]))
        let both = try slopes([a, b]) { try Tensor.power(.tensor(a), .tensor(b), recorder) }
        #expect(same(both[0], [0, .infinity, -.infinity, 12]), "\(both[0])")
        #expect(same(both[1], [0, 0, -.infinity, .nan]), "\(both[1])")
    }

    @Test func reluLetsTheGradientThroughAtNaN() throws {
        let x = try leaf([0, 2, .nan])
        #expect(try slopes([x]) { try x.relu() }[0] == [0, 1, 1])
        let y = recorder.tensor(try NDArray([0, 2, .nan]))
        try y.requireGrad()
        #expect(try slopes([y]) { try y.relu() }[0] == [0, 1, 1])
    }

    @Test func elementsEqualToTheMedianShareItsGradient() throws {
        let x = try leaf([3, 1, 3, 3, 2, 2, 1, 5], [2, 4])
        let y = try x.median()
        #expect(y.array.doubles() == [2])
        try y.backward()
        #expect(x.grad?.array.doubles() == [0, 0, 0, 0, 0.5, 0.5, 0, 0])
        #expect(try plain([3, .nan, 1]).median().array.doubles()[0].isNaN)
        #expect(try plain([Double]()).median().array.doubles()[0].isNaN)
        let z = try leaf([.nan, 1])
        try z.extreme(.max).backward()
        #expect(z.grad?.array.doubles() == [1, 0])
    }

    // MARK: Scattering

    @Test func scatteredValuesMayBeMoreThanTheIndices() throws {
        let zeros = try plain([0, 0, 0, 0, 0, 0], [2, 3])
        let source = try leaf((0..<12).map { Double($0) }, [3, 4])
        let index = try whole([0, 1, 2, 0], [2, 2])
        let out = try zeros.scatter(1, index, .tensor(source))
        #expect(out.array.doubles() == [0, 1, 0, 5, 0, 4])
        says("returned an invalid gradient at index 1 - got [2, 2] but expected shape compatible with [3, 4]") {
            try out.sum().backward()
        }
        let twice = try whole([0, 1, 2, 2], [2, 2])
        #expect(try zeros.scatter(1, twice, .tensor(source), adds: true).array.doubles() == [0, 1, 0, 0, 0, 9])
        says(
            "Expected index [1, 2] to be no larger than self [2, 3] apart from dimension 1 and to be no larger size than "
                + "src [1, 1]"
        ) {
            _ = try zeros.scatter(1, whole([0, 1], [1, 2]), .tensor(plain([1], [1, 1])))
        }
        says("scatter(): Expected self.dtype to be equal to src.dtype") {
            _ = try zeros.scatter(1, index, .tensor(whole([1, 2, 3, 4], [2, 2])))
        }
    }

    @Test func wholeNumbersAreAddedExactly() throws {
        let zeros = try whole([0, 0, 0])
        let source = try whole([1 << 53 + 1, 1 << 60 + 1])
        let sum = try zeros.scatter(0, whole([0, 0]), .tensor(source), adds: true)
        #expect(sum.array.number(at: 0).asInt == (1 << 53 + 1) + (1 << 60 + 1))
    }

    // MARK: Large products

    @Test func aProductInTilesIsTheProduct() throws {
        let (n, k, m) = (700, 1300, 900)
        func numbers(_ count: Int) -> [Double] { (0..<count).map { Double($0 * 7 % 11) - 5 } }
        let (a, b) = (try plain(numbers(n * k), [n, k]), try plain(numbers(k * m), [k, m]))
        let whole = try a.matmul(b).array
        let (left, right) = (a.array.doubles(), b.array.doubles())
        for (row, column) in [(0, 0), (n - 1, m - 1), (350, 899), (699, 0)] {
            let sum = (0..<k).reduce(0.0) { $0 + left[row * k + $1] * right[$1 * m + column] }
            #expect(whole.number(at: row * m + column).asDouble == sum, "\(row), \(column)")
        }
        let turned = try b.turned().matmul(a.turned()).array
        #expect(turned.number(at: 899 * n + 350).asDouble == whole.number(at: 350 * m + 899).asDouble)
        let layer = try a.affine(b.turned().contiguous(), plain(numbers(m))).array
        #expect(layer.number(at: 350 * m + 10).asDouble == whole.number(at: 350 * m + 10).asDouble + numbers(m)[10])
    }

    @Test func largeProductsEndWhereTheWorkIsStopped() throws {
        let work = Work()
        let stopped = Recorder(work: work)
        let x = stopped.tensor(try NDArray.zeros([300, 300], .float32))
        work.cancel()
        #expect(throws: Stopped.self) { try x.matmul(x) }
        #expect(throws: Stopped.self) { try x.affine(x, nil) }
        let scores = stopped.tensor(try NDArray.zeros([100_000, 2], .float32))
        let classes = stopped.tensor(try NDArray.zeros([100_000], .int64))
        #expect(throws: Stopped.self) { try scores.negativeLogLikelihood(classes, nil, ignoring: -100, .mean) }
    }
}
