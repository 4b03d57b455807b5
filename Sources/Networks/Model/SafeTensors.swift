internal import Foundation
internal import Numbers

/// A file of named tensors in the safetensors format: eight bytes with the length of a JSON header, the header with type,
/// shape and place of each tensor, then the numbers, little-endian.
public struct SafeTensors: Sendable, Equatable {
    /// One tensor; F32 in files unless `isDouble`.
    public struct Tensor: Sendable, Equatable {
        public var shape: [Int]
        public var values: [Double]
        public var isDouble: Bool

        public init(shape: [Int], floats: [Float]) {
            self.shape = shape
            values = floats.map(Double.init)
            isDouble = false
        }

        public init(shape: [Int], doubles: [Double]) {
            self.shape = shape
            values = doubles
            isDouble = true
        }

        public var floats: [Float] { values.map { Float($0) } }
    }

    /// Tensors in the order of the file.
    public var tensors: [(name: String, tensor: Tensor)] = []
    /// Free text beside the tensors.
    public var metadata: [String: String] = [:]

    public init() {}

    public static func == (a: SafeTensors, b: SafeTensors) -> Bool {
        a.metadata == b.metadata && a.tensors.elementsEqual(b.tensors) { $0.name == $1.name && $0.tensor == $1.tensor }
    }

    public subscript(name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }

    /// The file's bytes.
    public var bytes: [UInt8] {
        var data: [UInt8] = []
        var members: [JSON.Member] = []
        if !metadata.isEmpty {
            let items = metadata.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
            members.append(JSON.Member("__metadata__", .object(items)))
        }
        for (name, tensor) in tensors {
            let start = data.count
            for value in tensor.values {
                if tensor.isDouble {
                    withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
                } else {
                    withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { data.append(contentsOf: $0) }
                }
            }
            members.append(
                JSON.Member(
                    name,
                    .members([
                        "dtype": .string(tensor.isDouble ? "F64" : "F32"),
                        "shape": .array(tensor.shape.map { .integer($0) }),
                        "data_offsets": .array([.integer(start), .integer(data.count)]),
                    ])))
        }
        var header = Array(JSON.object(members).text.utf8)
        // The format aligns the numbers to eight bytes with spaces.
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
    }

    /// - Throws: `Mistake` when the bytes are cut short or are no safetensors.
    public init(bytes: [UInt8], name: String) throws {
        func broken(_ what: String) -> Mistake {
            Mistake("\(name) is not a whole safetensors file: \(what)", expected: "a file written by save")
        }
        guard bytes.count >= 8 else { throw broken("it has \(bytes.count) bytes") }
        let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
        guard length <= UInt64(bytes.count - 8) else {
            throw broken("its header should have \(length) bytes and \(bytes.count - 8) are there")
        }
        let start = 8 + Int(length)
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(bytes[8..<start]))
        } catch {
            throw broken("its header is not readable")
        }
        metadata = header.metadata
        for (name, item) in header.items.sorted(by: {
            $0.item.data_offsets.first ?? 0 < $1.item.data_offsets.first ?? 0
        }) {
            let size = item.dtype == "F64" ? 8 : 4
            guard item.dtype == "F32" || item.dtype == "F64" else {
                throw broken("tensor '\(name)' is of type \(item.dtype), and only F32 and F64 are read")
            }
            guard item.data_offsets.count == 2, item.data_offsets[0] >= 0,
                item.data_offsets[1] >= item.data_offsets[0], let count = item.shape.numbers,
                (item.data_offsets[1] - item.data_offsets[0]).quotientAndRemainder(dividingBy: size) == (count, 0)
            else { throw broken("the shape and the place of tensor '\(name)' do not agree") }
            guard item.data_offsets[1] <= bytes.count - start else {
                throw broken(
                    "tensor '\(name)' should end at byte \(item.data_offsets[1]) of \(bytes.count - start); it is cut short"
                )
            }
            let from = start + item.data_offsets[0]
            let values = (0..<count).map { index -> Double in
                let at = from + index * size
                let bits = (0..<size).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
                return size == 8
                    ? Double(bitPattern: bits) : Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
            }
            var tensor = Tensor(shape: item.shape, doubles: values)
            tensor.isDouble = size == 8
            tensors.append((name, tensor))
        }
    }

    /// Writes beside the old file first, so that a failure leaves the old one whole.
    public func write(to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Mistake("\(path) cannot be written", expected: "a folder that exists and may be written to")
        }
    }

    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Mistake("\(path) cannot be read", expected: "a file that exists")
        }
        try self.init(bytes: Array(data), name: path)
    }
}

/// The JSON header: tensors under their names, and `__metadata__`.
private struct Header: Decodable {
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
