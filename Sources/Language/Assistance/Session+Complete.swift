import Answers

extension Session {
    /// What could stand at a place in a text.
    ///
    /// - Parameters:
    ///   - cursor: UTF-8 offset in the text.
    ///   - files: the file names that begin with a text; asked inside the strings of words that load and save.
    public func complete(_ text: String, cursor: Int, files: (String) -> [String] = { _ in [] }) -> Completions {
        let bytes = Array(text.utf8.prefix(Swift.max(0, cursor)))
        var lexer = Lexer(bytes: bytes, from: 0, to: bytes.count, work: Work())
        var isString = false
        do {
            _ = try lexer.run()
        } catch {
            guard lexer.unclosedString != nil else {
                return Completions(range: SourceRange(bytes.count, bytes.count), candidates: [])
            }
            isString = true
        }
        var completer = Completer(session: self, bytes: bytes, tokens: lexer.tokens.filter { $0.kind != .end })
        if isString, let start = lexer.unclosedString { return completer.insideString(from: start, files) }
        return completer.names()
    }
}
