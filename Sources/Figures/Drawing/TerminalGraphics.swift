// Pictures as escape sequences: Kitty's and iTerm2's protocols carry the PNG itself, Sixel its pixels.

import CChafa

enum TerminalGraphics {
    /// Kitty graphics protocol: the PNG in base64, in pieces of 4096 characters.
    static func kitty(_ png: [UInt8], columns: Int, rows: Int) -> String {
        let data = Array(base64(png).utf8)
        var out = ""
        var start = 0
        repeat {
            let end = min(start + 4096, data.count)
            let more = end < data.count ? 1 : 0
            let head = start == 0 ? "a=T,f=100,c=\(columns),r=\(rows),q=2,m=\(more)" : "m=\(more)"
            out += "\u{1b}_G\(head);\(String(decoding: data[start..<end], as: UTF8.self))\u{1b}\\"
            start = end
        } while start < data.count
        return out
    }

    /// iTerm2's inline images (also WezTerm's).
    static func iTerm2(_ png: [UInt8], columns: Int, rows: Int) -> String {
        "\u{1b}]1337;File=inline=1;size=\(png.count);width=\(columns);height=\(rows);preserveAspectRatio=1:"
            + base64(png) + "\u{07}"
    }

    /// Sixel, by libchafa; nil where that is missing.
    static func sixel(_ image: PNG, columns: Int, rows: Int) -> String? {
        drawn(image, columns: columns, rows: rows, mode: ChafaShimSixel)
    }

    private static func drawn(_ image: PNG, columns: Int, rows: Int, mode: ChafaShimMode) -> String? {
        var count = 0
        let text = image.rgb.withUnsafeBufferPointer { pixels in
            chafa_shim_draw(
                pixels.baseAddress, Int32(image.width), Int32(image.height), Int32(columns), Int32(rows), 10, 20, mode,
                &count)
        }
        guard let text else { return nil }
        defer { chafa_shim_free(text) }
        return text.withMemoryRebound(to: UInt8.self, capacity: count) {
            String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let a = bytes[index]
            let b = index + 1 < bytes.count ? bytes[index + 1] : 0
            let c = index + 2 < bytes.count ? bytes[index + 2] : 0
            out.append(letters[Int(a >> 2)])
            out.append(letters[Int((a & 3) << 4 | b >> 4)])
            out.append(index + 1 < bytes.count ? letters[Int((b & 15) << 2 | c >> 6)] : UInt8(ascii: "="))
            out.append(index + 2 < bytes.count ? letters[Int(c & 63)] : UInt8(ascii: "="))
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }
}
