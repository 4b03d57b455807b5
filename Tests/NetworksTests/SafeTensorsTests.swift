import Answers
import Foundation
import Networks
import Tensors
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

    @Test func aFileOfGigabytesIsRefusedByItsHeaderAndCanBeStopped() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "descent-test-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let header = #"{"a":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4000000000]}}"#
        let file = open(path, O_CREAT | O_WRONLY, 0o600)
        let start = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8)
        #expect(write(file, start, start.count) == start.count)
        // Nothing but a hole: the file takes no room on the disk.
        #expect(ftruncate(file, off_t(start.count + 4_000_000_000)) == 0)
        close(file)
        #expect(throws: Mistake.self) {
            try SafeTensors(path: path) { contents in
                #expect(contents.shapes == ["a": [1_000_000_000]])
                throw Mistake("it is of another model")
            }
        }
        let work = Work()
        work.cancel()
        #expect(throws: (any Error).self) { try SafeTensors(path: path, work: work) }
        let overlapping =
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
        let bytes =
            withUnsafeBytes(of: UInt64(overlapping.utf8.count).littleEndian) { Array($0) }
            + Array(overlapping.utf8) + [UInt8](repeating: 0, count: 8)
        #expect(throws: Mistake.self) { try SafeTensors(bytes: bytes, name: "x") }
        for name in ["/dev/zero", "a\u{0}b", "/nowhere"] {
            #expect(throws: Mistake.self, "\(name)") { try SafeTensors(path: name) }
        }
    }

    @Test func bytesAfterTheLastTensorAreRefused() {
        #expect {
            try SafeTensors(bytes: mixed.bytes + [0, 1, 2], name: "file")
        } throws: { error in
            (error as? Mistake)?.problem.contains("3 bytes follow") ?? false
        }
    }

    @Test func aWeightThatIsNotFiniteIsRefusedAndNothingChanges() throws {
        let network = try Network(Architecture([DenseLayer(units: 2)]), inputShapes: [[3]], seed: 1)
        let before = network.parameters.array
        for bad in [Float.nan, .infinity, -.infinity] {
            var file = try network.safeTensors()
            var floats = file.tensors[0].tensor.floats
            floats[4] = bad
            file.tensors[0].tensor = .init(shape: file.tensors[0].tensor.shape, floats: floats)
            #expect("\(bad)") {
                try network.load(file, name: "file")
            } throws: { error in
                (error as? Mistake)?.problem.contains("at place 4") ?? false
            }
        }
        #expect(network.parameters.array == before)
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
