/// The checksum that PNG and ZIP ask for: CRC-32 (ISO 3309).
@usableFromInline package enum Checksum {
    @usableFromInline static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }

    /// Of these bytes, or of more that follow those of an earlier sum.
    @inlinable package static func crc32(_ bytes: some Sequence<UInt8>, after start: UInt32 = 0) -> UInt32 {
        let table = table
        return ~bytes.reduce(~start) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    }
}
