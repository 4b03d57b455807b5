/// Which links of a lesson are links of a page. Everything else is set as its words.
struct LinkRule: Sendable {
    /// Pages that are exported along with this one, by the names of their lessons' files.
    var pages: [String: String] = [:]

    /// Where the link leads from the page; nil where it leads nowhere that a page may.
    func address(_ target: String) -> String? {
        guard !target.isEmpty, target.utf8.count <= 2_000,
            !target.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f || $0 == "\\" })
        else { return nil }
        let folded = target.lowercased()
        if ["http://", "https://", "mailto:"].contains(where: { folded.hasPrefix($0) }) {
            return LinkRule.encoded(target)
        }
        if target.hasPrefix("#") { return LinkRule.encoded(target) }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let page = pages[String(parts[0])] else { return nil }
        return LinkRule.encoded(parts.count == 2 ? page + "#" + parts[1] : page)
    }

    /// With everything that an address does not have (RFC 3986) by the codes of its bytes.
    static func encoded(_ address: String) -> String {
        var out = ""
        for byte in address.utf8 {
            if "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte) || isPlain(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
