import Answers
import Arrays
import Language

/// One array in NumPy's own format: `.npy`.
enum ArrayFile {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    private static let codes: [DType: String] = [
        .float64: "<f8", .float32: "<f4", .int64: "<i8", .int32: "<i4", .uint8: "|u1", .bool: "|b1",
    ]

    /// Bytes that are written between two looks at the work.
    static let pieceSize = 1 << 22

    /// One array in NumPy's own format.
    static func bytes(of given: NDArray, _ work: Work) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try pieces(of: given, work) { bytes += $0 }
        return bytes
    }

    /// The same piece by piece.
    static func pieces(of given: NDArray, _ work: Work, _ put: ([UInt8]) throws -> Void) throws {
        let array = try given.contiguous(work)
        var header =
            "{'descr': '\(codes[array.dtype] ?? "<f8")', 'fortran_order': False, 'shape': \(array.shape.shapeText), }"
        header += String(repeating: " ", count: 63 - (header.utf8.count + 10) % 64) + "\n"
        let length = header.utf8.count
        try put(magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + Array(header.utf8))
        let size = array.count * array.dtype.size
        for start in stride(from: 0, to: size, by: pieceSize) {
            if work.isCancelled { throw Stopped() }
            let count = Swift.min(pieceSize, size - start)
            try put(Array(UnsafeRawBufferPointer(start: array.data + start, count: count)))
        }
    }

    /// The array of a file.
    ///
    /// - Throws: `Mistake` for a file of another format, and for numbers that are not kept here.
    static func array(_ bytes: [UInt8], _ name: String) throws -> NDArray {
        func refuse(_ problem: String) -> Mistake {
            Mistake("\(name): \(problem)", expected: "a file that np.save wrote, with numbers in it")
        }
        guard bytes.count > 12, Array(bytes.prefix(6)) == magic else { throw refuse("it is no file of NumPy's format") }
        let isShort = bytes[6] == 1
        let start = isShort ? 10 : 12
        let length = (8..<start).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
        guard length <= bytes.count - start else { throw refuse("its header is cut off") }
        let header = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
        guard let dtype = codes.first(where: { header.contains("'\($0.value)'") })?.key,
            !header.contains("'fortran_order': True"), let open = header.lastIndex(of: "("),
            let close = header.lastIndex(of: ")"), open < close
        else { throw refuse("it holds what is not kept here: \(header.prefix(60))") }
        let shape = try header[header.index(after: open)..<close].split(separator: ",").compactMap { part -> Int? in
            let text = String(part).trimmingBlanks
            if text.isEmpty { return nil }
            guard let length = Int(text) else { throw refuse("its shape cannot be read") }
            return length
        }
        guard try NDArray.count(of: shape) * dtype.size == bytes.count - start - length else {
            throw refuse("it holds \(bytes.count - start - length) bytes, its shape \(shape.shapeText) says otherwise")
        }
        let made = try NDArray(uninitialised: shape, dtype)
        bytes.withUnsafeBytes { source in
            guard let base = source.baseAddress else { return }
            made.data.copyMemory(from: base + start + length, byteCount: made.count * dtype.size)
        }
        return made
    }
}
