/// What Jupyter's cells hold beside Python.
extension Lexer {
    private static let shellCommands: Set<String> = [
        "pip", "pip3", "conda", "python", "python3", "apt", "ls", "cd", "cat", "head", "mkdir", "wget", "curl", "git",
        "unzip",
    ]

    /// Passes over a line such as `%matplotlib inline` or `!pip install keras`, which concerns the notebook that it was copied
    /// from, and over the `%time` before a statement.
    ///
    /// - Returns: whether there was one; `%` and `!` mean something else inside a statement.
    mutating func passOverMagic() -> Bool {
        guard open.isEmpty, tokens.last == nil || tokens.last?.kind == .newline else { return false }
        let mark = byte()
        var start = position + 1
        while start < end, bytes[start] == mark { start += 1 }
        let stop = nameEnd(from: start)
        let name = String(decoding: bytes[start..<stop], as: UTF8.self)
        guard mark == UInt8(ascii: "%") ? !name.isEmpty : Lexer.shellCommands.contains(name) else { return false }
        position = stop
        if ["time", "timeit"].contains(name) { return true }
        while position < end, byte() != UInt8(ascii: "\n") { position += 1 }
        return true
    }
}
