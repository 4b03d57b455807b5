internal import COpenBLAS
internal import CKernels

/// The inner loops for this processor, and the choice between them and OpenBLAS for a matrix product.
///
/// The products of this project keep the right-hand matrix in the caches of the processor and lose to OpenBLAS only where
/// it does not fit, or where the processor has no fused multiply-add.
public struct Kernels: @unchecked Sendable {
    /// The C functions. The table is constant data of the program, so sharing the pointer is safe.
    let table: UnsafePointer<ck_kernels>
    /// The largest k·n (elements of the right-hand matrix) for which the own product is the faster one.
    let largestOwnProduct: Int

    /// Where the multiplications of matrix products are counted; nil where nobody counts.
    var counter: UnsafeMutablePointer<Int>?

    /// 0 portable, 1 AVX2 with FMA, 2 AVX-512.
    public static var bestLevel: Int { Int(ck_best_level()) }

    /// The best kernels that this processor can execute.
    public static let best = Kernels(level: Int(ck_best_level()))

    /// - Parameter level: 0 portable, 1 AVX2 with FMA, 2 AVX-512; a level that the processor lacks gives the best one below.
    public init(level: Int) {
        let reached = Swift.min(Swift.max(level, 0), Int(ck_best_level()))
        table = ck_at_level(Int32(reached)) ?? ck_best()
        largestOwnProduct = [0, 1 << 17, 1 << 20][reached]
    }

    /// C[m,n] (+)= A·B + bias, where A(i,p) = a[i·aRow + p·aColumn] and B, C are row-major with the given row lengths. One of
    /// aRow and aColumn is 1. With a gate the product is a gradient that goes on through a rectifier.
    @inline(__always)
    func product(
        _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, aRow: Int, aColumn: Int, _ b: UnsafePointer<Float>,
        ldb: Int, _ c: UnsafeMutablePointer<Float>, ldc: Int, bias: UnsafePointer<Float>? = nil,
        accumulates: Bool = false, relu: Bool = false, gate: ck_gate? = nil
    ) {
        if let counter { counter.pointee += m &* n &* k }
        let flags = Int32((accumulates ? CK_ACCUMULATE : 0) | (relu ? CK_RELU : 0))
        if n == 1, aColumn == 1, gate == nil {
            table.pointee.product_with_column(m, k, a, aRow, b, ldb, c, ldc, bias, flags)
        } else if k &* n <= largestOwnProduct
            || !productByBLAS(
                m, n, k, a, aRow: aRow, aColumn: aColumn, b, ldb: ldb, c, ldc: ldc, bias: bias, gate: gate, flags)
        {
            guard let gate else {
                return table.pointee.product(m, n, k, a, aRow, aColumn, b, ldb, c, ldc, bias, nil, flags)
            }
            withUnsafePointer(to: gate) {
                table.pointee.product(m, n, k, a, aRow, aColumn, b, ldb, c, ldc, bias, $0, flags)
            }
        }
    }

    /// How many elements `productWithTransposed` writes to its scratch for a k×n matrix.
    func transposedCount(_ k: Int, _ n: Int) -> Int {
        let (count, overflow) = k.multipliedReportingOverflow(by: n)
        return overflow || (count > largestOwnProduct && cob_is_installed() != 0) ? 0 : count
    }

    /// C[m,k] (+)= A·Bᵀ with B[k,n] row-major; `scratch` holds `transposedCount(k, n)` elements, at least.
    @inline(__always)
    func productWithTransposed(
        _ m: Int, _ k: Int, _ n: Int, _ a: UnsafePointer<Float>, lda: Int, _ b: UnsafePointer<Float>, ldb: Int,
        _ c: UnsafeMutablePointer<Float>, ldc: Int, accumulates: Bool, gate: ck_gate? = nil,
        scratch: UnsafeMutablePointer<Float>
    ) {
        if n == 1, ldb == 1 {
            // One column: its transpose is the same memory.
            product(m, k, 1, a, aRow: lda, aColumn: 1, b, ldb: k, c, ldc: ldc, accumulates: accumulates, gate: gate)
        } else if k &* n <= largestOwnProduct
            || cob_product(
                0, 1, Int32(m), Int32(k), Int32(n), a, Int32(lda), b, Int32(ldb), accumulates ? 1 : 0, c, Int32(ldc))
                == 0
        {
            table.pointee.transpose(k, n, b, ldb, scratch, k)
            product(
                m, k, n, a, aRow: lda, aColumn: 1, scratch, ldb: k, c, ldc: ldc, accumulates: accumulates, gate: gate)
        } else {
            if let counter { counter.pointee += m &* n &* k }
            finish(m, k, c, ldc: ldc, bias: nil, gate: gate, 0)
        }
    }

    /// The product by OpenBLAS; false, with nothing done, where it is not installed.
    private func productByBLAS(
        _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, aRow: Int, aColumn: Int, _ b: UnsafePointer<Float>,
        ldb: Int, _ c: UnsafeMutablePointer<Float>, ldc: Int, bias: UnsafePointer<Float>?, gate: ck_gate?,
        _ flags: Int32
    ) -> Bool {
        // A row or a column alone may be read either way; its other stride says nothing then.
        let isTurned = aColumn != 1
        let lda = isTurned ? Swift.max(aColumn, m) : Swift.max(aRow, k)
        let adds = flags & Int32(CK_ACCUMULATE) != 0
        guard
            cob_product(
                isTurned ? 1 : 0, 0, Int32(m), Int32(n), Int32(k), a, Int32(lda), b, Int32(ldb), adds ? 1 : 0, c,
                Int32(ldc)) != 0
        else { return false }
        finish(m, n, c, ldc: ldc, bias: bias, gate: gate, flags)
        return true
    }

    /// What the own product does at its end, after one that cannot.
    private func finish(
        _ m: Int, _ n: Int, _ c: UnsafeMutablePointer<Float>, ldc: Int, bias: UnsafePointer<Float>?, gate: ck_gate?,
        _ flags: Int32
    ) {
        guard bias != nil || gate != nil || flags & Int32(CK_RELU) != 0 else { return }
        for i in 0..<m {
            let row = c + i * ldc
            if let bias { table.pointee.add(n, row, bias, row) }
            if flags & Int32(CK_RELU) != 0 {
                table.pointee.activate(Int32(CK_RELU_FUNCTION), 0, n, row, row, nil)
            }
            guard let gate else { continue }
            table.pointee.relu_backward(n, gate.open + i * ldc, row, row, 0)
            if let sums = gate.sums { table.pointee.add(n, sums, row, sums) }
        }
    }
}
