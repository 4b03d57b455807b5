import Answers
import Arrays
import Testing

@Suite("Work over arrays that is stopped at once")
struct StoppingTests {
    private let stopped = Work()
    /// Eight megabytes: more than is done between two looks at the work.
    private let long: NDArray

    init() throws {
        stopped.cancel()
        long = try NDArray.zeros([1_000_000])
    }

    @Test("Copies, casts and shapes that need a copy are left") func copies() throws {
        let square = try long.reshaped([1000, 1000])
        #expect(throws: Stopped.self) { try long.copy(stopped) }
        #expect(throws: Stopped.self) { try long.cast(to: .float32, stopped) }
        #expect(throws: Stopped.self) { try square.transposed.reshaped([-1], stopped) }
        #expect(throws: Stopped.self) { try square.transposed.contiguous(stopped) }
        #expect(throws: Stopped.self) { try long.elements(as: Double.self, stoppedBy: stopped) }
        #expect(throws: Stopped.self) { try long.elements(as: Int.self, stoppedBy: stopped) }
        #expect(throws: Stopped.self) { try NDArray.concatenated([long, long], work: stopped) }
        #expect(throws: Stopped.self) { try NDArray.full([1_000_000], .int(1), .float64, work: stopped) }
        #expect(throws: Stopped.self) { try NDArray.eye(1000, 1000, 0, .float64, work: stopped) }
    }

    @Test("An array that was being filled keeps what was not reached") func filling() throws {
        #expect(throws: Stopped.self) { try long.fill(.float(1), stoppedBy: stopped) }
        #expect(long.number(at: 999_999) == .float(0))
        let column = try long.reshaped([500_000, 2]).sliced(axis: 1, start: 0, step: 1, length: 1)
        #expect(throws: Stopped.self) { try column.fill(.float(1), stoppedBy: stopped) }
        #expect(long.number(at: 999_998) == .float(0))
    }

    @Test("Orders, quantiles and what is different are left", arguments: [0, 1]) func orders(axis: Int) throws {
        let square = try long.reshaped([1000, 1000])
        #expect(throws: Stopped.self) { try square.sorted(axis: axis, work: stopped) }
        #expect(throws: Stopped.self) { try square.argsorted(axis: axis, work: stopped) }
        #expect(throws: Stopped.self) { try square.quantiles([0.5], axis: axis, work: stopped) }
        #expect(throws: Stopped.self) { try square.uniqueRows(axis: axis, work: stopped) }
        #expect(throws: Stopped.self) { try square.uniqueValues(work: stopped) }
    }

    @Test("Axes that are reduced are left", arguments: Reduction.allCases.filter { $0 != .all })
    func reductions(_ reduction: Reduction) throws {
        let square = try long.reshaped([1000, 1000])
        for array in [long, square, square.transposed] {
            #expect(throws: Stopped.self) { try array.reduce(reduction, axes: [0], work: stopped) }
        }
    }

    @Test("Matrices that are taken apart here are left") func matrices() throws {
        let square = try long.reshaped([1000, 1000])
        #expect(throws: Stopped.self) { try LinearAlgebra.determinant(square, stopped) }
        #expect(throws: Stopped.self) { try LinearAlgebra.inverse(square, stopped) }
        #expect(throws: Stopped.self) { try LinearAlgebra.qr(square, stopped) }
    }

    @Test("The text of an array ends where it has come to") func texts() throws {
        var options = PrintOptions()
        options.threshold = 10_000_000
        let numbers = try NDArray((0..<20_000).map { Double($0) / 7 })
        #expect(ArrayText(options, work: stopped).str(numbers).utf8.count < 1000)
        #expect(ArrayText(options, work: Work()).str(numbers) == ArrayText(options).str(numbers))
    }

    @Test("What is done in blocks is what was done at once") func blocks() throws {
        // np.full(3_000_000, 0.1).sum(), NumPy 2.4.6
        let tenths = try NDArray.full([3_000_000], .float(0.1), .float64)
        #expect(try tenths.reduce(.sum).doubles() == [299999.9999999999])
        #expect(try tenths.elements(as: Float.self, stoppedBy: Work()).allSatisfy { $0 == 0.1 })
        let counted = try NDArray.arange(.int(0), .int(1_500_000), .int(1))
        #expect(try counted.copy().elements(as: Int.self, stoppedBy: Work()) == Array(0..<1_500_000))
        #expect(try counted.reduce(.max).number(at: 0) == .int(1_499_999))
        #expect(try counted.reduce(.argmax).number(at: 0) == .int(1_499_999))
        #expect(try counted.reduce(.all).only == .bool(false))
        let rows = try NDArray([1, .nan, 2, 5, 1, 2, .nan, 9, 7], shape: [3, 3])
        // np.argmax(a, axis=0), np.argmin([[1, 4, 2], [0, 4, 2], [0, 3, 7]], axis=0)
        #expect(try rows.reduce(.argmax, axes: [0]).doubles() == [2, 0, 2])
        let whole = try NDArray([1, 4, 2, 0, 4, 2, 0, 3, 7], shape: [3, 3])
        #expect(try whole.reduce(.argmin, axes: [0]).doubles() == [1, 2, 0])
    }

    /// The places of torch.argsort(…, stable=True), PyTorch 2.13.
    @Test("From the largest on, NaN stands first and equal elements in their order") func descending() throws {
        let numbers = try NDArray([1, .nan, 3, 3, -0.0, 0, .nan])
        #expect(try numbers.argsorted(isDescending: true).doubles() == [1, 6, 2, 3, 0, 4, 5])
        #expect(try numbers.argsorted().doubles() == [4, 5, 0, 2, 3, 1, 6])
        // (torch.arange(1000) * 7919 % 13).double()
        let many = try NDArray((0..<1000).map { Double($0 * 7919 % 13) })
        let places = try many.argsorted(isDescending: true).doubles()
        #expect(places.prefix(5) == [6, 19, 32, 45, 58])
        #expect(places.suffix(5) == [936, 949, 962, 975, 988])
    }
}
