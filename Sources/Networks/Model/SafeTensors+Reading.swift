internal import Foundation
internal import Answers

/// Reading a safetensors file that anybody may have written: every length and place is checked before it is used.
extension SafeTensors {
    /// - Throws: `Mistake` when the bytes are cut short or are no safetensors.
    public init(bytes: [UInt8], name: String) throws {
        func broken(_ what: String) -> Mistake {
            Mistake(
                "\(name) is not a whole safetensors file: \(what)", expected: "a file written by save", argument: "path"
            )
        }
        guard bytes.count >= 8 else { throw broken("it has \(bytes.count) bytes") }
        let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
        guard length <= UInt64(bytes.count - 8) else {
            throw broken("its header should have \(length) bytes and \(bytes.count - 8) are there")
        }
        let start = 8 + Int(length)
        let header: TensorTable
        do {
            header = try JSONDecoder().decode(TensorTable.self, from: Data(bytes[8..<start]))
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
            let tensor = bytes.withUnsafeBytes { bytes in
                func number<Bits: FixedWidthInteger>(_ index: Int, as: Bits.Type) -> Bits {
                    Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: from + index * size, as: Bits.self))
                }
                return size == 8
                    ? Tensor(
                        shape: item.shape,
                        doubles: (0..<count).map { Double(bitPattern: number($0, as: UInt64.self)) })
                    : Tensor(
                        shape: item.shape,
                        floats: (0..<count).map { Float(bitPattern: number($0, as: UInt32.self)) })
            }
            tensors.append((name, tensor))
        }
    }

    /// Reads a file whole.
    ///
    /// - Throws: `Mistake` when it cannot be read, is cut short, or is no safetensors file.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Mistake("\(path) cannot be read", expected: "a file that exists")
        }
        try self.init(bytes: Array(data), name: path)
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
