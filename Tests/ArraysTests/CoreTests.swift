import Answers
import Arrays
import Testing

@Suite("Arrays") struct CoreTests {
    let a: NDArray

    init() throws { a = try NDArray((0..<6).map { Double($0) }, shape: [2, 3]) }

    @Test("Views share the memory of what they were taken from, copies do not") func views() throws {
        let row = try a.at(1)
        row.fill(.float(9))
        #expect(a.doubles() == [0, 1, 2, 9, 9, 9])
        let copy = try a.copy()
        copy.fill(.float(0))
        #expect(a.transposed.doubles() == [0, 9, 1, 9, 2, 9])
        #expect(a.sliced(axis: 1, start: 2, step: -1, length: 3).doubles() == [2, 1, 0, 9, 9, 9])
    }

    @Test("Shapes are broadcast from the last axis on, and what does not fit names both shapes") func broadcast() throws
    {
        let row = try NDArray([10.0, 20, 30])
        #expect(try NDArray.apply(.add, .array(a), .array(row)).doubles() == [10, 21, 32, 13, 24, 35])
        let column = try NDArray([1.0, 2], shape: [2, 1])
        #expect(try NDArray.apply(.multiply, .array(column), .array(a)).doubles() == [0, 1, 2, 6, 8, 10])
        #expect(try NDArray.apply(.subtract, .number(.int(1)), .array(a)).doubles() == [1, 0, -1, -2, -3, -4])
        let error = #expect(throws: Mistake.self) {
            try NDArray.apply(.add, .array(a), .array(NDArray([1.0, 2])))
        }
        #expect(error?.problem.contains("(2,3) (2,): axis -1 has 3 and 2") == true)
    }

    @Test("A plain number takes on the kind of the array") func promotion() {
        #expect(DType.float32.promoted(with: .float(1)) == .float32)
        #expect(DType.int64.promoted(with: .float(1)) == .float64)
        #expect(DType.float32.promoted(with: .int64) == .float64)
        #expect(DType.uint8.promoted(with: .float32) == .float32)
        #expect(DType.bool.promoted(with: .int(1)) == .int64)
    }

    @Test("Axes are summed, and sums go in pairs") func sums() throws {
        #expect(try a.reduce(.sum, axes: [0]).doubles() == [3, 5, 7])
        #expect(try a.reduce(.sum, axes: [-1], keepsAxes: true).shape == [2, 1])
        #expect(try a.transposed.reduce(.max, axes: [0]).doubles() == [2, 5])
        #expect(try a.reduce(.argmax, axes: [1]).doubles() == [2, 2])
        let tenths = try NDArray.full([1000], .float(0.1), .float64)
        // np.full(1000, 0.1).sum(), NumPy 2.4.6
        #expect(try tenths.reduce(.sum).doubles() == [100.00000000000001])
        #expect(try a.variance().doubles() == [17.5 / 6])
    }

    @Test("Matrices are multiplied as stored, turned around or sliced") func products() throws {
        #expect(try a.matmul(a.transposed).doubles() == [5, 14, 14, 50])
        #expect(try a.dot(NDArray([1.0, 0, 1])).doubles() == [2, 8])
        let big = try NDArray((0..<400).map { Double($0 % 7) }, shape: [20, 20])
        let values = big.doubles()
        var slow: [Double] = []
        for i in 0..<20 {
            for j in 0..<20 {
                var total = 0.0
                for k in 0..<20 { total += values[k * 20 + i] * values[k * 20 + j] }
                slow.append(total)
            }
        }
        #expect(try big.transposed.matmul(big).doubles() == slow)
        #expect(throws: Mistake.self) { try a.matmul(a) }
    }

    @Test("In place, what is seen twice changes once") func inPlace() throws {
        let line = try NDArray([1.0, 2, 3, 4])
        let (head, tail) = (
            line.sliced(axis: 0, start: 0, step: 1, length: 3), line.sliced(axis: 0, start: 1, step: 1, length: 3)
        )
        try tail.update(.add, .array(head))
        #expect(line.doubles() == [1, 3, 5, 7])
        let whole = try NDArray([1, 2, 3])
        #expect(throws: Mistake.self) { try whole.update(.multiply, .number(.float(0.5))) }
    }

    @Test("What becomes an element must fit, and what another array hands over wraps around") func fitting() throws {
        // np.array([300], dtype=np.uint8), np.full(3, np.nan, dtype=int), np.full(3, 1e20, dtype=np.int64): NumPy 2.4.6
        for (number, dtype, exception) in [
            (ArrayNumber.int(300), DType.uint8, "OverflowError"), (.int(-1), .uint8, "OverflowError"),
            (.int(1 << 40), .int32, "OverflowError"), (.float(3e9), .int32, "OverflowError"),
            (.float(.nan), .int64, "ValueError"), (.float(.infinity), .int32, "OverflowError"),
            (.float(1e20), .int64, "OverflowError"),
        ] {
            let alone = #expect(throws: Mistake.self) { try NDArray(number, dtype) }
            #expect(alone?.exception == exception)
            #expect(throws: Mistake.self) { try NDArray.full([2], number, dtype) }
            #expect(throws: Mistake.self) { try NDArray.zeros([3], dtype).store([.place(0)], .number(number)) }
            #expect(throws: Mistake.self) {
                try NDArray.zeros([3], dtype).store([.array(NDArray([0, 1]))], .number(number))
            }
        }
        let bytes = try NDArray.zeros([2], .uint8)
        try bytes.store([.slice(lower: nil, upper: nil, step: nil)], .array(NDArray([300, -1])))
        #expect(bytes.doubles() == [44, 255])
        // np.array([nan, 3e9, -3e9, 1e20, 300.7, -1]).astype(np.int32) and of np.uint8
        let wide = try NDArray([.nan, 3e9, -3e9, 1e20, 300.7, -1])
        let least = Double(Int32.min)
        #expect(try wide.cast(to: .int32).doubles() == [least, least, least, least, 300, -1])
        #expect(try wide.cast(to: .uint8).doubles() == [0, 0, 0, 0, 44, 255])
    }

    @Test("An array is assigned by lists of places from its own memory as from a copy") func ownMemory() throws {
        let numbers = try NDArray([0, 1, 2, 3, 4])
        let head = numbers.sliced(axis: 0, start: 0, step: 1, length: 3)
        try numbers.store([.array(NDArray([1, 2, 3]))], .array(head))
        // a = np.arange(5); a[[1, 2, 3]] = a[:3]
        #expect(numbers.doubles() == [0, 0, 1, 2, 4])
    }

    @Test("What takes its time is left when the work is stopped") func stopping() throws {
        let work = Work()
        work.cancel()
        let square = try NDArray((0..<90_000).map { Double($0 % 97) }, shape: [300, 300])
        #expect(throws: Stopped.self) { try LinearAlgebra.eigen(square, work) }
        #expect(throws: Stopped.self) { try LinearAlgebra.singular(square, .full, work) }
        #expect(throws: Stopped.self) { try LinearAlgebra.symmetricEigen(square, work) }
        let long = try NDArray((0..<300_000).map { $0 % 1000 })
        #expect(throws: Stopped.self) { try long.isAmong(long, work: work) }
        #expect(throws: Stopped.self) {
            try long.reshaped([300, 1000]).element([.ellipsis, .array(long)], work: work)
        }
        #expect(throws: Stopped.self) { try square.transposed.copy(work) }
    }

    @Test("Decompositions hold at the edges: defective matrices, deficient ranks, numbers of every size")
    func decompositions() throws {
        let work = Work()
        for scale in [1, 1e200, 1e-200] {
            let defective = try NDArray([1, 1, 0, 1].map { $0 * scale }, shape: [2, 2])
            let (values, vectors) = try LinearAlgebra.eigen(defective, work)
            #expect(values.doubles() == [scale, scale])
            // Both columns have length 1.
            let v = vectors.doubles()
            #expect(abs(v[0] * v[0] + v[2] * v[2] - 1) < 1e-12 && abs(v[1] * v[1] + v[3] * v[3] - 1) < 1e-12)
            let ones = try NDArray.full([3, 2], .float(scale), .float64)
            let (u, singular, vt) = try LinearAlgebra.singular(ones, .full, work)
            #expect(u.shape == [3, 3] && vt.shape == [2, 2])
            #expect(abs(singular.doubles()[0] / scale - 6.0.squareRoot()) < 1e-12)
            for (q, n) in [(u, 3), (vt, 2)] {
                let product = try q.transposed.matmul(q).doubles()
                for i in 0..<n { for j in 0..<n { #expect(abs(product[i * n + j] - (i == j ? 1 : 0)) < 1e-12) } }
            }
        }
        for bad in [Double.nan, .infinity] {
            let matrix = try NDArray([bad, 1, 1, 2], shape: [2, 2])
            #expect(throws: Mistake.self) { try LinearAlgebra.eigen(matrix, work) }
            #expect(throws: Mistake.self) { try LinearAlgebra.singular(matrix, .values, work) }
            #expect(throws: Mistake.self) { try LinearAlgebra.symmetricEigen(matrix, work) }
        }
        // A rotation has complex eigenvalues.
        #expect(throws: Mistake.self) { try LinearAlgebra.eigen(NDArray([0.0, 1, -1, 0], shape: [2, 2]), work) }
    }
}
