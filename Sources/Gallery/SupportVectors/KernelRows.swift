internal import Datasets

/// The matrix of all kernels, a row at a time, each computed when it is first asked for; where all of them would not fit, those that
/// are kept are let go.
struct KernelRows {
    /// Bytes of rows that are kept at most: LIBSVM's cache of 200 MB.
    static let room = 200_000_000

    let kernel: KernelFunction
    let rows: Design
    /// K(i, i)
    let diagonal: [Double]
    private let times: Int
    private var known: [[Double]?]
    private var kept = 0

    /// - Parameter times: how often the rows stand one behind the other, at least once.
    init(_ kernel: KernelFunction, _ rows: Design, times: Int = 1) {
        (self.kernel, self.rows, self.times) = (kernel, rows, times)
        known = [[Double]?](repeating: nil, count: rows.count)
        let width = rows.width
        let own: [Double] = rows.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return [Double](repeating: 0, count: rows.count) }
            return (0..<rows.count).map { kernel.value(base + $0 * width, base + $0 * width, width: width) }
        }
        diagonal = times == 1 ? own : Array(repeatElement(own, count: times).joined())
    }

    /// K(i, t) for all t.
    mutating func row(_ i: Int) -> [Double] {
        let i = i % rows.count
        if let row = known[i] { return row }
        let (width, count, kernel) = (rows.width, rows.count, kernel)
        var row: [Double] = rows.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return [Double](repeating: 0, count: count) }
            return (0..<count).map { kernel.value(base + i * width, base + $0 * width, width: width) }
        }
        if times > 1 { row = Array(repeatElement(row, count: times).joined()) }
        if (kept + 1) * row.count * MemoryLayout<Double>.size > KernelRows.room {
            known = [[Double]?](repeating: nil, count: count)
            kept = 0
        }
        known[i] = row
        kept += 1
        return row
    }
}
