import Glibc
import Answers

/// Reading from a terminal that cannot move its cursor (`TERM=dumb`, an editor's shell window), or whose output goes
/// elsewhere: prompts on standard error, the terminal's own line discipline, no history.
final class PlainReader: LineReader {
    private var lines = StandardInputLines()
    private let isComplete: (String) -> Bool

    init(isComplete: @escaping (String) -> Bool) {
        self.isComplete = isComplete
    }

    func read(prompt: String, preset: String?) -> Input {
        if let preset { Console.send(preset.visible + "\n", to: STDERR_FILENO) }
        let interrupts = Interrupts.count
        var text = ""
        var shown = prompt
        while true {
            Console.send(shown, to: STDERR_FILENO)
            switch lines.next(since: interrupts) {
            case .interrupted:
                Console.send("\n", to: STDERR_FILENO)
                lines.forgetPartialLine()
                return .interrupted
            case .end: return text.isEmpty ? .end : .text(text)
            case .text(let line): text += text.isEmpty ? line : "\n" + line
            }
            if isComplete(text) { return .text(text) }
            shown = String(repeating: ".", count: Swift.max(1, prompt.columns - 1)) + " "
        }
    }

    func remember(_ text: String) {}
}
