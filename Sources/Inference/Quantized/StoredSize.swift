internal import Answers

/// Bytes that the numbers of a model take in a file, and what they would take as Float32.
///
/// A tensor with many zeros is kept as a bit for each place and the other numbers, where that is smaller.
public struct StoredSize: Sendable, Equatable {
    /// Bytes in the file: of each tensor the smaller of its two forms, with scales and zeros.
    public private(set) var bytes = 0
    /// With four bytes for each number.
    public private(set) var full = 0

    /// A file without tensors: 0 bytes.
    public init() {}

    /// Adds a tensor.
    ///
    /// - Parameters:
    ///   - bits: of each number.
    ///   - extra: bytes beside the numbers: scales and zeros.
    public mutating func add(count: Int, zeros: Int, bits: Int, extra: Int = 0) {
        let dense = (count * bits + 7) / 8
        let sparse = (count + 7) / 8 + ((count - zeros) * bits + 7) / 8
        bytes += Swift.min(dense, sparse) + extra
        full += 4 * count
    }

    /// `bytes` over `full`
    public var share: Double { full == 0 ? 1 : Double(bytes) / Double(full) }
    /// `9.7 kB, 26.1 % of 37.1 kB`
    public var text: String {
        "\(MemoryRoom.spell(Double(bytes))), \((100 * share).short(3)) % of \(MemoryRoom.spell(Double(full)))"
    }
}
