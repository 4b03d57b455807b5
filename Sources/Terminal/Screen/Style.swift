/// Colour used sparingly: for the prompt, for what went wrong and for what may be skipped.
public struct Style: Sendable {
    public let isColoured: Bool

    public init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    public init(_ window: Window) {
        self.init(isColoured: window.isColoured)
    }

    public func bold(_ text: String) -> String { paint(text, "1") }
    public func dim(_ text: String) -> String { paint(text, "2") }
    public func error(_ text: String) -> String { paint(text, "31") }
    public func accent(_ text: String) -> String { paint(text, "36") }

    /// The prompt for the line editor, which has to be told (by bytes 1) what takes no room.
    func editorPrompt(_ text: String) -> String {
        guard isColoured, let last = text.lastIndex(where: { $0 != " " }) else { return text }
        let end = text.index(after: last)
        return "\u{1}\u{1B}[1;36m\u{1}" + text[..<end] + "\u{1}\u{1B}[0m\u{1}" + text[end...]
    }

    /// Everything but the line that is quoted.
    public func failure(_ failure: Failure) -> String {
        let message = self.failure(failure.message)
        return failure.excerpt.isEmpty ? message : failure.excerpt + "\n" + message
    }

    /// Messages come as the problem, then lines that explain; only the first is painted.
    public func failure(_ message: String) -> String {
        let end = message.firstIndex(of: "\n") ?? message.endIndex
        return error(String(message[..<end])) + message[end...]
    }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
