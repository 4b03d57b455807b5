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
}
