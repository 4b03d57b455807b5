/// The fences around a text that is shown as it stands.
public enum MarkdownFence {
    /// Backquotes to stand before and after a text: more than any run of them in it.
    ///
    /// - Parameter least: three make a block, one is enough within a line.
    public static func around(_ text: some StringProtocol, least: Int = 3) -> String {
        var (longest, run) = (0, 0)
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = Swift.max(longest, run)
        }
        return String(repeating: "`", count: Swift.max(least, longest + 1))
    }
}
