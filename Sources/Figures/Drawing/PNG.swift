// Reading back the PNG that gnuplot wrote: for terminals that want pixels, and for tests that look at a picture.

import Answers
import Files

/// A decoded picture: 8-bit RGB, row by row from the top. Reads what gnuplot writes: 8 bits per channel, RGB, RGBA or
/// palette, not interlaced.
struct PNG: Sendable, Equatable {
    let width: Int
    let height: Int
    let rgb: [UInt8]

    subscript(x: Int, y: Int) -> Color {
        let i = 3 * (y * width + x)
        return Color(UInt32(rgb[i]) << 16 | UInt32(rgb[i + 1]) << 8 | UInt32(rgb[i + 2]))
    }

    init(_ bytes: [UInt8]) throws {
        let unreadable = Mistake("the picture is not a PNG that can be read", expected: "8-bit RGB, not interlaced")
        func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }
        guard bytes.count > 33, bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) else { throw unreadable }
        let (width, height) = (number(16), number(20))
        let (depth, kind, interlace) = (bytes[24], bytes[25], bytes[28])
        guard depth == 8, interlace == 0, width > 0, height > 0, width * height < 200_000_000,
            let channels = [2: 3, 3: 1, 6: 4][kind]
        else { throw unreadable }
        var data: [UInt8] = []
        var palette: [UInt8] = []
        var at = 8
        while at + 12 <= bytes.count {
            let length = number(at)
            guard length <= bytes.count - at - 12 else { throw unreadable }
            let name = String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self)
            if name == "IDAT" { data += bytes[(at + 8)..<(at + 8 + length)] }
            if name == "PLTE" { palette = Array(bytes[(at + 8)..<(at + 8 + length)]) }
            at += 12 + length
        }
        let stride = width * channels
        var inflate = Inflate(data.dropFirst(2))
        guard var raw = inflate.run(atMost: (stride + 1) * height), raw.count >= (stride + 1) * height else {
            throw unreadable
        }
        guard PNG.unfilter(&raw, stride: stride, height: height, channels: channels) else { throw unreadable }
        var rgb: [UInt8] = []
        rgb.reserveCapacity(3 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                let i = y * (stride + 1) + 1 + x * channels
                if channels == 1 {
                    let p = 3 * Int(raw[i])
                    guard p + 2 < palette.count else { throw unreadable }
                    rgb += palette[p...(p + 2)]
                } else {
                    rgb += raw[i...(i + 2)]
                }
            }
        }
        self.width = width
        self.height = height
        self.rgb = rgb
    }

    /// Undoes the row filters (PNG specification 9.2).
    private static func unfilter(_ raw: inout [UInt8], stride: Int, height: Int, channels: Int) -> Bool {
        for y in 0..<height {
            let row = y * (stride + 1)
            let filter = raw[row]
            guard filter <= 4 else { return false }
            for i in 0..<stride {
                let at = row + 1 + i
                let left = i >= channels ? Int(raw[at - channels]) : 0
                let above = y > 0 ? Int(raw[at - stride - 1]) : 0
                let corner = y > 0 && i >= channels ? Int(raw[at - stride - 1 - channels]) : 0
                let guess =
                    switch filter {
                    case 1: left
                    case 2: above
                    case 3: (left + above) / 2
                    case 4: paeth(left, above, corner)
                    default: 0
                    }
                raw[at] = raw[at] &+ UInt8(truncatingIfNeeded: guess)
            }
        }
        return true
    }

    private static func paeth(_ a: Int, _ b: Int, _ c: Int) -> Int {
        let p = a + b - c
        let (pa, pb, pc) = (abs(p - a), abs(p - b), abs(p - c))
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
    }
}
