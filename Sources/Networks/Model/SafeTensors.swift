internal import Files
public import Answers

/// A file of named tensors in the safetensors format: eight bytes with the length of a JSON header, the header with type,
/// shape and place of each tensor, then the numbers, little-endian.
public struct SafeTensors: Sendable, Equatable {
    /// One tensor of a file: its shape and its numbers, row by row.
    public struct Tensor: Sendable, Equatable {
        /// Extents; the last moves fastest.
        public var shape: [Int]
        /// In the type in which they stand in the file.
        public var numbers: Storage

        /// F32 or F64 in files.
        public enum Storage: Sendable, Equatable {
            case floats([Float])
            case doubles([Double])
        }

        /// A tensor of type F32; as many numbers as the shape has.
        public init(shape: [Int], floats: [Float]) {
            self.shape = shape
            numbers = .floats(floats)
        }

        /// A tensor of type F64; as many numbers as the shape has.
        public init(shape: [Int], doubles: [Double]) {
            self.shape = shape
            numbers = .doubles(doubles)
        }

        /// The numbers as Double, exactly.
        public var values: [Double] {
            switch numbers {
            case .floats(let floats): floats.map(Double.init)
            case .doubles(let doubles): doubles
            }
        }

        /// The numbers as Float, rounded where the file has F64.
        public var floats: [Float] {
            switch numbers {
            case .floats(let floats): floats
            case .doubles(let doubles): doubles.map { Float($0) }
            }
        }

        var isDouble: Bool { if case .doubles = numbers { true } else { false } }

        fileprivate var byteCount: Int {
            switch numbers {
            case .floats(let floats): 4 * floats.count
            case .doubles(let doubles): 8 * doubles.count
            }
        }
    }

    /// In the order of the file.
    public var tensors: [(name: String, tensor: Tensor)] = []
    /// Free text beside the tensors.
    public var metadata: [String: String] = [:]

    /// A file without tensors, to be filled.
    public init() {}

    /// Whether both hold the same tensors, in any order, and the same metadata.
    public static func == (a: SafeTensors, b: SafeTensors) -> Bool {
        a.metadata == b.metadata && a.tensors.elementsEqual(b.tensors) { $0.name == $1.name && $0.tensor == $1.tensor }
    }

    /// The tensor of that name, or nil.
    public subscript(name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }

    /// The whole file as it is written: length, header, numbers. A large one is written in pieces instead.
    public var bytes: [UInt8] {
        var data: [UInt8] = []
        eachPiece { data += $0 }
        return data
    }

    /// Hands out the file piece by piece, so that writing it takes no copy of the tensors.
    private func eachPiece(_ body: ([UInt8]) throws -> Void) rethrows {
        // Double tensors come first: every number then lies at a multiple of its own size.
        let ordered = tensors.filter(\.tensor.isDouble) + tensors.filter { !$0.tensor.isDouble }
        try body(header(of: ordered))
        for (_, tensor) in ordered {
            switch tensor.numbers {
            case .floats(let floats): try eachPiece(of: floats.lazy.map(\.bitPattern), body)
            case .doubles(let doubles): try eachPiece(of: doubles.lazy.map(\.bitPattern), body)
            }
        }
    }

    private func header(of ordered: [(name: String, tensor: Tensor)]) -> [UInt8] {
        var members: [JSON.Pair] = []
        if !metadata.isEmpty {
            let items = metadata.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, .string($0.value)) }
            members.append(JSON.Pair("__metadata__", .object(items)))
        }
        var start = 0
        for (name, tensor) in ordered {
            let end = start + tensor.byteCount
            members.append(
                JSON.Pair(
                    name,
                    .members([
                        "dtype": .string(tensor.isDouble ? "F64" : "F32"),
                        "shape": .array(tensor.shape.map { .integer($0) }),
                        "data_offsets": .array([.integer(start), .integer(end)]),
                    ])))
            start = end
        }
        var header = Array(JSON.object(members).text.utf8)
        // The format aligns the numbers to eight bytes with spaces.
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
    }

    private func eachPiece<Bits: FixedWidthInteger>(
        of numbers: some RandomAccessCollection<Bits>, _ body: ([UInt8]) throws -> Void
    ) rethrows {
        var rest = numbers[...]
        while !rest.isEmpty {
            let piece = rest.prefix(1 << 14).map(\.littleEndian)
            rest = rest.dropFirst(piece.count)
            try body(piece.withUnsafeBytes { Array($0) })
        }
    }

    /// Writes beside the old file first, so that a failure leaves the old one whole.
    ///
    /// - Parameter work: writing ends when it is cancelled.
    /// - Throws: `Mistake` when the folder is not there, may not be written to, or is full; `Stopped` when the work was.
    public func write(to path: String, work: Work = Work()) throws {
        var draft = try FileDraft(path)
        try eachPiece {
            if work.isCancelled { throw Stopped() }
            try draft.write($0)
        }
        try draft.commit()
    }
}
