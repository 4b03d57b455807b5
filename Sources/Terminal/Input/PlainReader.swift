import CLibedit
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
        var text = ""
        var shown = prompt
        while true {
            Console.send(shown, to: STDERR_FILENO)
            guard lines.hasLine || descent_wait_for_input() else {
                Console.send("\n", to: STDERR_FILENO)
                lines.forgetPartialLine()
                return .interrupted
            }
            guard let line = lines.next() else {
                return text.isEmpty ? .end : .text(text)
            }
            text += text.isEmpty ? line : "\n" + line
            if isComplete(text) { return .text(text) }
            shown = String(repeating: ".", count: Swift.max(1, prompt.columns - 1)) + " "
        }
    }

    func remember(_ text: String) {}
}
