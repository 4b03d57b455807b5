internal import CKernels

/// Products of bytes by the best instructions of this processor. Every set gives the same integers.
public struct ByteKernels: @unchecked Sendable {
    /// The C functions: constant data of the program, so sharing the pointer is safe.
    let table: UnsafePointer<ck_bytes>
    /// The set of instructions: its place in `names`.
    public let level: Int

    /// The sets of instructions there are code paths for.
    public static let names = ["plain C", "AVX2", "AVX-VNNI", "AVX-512 VNNI"]
    /// A row of bytes is as long as a multiple of this.
    public static let step = Int(CK_BYTE_STEP)
    /// The longest row whose sums fit into 32 bits whatever the bytes are: ⌊2³¹/(255·128)⌋, as a multiple of `step`.
    public static let longestRow = 65_792

    /// What this processor does best.
    public static let best = ByteKernels()

    private init() { (table, level) = (ck_best_bytes(), Int(ck_best_bytes_level())) }

    /// - Parameter level: place in `names`.
    /// - Returns: nil where the processor lacks those instructions.
    public init?(level: Int) {
        guard let table = ck_bytes_at_level(Int32(clamping: level)) else { return nil }
        (self.table, self.level) = (table, level)
    }

    /// The name of the set.
    public var name: String { ByteKernels.names[level] }

    /// c[i,j] = Σₖ a[i,k]·w[j,k], exact.
    ///
    /// - Parameters:
    ///   - a: m rows of k bytes.
    ///   - w: n rows of k bytes.
    ///   - k: a multiple of `step`, at most `longestRow`.
    /// - Returns: m rows of n sums.
    public func product(_ a: [UInt8], _ w: [Int8], m: Int, n: Int, k: Int) -> [Int32] {
        precondition(k % ByteKernels.step == 0 && k <= ByteKernels.longestRow && a.count == m * k && w.count == n * k)
        var sums = [Int32](repeating: 0, count: m * n)
        a.withUnsafeBufferPointer { a in
            w.withUnsafeBufferPointer { w in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let a = a.baseAddress, let w = w.baseAddress, let sums = sums.baseAddress else { return }
                    table.pointee.product(m, n, k, a, w, sums)
                }
            }
        }
        return sums
    }

    /// The integers of numbers on an affine grid of 8 bits.
    public func quantised(_ x: [Float], _ grid: IntegerGrid) -> [UInt8] {
        let count = x.count
        var bytes = [UInt8](repeating: 0, count: count)
        x.withUnsafeBufferPointer { x in
            bytes.withUnsafeMutableBufferPointer { bytes in
                guard let x = x.baseAddress, let bytes = bytes.baseAddress else { return }
                table.pointee.quantise(count, x, 1 / grid.scale, Int32(grid.zero), bytes)
            }
        }
        return bytes
    }
}
