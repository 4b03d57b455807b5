internal import Foundation
@preconcurrency internal import Glibc
internal import Tensors
public import Answers

/// Reading a safetensors file that anybody may have written: every length and place is checked before it is used.
extension SafeTensors {
    /// What a file says that it holds, before any of its numbers is read.
    public struct Contents: Sendable {
        /// The extents of each tensor, by its name.
        public var shapes: [String: [Int]]
    }

    /// - Throws: `Mistake` when the bytes are cut short or are no safetensors.
    public init(bytes: [UInt8], name: String) throws {
        try self.init(size: bytes.count, name: name, work: Work()) {
            Array(bytes[$0])
        } check: { _ in
        }
    }

    /// Reads a file: its header first, and then, if `check` has nothing against it, its numbers piece by piece.
    ///
    /// - Parameters:
    ///   - work: reading ends when it is cancelled.
    ///   - check: refuses what the file holds by throwing.
    /// - Throws: `Mistake` when it cannot be read, is cut short, needs more memory than there is, is no safetensors file,
    ///   or reading was stopped.
    public init(path: String, work: Work = Work(), check: (Contents) throws -> Void = { _ in }) throws {
        let file = path.utf8.contains(0) ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        defer { if file >= 0 { close(file) } }
        var found = stat()
        guard file >= 0, fstat(file, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
            throw Mistake("\(path) cannot be read", expected: "a file that exists")
        }
        try self.init(size: Int(found.st_size), name: path, work: work) { range in
            var bytes = [UInt8](repeating: 0, count: range.count)
            var taken = 0
            while taken < range.count {
                let count = bytes.withUnsafeMutableBytes {
                    pread(file, $0.baseAddress.map { $0 + taken }, range.count - taken, off_t(range.lowerBound + taken))
                }
                guard count > 0 else { throw Mistake("\(path) became shorter while it was read") }
                taken += count
            }
            return bytes
        } check: {
            try check($0)
        }
    }

    /// Bytes that a header may have.
    private static let longestHeader = 1 << 24
    /// Numbers that are read at once.
    private static let piece = 1 << 17

    private init(
        size: Int, name: String, work: Work, read: (Range<Int>) throws -> [UInt8], check: (Contents) throws -> Void
    ) throws {
        let broken: Refusal = { what in
            Mistake(
                "\(name) is not a whole safetensors file: \(what)", expected: "a file written by save", argument: "path"
            )
        }
        let (header, start) = try SafeTensors.header(size: size, read, broken)
        metadata = header.metadata
        let items = header.items.sorted { $0.item.data_offsets.first ?? 0 < $1.item.data_offsets.first ?? 0 }
        let end = try SafeTensors.end(of: items.map { ($0.name, $0.item) }, room: size - start, broken)
        try check(Contents(shapes: Dictionary(items.map { ($0.name, $0.item.shape) }) { $1 }))
        try MemoryRoom.check(Double(end), for: "the tensors of \(name)") { _ in nil }
        for (name, item) in items {
            let from = start + item.data_offsets[0]
            let count = item.shape.numbers ?? 0
            tensors.append(
                (
                    name,
                    item.dtype == "F64"
                        ? Tensor(
                            shape: item.shape,
                            doubles: try SafeTensors.numbers(count, from, UInt64.self, read, work) {
                                Double(bitPattern: $0)
                            })
                        : Tensor(
                            shape: item.shape,
                            floats: try SafeTensors.numbers(count, from, UInt32.self, read, work) {
                                Float(bitPattern: $0)
                            })
                ))
        }
    }

    /// That a file is not what it should be.
    private typealias Refusal = (_ what: String) -> Mistake

    /// What the file says of its tensors, and where they begin.
    private static func header(
        size: Int, _ read: (Range<Int>) throws -> [UInt8], _ broken: Refusal
    ) throws -> (header: TensorTable, start: Int) {
        guard size >= 8 else { throw broken("it has \(size) bytes") }
        let length = try read(0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(size - 8) else {
            throw broken("its header should have \(length) bytes and \(size - 8) are there")
        }
        guard length <= UInt64(SafeTensors.longestHeader) else { throw broken("its header has \(length) bytes") }
        let start = 8 + Int(length)
        do {
            return (try JSONDecoder().decode(TensorTable.self, from: Data(try read(8..<start))), start)
        } catch {
            throw broken("its header is not readable")
        }
    }

    /// Where the last tensor ends, once each is found to lie behind the one before it.
    private static func end(
        of items: [(name: String, item: TensorTable.Item)], room: Int, _ broken: Refusal
    ) throws -> Int {
        var end = 0
        for (name, item) in items {
            let bytes = item.dtype == "F64" ? 8 : 4
            guard item.dtype == "F32" || item.dtype == "F64" else {
                throw broken("tensor '\(name)' is of type \(item.dtype), and only F32 and F64 are read")
            }
            guard item.data_offsets.count == 2, item.data_offsets[0] >= 0,
                item.data_offsets[1] >= item.data_offsets[0], let count = item.shape.numbers,
                (item.data_offsets[1] - item.data_offsets[0]).quotientAndRemainder(dividingBy: bytes) == (count, 0)
            else { throw broken("the shape and the place of tensor '\(name)' do not agree") }
            guard item.data_offsets[1] <= room else {
                throw broken(
                    "tensor '\(name)' should end at byte \(item.data_offsets[1]) of \(room); it is cut short")
            }
            guard item.data_offsets[0] >= end || count == 0 else {
                throw broken("tensor '\(name)' lies over another one")
            }
            end = Swift.max(end, item.data_offsets[1])
        }
        guard end == room else { throw broken("\(room - end) bytes follow after its last tensor") }
        return end
    }

    private static func numbers<Bits: FixedWidthInteger, Number>(
        _ count: Int, _ from: Int, _ bits: Bits.Type, _ read: (Range<Int>) throws -> [UInt8], _ work: Work,
        _ number: (Bits) -> Number
    ) throws -> [Number] {
        let size = MemoryLayout<Bits>.size
        var numbers: [Number] = []
        numbers.reserveCapacity(count)
        while numbers.count < count {
            if work.isCancelled { throw Mistake("stopped while the file was read") }
            let first = from + numbers.count * size
            let bytes = try read(first..<(first + size * Swift.min(piece, count - numbers.count)))
            bytes.withUnsafeBytes { bytes in
                for place in stride(from: 0, to: bytes.count, by: size) {
                    numbers.append(
                        number(Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Bits.self))))
                }
            }
        }
        return numbers
    }
}

/// The JSON header: tensors under their names, and `__metadata__`.
private struct TensorTable: Decodable {
    struct Item: Decodable {
        var dtype: String
        var shape: [Int]
        var data_offsets: [Int]
    }
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    var items: [(name: String, item: Item)] = []
    var metadata: [String: String] = [:]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for key in container.allKeys {
            if key.stringValue == "__metadata__" {
                metadata = try container.decode([String: String].self, forKey: key)
            } else {
                items.append((key.stringValue, try container.decode(Item.self, forKey: key)))
            }
        }
    }
}
