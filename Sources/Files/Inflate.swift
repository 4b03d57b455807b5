/// DEFLATE (RFC 1951), by canonical Huffman codes counted per length.
package struct Inflate {
    private let bytes: [UInt8]
    private var at = 0
    private var bits = 0
    private var held = 0
    private var out: [UInt8] = []

    /// Reads packed bytes without a head of zlib's or gzip's.
    package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    private struct HuffmanCode {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: some Collection<Int>) {
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            for length in 1...15 {
                for (symbol, one) in lengths.enumerated() where one == length { symbols.append(symbol) }
            }
        }
    }

    /// The unpacked bytes; nil for damaged data or more than `limit`.
    package mutating func run(atMost limit: Int) -> [UInt8]? {
        out.reserveCapacity(limit)
        var isLast = false
        while !isLast {
            guard let last = take(1), let kind = take(2) else { return nil }
            isLast = last == 1
            let isGood =
                switch kind {
                case 0: stored()
                case 1: coded(Inflate.fixedLengths, HuffmanCode([Int](repeating: 5, count: 30)), limit)
                case 2: dynamic(limit)
                default: false
                }
            guard isGood, out.count <= limit else { return nil }
        }
        return out
    }

    private mutating func take(_ count: Int) -> Int? {
        while held < count {
            guard at < bytes.count else { return nil }
            bits |= Int(bytes[at]) << held
            at += 1
            held += 8
        }
        let value = bits & ((1 << count) - 1)
        bits >>= count
        held -= count
        return value
    }

    private mutating func symbol(_ code: HuffmanCode) -> Int? {
        var (value, first, index) = (0, 0, 0)
        for length in 1...15 {
            guard let bit = take(1) else { return nil }
            value |= bit
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        return nil
    }

    private mutating func stored() -> Bool {
        bits = 0
        held = 0
        guard at + 4 <= bytes.count else { return false }
        let length = Int(bytes[at]) | Int(bytes[at + 1]) << 8
        at += 4
        guard at + length <= bytes.count else { return false }
        out += bytes[at..<(at + length)]
        at += length
        return true
    }

    private static let fixedLengths = HuffmanCode(
        (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })

    private mutating func dynamic(_ limit: Int) -> Bool {
        guard let hlit = take(5), let hdist = take(5), let hclen = take(4) else { return false }
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [Int](repeating: 0, count: 19)
        for index in 0..<(hclen + 4) {
            guard let length = take(3) else { return false }
            lengths[order[index]] = length
        }
        let meta = HuffmanCode(lengths)
        var all: [Int] = []
        while all.count < hlit + 257 + hdist + 1 {
            guard let one = symbol(meta) else { return false }
            switch one {
            case 16:
                guard let last = all.last, let times = take(2) else { return false }
                all += [Int](repeating: last, count: 3 + times)
            case 17, 18:
                guard let times = take(one == 17 ? 3 : 7) else { return false }
                all += [Int](repeating: 0, count: (one == 17 ? 3 : 11) + times)
            default: all.append(one)
            }
        }
        guard all.count == hlit + 257 + hdist + 1 else { return false }
        return coded(HuffmanCode(all[..<(hlit + 257)]), HuffmanCode(all[(hlit + 257)...]), limit)
    }

    private mutating func coded(_ literals: HuffmanCode, _ distances: HuffmanCode, _ limit: Int) -> Bool {
        let bases = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
            163, 195, 227, 258,
        ]
        let extras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
        while true {
            guard let one = symbol(literals) else { return false }
            if one < 256 {
                out.append(UInt8(one))
            } else if one == 256 {
                return true
            } else {
                guard one - 257 < bases.count, let more = take(extras[one - 257]), let far = symbol(distances),
                    far < 30
                else { return false }
                let length = bases[one - 257] + more
                let places = max(0, far / 2 - 1)
                guard let rest = take(places) else { return false }
                let distance = far < 4 ? far + 1 : ((2 + far % 2) << places) + 1 + rest
                guard distance <= out.count, out.count + length <= limit else { return false }
                for _ in 0..<length { out.append(out[out.count - distance]) }
            }
            if out.count > limit { return false }
        }
    }
}
