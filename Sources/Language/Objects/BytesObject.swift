import Answers

/// `b"GIF"`: whole numbers from 0 to 255 that never change, written as text where they are letters of English.
final class BytesObject: Object, @unchecked Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        super.init()
    }

    override var kindName: String { "bytes object" }
    override var pythonType: String { "bytes" }
    override var spelled: String { BytesObject.quote(bytes) }

    override func isIdentical(to other: Object) -> Bool { (other as? BytesObject)?.bytes == bytes }

    /// As a literal; beyond the limit it is cut.
    static func quote(_ bytes: [UInt8], atMost limit: Int = .max) -> String {
        let shown = bytes.prefix(limit)
        let (single, double) = (UInt8(ascii: "'"), UInt8(ascii: "\""))
        let mark = shown.contains(single) && !shown.contains(double) ? double : single
        var out = [UInt8(ascii: "b"), mark]
        for byte in shown {
            switch byte {
            case mark, UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): out += "\\n".utf8
            case UInt8(ascii: "\r"): out += "\\r".utf8
            case UInt8(ascii: "\t"): out += "\\t".utf8
            case 0x20..<0x7f: out.append(byte)
            default: out += "\\x".utf8 + hexadecimal(byte)
            }
        }
        if shown.count < bytes.count { out += "…".utf8 }
        return String(decoding: out + [mark], as: UTF8.self)
    }

    /// Two digits of base 16.
    static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// The number at a place.
    ///
    /// - Throws: `Mistake` for no whole number, and for a place that there is not.
    func element(_ index: Value) throws -> Value {
        if case .number = index.plain { throw unfit(index) }
        do {
            return .int(Int(bytes[try Subscripts.position(index, bytes.count, "bytes")]))
        } catch let mistake as Mistake {
            if Subscripts.whole(index) == nil { throw unfit(index) }
            throw mistake.raised(as: "IndexError", "index out of range")
        }
    }

    private func unfit(_ index: Value) -> Mistake {
        Mistake("\(index.brief) cannot be an index", expected: "a whole number").raised(
            as: "TypeError", "byte indices must be integers or slices, not \(index.pythonType)")
    }

    /// Whether a number, or other bytes, stand in them.
    ///
    /// - Throws: `Mistake` for anything else.
    func contains(_ element: Value, _ work: Work) throws -> Bool {
        if case .object(let part as BytesObject) = element {
            var check = StopCheck(work)
            return try part.bytes.isEmpty
                || !StringSearch.places(of: part.bytes, in: bytes, atMost: 1, &check).isEmpty
        }
        return bytes.contains(try BytesObject.byte(element))
    }

    /// A whole number from 0 to 255.
    ///
    /// - Throws: `Mistake` (a ValueError) for other whole numbers, and (a TypeError) for anything else.
    static func byte(_ value: Value) throws -> UInt8 {
        guard let number = value.asBig else { throw notBytes(value) }
        guard let byte = number.asInt.flatMap({ UInt8(exactly: $0) }) else {
            throw Mistake("\(value.brief) is no byte", expected: "a whole number from 0 to 255").raised(
                as: "ValueError", "byte must be in range(0, 256)")
        }
        return byte
    }

    /// Something stands where bytes are wanted.
    static func notBytes(_ value: Value) -> Mistake {
        let isText = if case .text = value { true } else { false }
        return Mistake(
            "\(value.brief) is \(Phrase.indefinite(value.kind)), and bytes are wanted", expected: "bytes",
            try: isText ? "\(value.brief).encode()" : "bytes([\(value.brief)])"
        ).raised(as: "TypeError", "a bytes-like object is required, not '\(value.pythonType)'")
    }
}
