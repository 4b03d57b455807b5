import Glibc

/// The commands every session has: `:help`, `:save`, `:quit`.
final class StandardCommands: SessionCommands {
    let commands = [
        SessionCommand("help", argument: "[WORD]", "what can be typed here; with a word, what it means"),
        SessionCommand("save", argument: "FILE.md", "keep this session as a notebook with its results"),
        SessionCommand("quit", "leave (Ctrl-D does, too)"),
    ]

    private let help: (_ word: String) -> Reply
    private let transcript: () -> Transcript

    init(help: @escaping (_ word: String) -> Reply, transcript: @escaping () -> Transcript) {
        self.help = help
        self.transcript = transcript
    }

    func perform(_ command: String, _ argument: String) -> Reply {
        switch command {
        case "help": help(argument)
        case "save": save(argument)
        default: Reply(leaves: true)
        }
    }

    private func save(_ path: String) -> Reply {
        guard !path.isEmpty else { return .failed(":save needs a file name\n  try :save mine.md") }
        let transcript = transcript()
        guard !transcript.isEmpty else { return .failed("there is nothing to save yet") }
        let path = path.hasSuffix(".md") ? path : path + ".md"
        let name = path.split(separator: "/").last.map { String($0.dropLast(3)) } ?? "session"
        // Never over something that is there already.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            let reason = errno == EEXIST ? "it exists already" : String(cString: strerror(errno))
            return .failed("\(path) cannot be written: \(reason)\n  try another name")
        }
        defer { close(file) }
        let bytes = Array(transcript.markdown(title: name).utf8)
        guard bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count else {
            return .failed("\(path) could not be written whole: \(String(cString: strerror(errno)))")
        }
        return Reply(output: "saved \(path)")
    }
}
