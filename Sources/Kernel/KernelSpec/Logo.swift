import Files

/// The kernel's picture: a valley seen from above, and the way down into it.
enum Logo {
    /// From the rim inwards: colour and half the width and the height of each ring, on a square of 64.
    private static let rings: [(color: UInt32, across: Double, down: Double)] = [
        (0x440154, 30, 30), (0x3b528b, 25.5, 22), (0x21918c, 20, 15), (0x5ec962, 13.5, 9), (0xfde725, 6.5, 4),
    ]

    /// The steps of the way, on the same square.
    private static let path: [(x: Double, y: Double)] = [(15, 12), (24, 47), (31, 21), (35, 40), (37, 29), (38, 34)]
    private static let middle = (x: 38.0, y: 34.0)

    /// How far the middle of a ring lies from that of the square: all the way for the innermost.
    private static func centre(_ index: Int) -> (x: Double, y: Double) {
        let share = Double(index) / Double(rings.count - 1)
        return (32 + (middle.x - 32) * share, 32 + (middle.y - 32) * share)
    }

    /// As a drawing.
    static var svg: String {
        let ellipses = rings.enumerated().map { index, ring in
            let centre = centre(index)
            let color = String(ring.color, radix: 16)
            return
                "<ellipse cx=\"\(centre.x)\" cy=\"\(centre.y)\" rx=\"\(ring.across)\" ry=\"\(ring.down)\" fill=\"#\(color)\"/>"
        }
        let points = path.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
            \(ellipses.joined(separator: "\n"))
            <polyline points="\(points)" fill="none" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" \
            stroke-linecap="round"/>
            </svg>

            """
    }

    /// As points: nine for each, averaged.
    static func png(size: Int) -> [UInt8] {
        var pixels: [UInt8] = []
        for row in 0..<size {
            // Each row begins with the filter it went through: none.
            pixels.append(0)
            for column in 0..<size { pixels += pixel(column, row, 64 / Double(size)) }
        }
        return PNGFile.bytes(width: size, height: size, rows: pixels)
    }

    private static func pixel(_ column: Int, _ row: Int, _ scale: Double) -> [UInt8] {
        let fine = 3
        var sum = (red: 0.0, green: 0.0, blue: 0.0, covered: 0.0)
        for index in 0..<(fine * fine) {
            let x = (Double(column) + (Double(index % fine) + 0.5) / Double(fine)) * scale
            let y = (Double(row) + (Double(index / fine) + 0.5) / Double(fine)) * scale
            guard let color = color(x, y) else { continue }
            sum.red += Double(color >> 16 & 255)
            sum.green += Double(color >> 8 & 255)
            sum.blue += Double(color & 255)
            sum.covered += 1
        }
        guard sum.covered > 0 else { return [0, 0, 0, 0] }
        return [sum.red, sum.green, sum.blue].map { UInt8($0 / sum.covered) }
            + [UInt8(255 * sum.covered / Double(fine * fine))]
    }

    private static func color(_ x: Double, _ y: Double) -> UInt32? {
        for (from, to) in zip(path, path.dropFirst()) where distance(x, y, from, to) < 1.5 { return 0xffffff }
        for (index, ring) in rings.enumerated().reversed() {
            let centre = centre(index)
            let (across, down) = ((x - centre.x) / ring.across, (y - centre.y) / ring.down)
            if across * across + down * down <= 1 { return ring.color }
        }
        return nil
    }

    /// From a point to the line between two others.
    private static func distance(
        _ x: Double, _ y: Double, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)
    ) -> Double {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let along = Swift.max(0, Swift.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)))
        let (offX, offY) = (x - from.x - along * dx, y - from.y - along * dy)
        return (offX * offX + offY * offY).squareRoot()
    }
}

/// A PNG of red, green, blue and opacity, 8 bits each, without compression.
enum PNGFile {
    /// - Parameter rows: the rows from the top, each behind the number of its filter.
    static func bytes(width: Int, height: Int, rows: [UInt8]) -> [UInt8] {
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            + chunk("IHDR", big(width) + big(height) + [8, 6, 0, 0, 0])
            + chunk("IDAT", stored(rows)) + chunk("IEND", [])
    }

    /// zlib's format with blocks that are stored as they are.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01]
        let longest = 65_535
        for start in stride(from: 0, to: bytes.count, by: longest) {
            let block = bytes[start..<Swift.min(bytes.count, start + longest)]
            let count = UInt16(block.count)
            out.append(start + block.count == bytes.count ? 1 : 0)
            for word in [count, ~count] { out += [UInt8(word & 255), UInt8(word >> 8)] }
            out += block
        }
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return out + big(Int(b << 16 | a))
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + body
        return big(body.count) + named + big(Int(Checksum.crc32(named)))
    }

    private static func big(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 255) } }
}
