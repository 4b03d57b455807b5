import Answers
import Arrays
import Files
import Language

/// What `np.load` gives of a file that `np.savez` wrote: a ZIP archive (APPNOTE 6.3) with an array in each of its parts.
struct ZippedArrays: Presentable, MadeByWord {
    static let kind = "NpzFile"
    var madeBy: String { "numpy.load" }

    let path: String
    /// In the order of the file.
    let names: [String]
    private let parts: [String: [UInt8]]

    var summary: String {
        let shown = names.count > 5 ? names.prefix(5).joined(separator: ", ") + "..." : names.joined(separator: ", ")
        return "NpzFile \(Value.text(path).repr) with keys: \(shown)"
    }

    /// The arrays as an archive whose parts are stored as they are.
    static func archive(_ arrays: [(name: String, bytes: [UInt8])], _ work: Work) throws -> [UInt8] {
        func little(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(number >> (8 * $0) & 255) } }
        var (out, index): ([UInt8], [UInt8]) = ([], [])
        for (name, bytes) in arrays {
            let file = Array((name + ".npy").utf8)
            guard out.count + bytes.count < 1 << 32 - 1, file.count < 1 << 16, arrays.count < 1 << 16 else {
                throw Mistake(
                    "the arrays take more than 4 GB", expected: "less", try: "np.save, one file for each array")
            }
            let check = try Int(checksum(bytes, work))
            // Version 2.0, names in UTF-8, stored; 1 January 1980.
            let shared =
                little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(33, 2) + little(check, 4)
                + little(bytes.count, 4) + little(bytes.count, 4) + little(file.count, 2) + little(0, 2)
            index +=
                little(0x0201_4b50, 4) + little(20, 2) + shared + little(0, 2) + little(0, 2) + little(0, 2)
                + little(0, 4) + little(out.count, 4) + file
            out += little(0x0403_4b50, 4) + shared + file
            try out.append(bytes, stoppedBy: work)
        }
        let end =
            little(0x0605_4b50, 4) + little(0, 4) + little(arrays.count, 2) + little(arrays.count, 2)
            + little(index.count, 4) + little(out.count, 4) + little(0, 2)
        out += index
        out += end
        return out
    }

    private static func checksum(_ bytes: [UInt8], _ work: Work) throws -> UInt32 {
        var sum: UInt32 = 0
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
            if work.isCancelled { throw Stopped() }
            sum = Checksum.crc32(bytes[start..<Swift.min(bytes.count, start + 1 << 20)], after: sum)
        }
        return sum
    }

    /// - Throws: `Mistake` for a file that is no such archive, is cut off or damaged.
    init(_ bytes: [UInt8], _ path: String) throws {
        func refuse(_ problem: String) -> Mistake {
            Mistake("\(path): \(problem)", expected: "a file that np.savez wrote").raised(as: "ValueError")
        }
        func number(_ at: Int, _ count: Int) throws -> Int {
            guard at >= 0, at + count <= bytes.count else { throw refuse("it is cut off") }
            return (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
        }
        guard
            let end = (0...Swift.max(0, bytes.count - 22)).reversed().prefix(66_000).first(where: {
                bytes[$0...].starts(with: [0x50, 0x4b, 5, 6])
            })
        else { throw refuse("it has no list of its parts") }
        var (names, parts): ([String], [String: [UInt8]]) = ([], [:])
        var at = try number(end + 16, 4)
        for _ in 0..<(try number(end + 10, 2)) {
            guard try number(at, 4) == 0x0201_4b50 else { throw refuse("the list of its parts is damaged") }
            let (method, check) = (try number(at + 10, 2), try number(at + 16, 4))
            let (packed, size) = (try number(at + 20, 4), try number(at + 24, 4))
            let (length, extra, note) = (try number(at + 28, 2), try number(at + 30, 2), try number(at + 32, 2))
            let place = try number(at + 42, 4)
            _ = try number(at + 45 + length, 1)
            let file = String(decoding: bytes[(at + 46)..<(at + 46 + length)], as: UTF8.self)
            let start = try place + 30 + number(place + 26, 2) + number(place + 28, 2)
            // Nothing is packed closer than about a thousandth.
            guard start + packed <= bytes.count, size <= packed * 1100 + 64 else { throw refuse("\(file) is cut off") }
            let body = bytes[start..<(start + packed)]
            var inflate = Inflate(method == 8 ? Array(body) : [])
            let content = method == 0 ? Array(body) : method == 8 ? inflate.run(atMost: size) : nil
            guard let content, content.count == size, Int(Checksum.crc32(content)) == check else {
                throw refuse("\(file) is damaged, or packed in a way that is not read here")
            }
            let name = file.hasSuffix(".npy") ? String(file.dropLast(4)) : file
            names.append(name)
            parts[name] = content
            at += 46 + length + extra + note
        }
        (self.path, self.names, self.parts) = (path, names, parts)
    }

    /// The array of that name.
    ///
    /// - Throws: `Mistake` (a KeyError) where there is none.
    func array(_ name: String) throws -> NDArray {
        guard let bytes = parts[name] ?? parts[name.hasSuffix(".npy") ? String(name.dropLast(4)) : name] else {
            throw Mistake("\(path) holds no array \"\(name)\"", expected: names.joined(separator: ", ")).raised(
                as: "KeyError", "'\(name) is not a file in the archive'")
        }
        return try ArrayFile.array(bytes, "\(name) of \(path)")
    }

    static let members: [Member] = [
        .attribute("files", of: ZippedArrays.self, "the names of the arrays") { .list($0.names.map { .text($0) }) },
        TableMember.method("keys", of: ZippedArrays.self, "the names of the arrays") { file, _ in
            .list(file.names.map { .text($0) })
        },
        TableMember.method("values", of: ZippedArrays.self, "the arrays") { file, _ in
            .list(try file.names.map { .thing(try file.array($0)) })
        },
        TableMember.method("items", of: ZippedArrays.self, "pairs of a name and its array") { file, _ in
            .list(try file.names.map { .tuple([.text($0), .thing(try file.array($0))]) })
        },
        TableMember.method("close", of: ZippedArrays.self, "has no effect: the file has been read whole") { _, _ in
            .none
        },
    ]
}

extension ZippedArrays: Iterable {
    var length: Int { names.count }
    func passed(_ place: Int) throws -> Value { .text(names[place]) }
    func holds(_ value: Value, _ work: Work) throws -> Bool { value.asText.map { parts[$0] != nil } ?? false }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, case .index(let value) = subscripts[0], let name = value.asText else {
            throw Mistake("the arrays of \(path) have names", expected: names.joined(separator: ", ")).raised(
                as: "KeyError")
        }
        return .thing(try array(name))
    }
}
