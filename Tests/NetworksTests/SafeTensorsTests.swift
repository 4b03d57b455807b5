import Foundation
import Networks
import Testing

/// Files of tensors, as the safetensors format has them.
@Suite struct SafeTensorsTests {
    /// Three numbers of four bytes before those of eight: out of step, if they were written in that order.
    private var mixed: SafeTensors {
        var file = SafeTensors()
        file.tensors = [
            ("a", .init(shape: [3], floats: [1, -2.5, .infinity])), ("b", .init(shape: [2, 1], doubles: [0.1, -0.0])),
            ("empty", .init(shape: [0, 4], floats: [])), ("c", .init(shape: [1], floats: [.leastNonzeroMagnitude])),
        ]
        file.metadata = ["seed": "7"]
        return file
    }

    @Test func everyNumberLiesAtAMultipleOfItsOwnSize() throws {
        let bytes = mixed.bytes
        let length = Int(bytes[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        #expect(length % 8 == 0)
        let header = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: [String: Any]])
        var ends: [Int] = []
        for (name, size) in [("a", 4), ("b", 8), ("c", 4), ("empty", 4)] {
            let offsets = try #require(header[name]?["data_offsets"] as? [Int])
            #expect(offsets[0] % size == 0, "\(name) begins at \(offsets[0])")
            ends.append(offsets[1])
        }
        #expect(ends.max() == bytes.count - 8 - length)
    }

    @Test func aFileGivesBackEveryBit() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "descent-test-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try mixed.write(to: path)
        let read = try SafeTensors(path: path)
        #expect(read.metadata == mixed.metadata)
        for (name, tensor) in mixed.tensors {
            let found = try #require(read[name])
            #expect(found.shape == tensor.shape, "\(name)")
            #expect(found.values.map(\.bitPattern) == tensor.values.map(\.bitPattern), "\(name)")
        }
        #expect(FileManager.default.contents(atPath: path).map(Array.init) == mixed.bytes)
        #expect(!FileManager.default.fileExists(atPath: path + ".part"))
    }
}
