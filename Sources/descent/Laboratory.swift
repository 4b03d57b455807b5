import Figures
import Glibc
import Language
import Lessons
import Numbers
import Terminal
import Vocabulary

/// One session with everything around it: the words, Ctrl-C, the progress of long work, the screen.
struct Laboratory {
    let session: Session
    let interpreter: SessionInterpreter
    let progress: ProgressBar

    /// - Parameter mayWriteFiles: whether `save` and `export` work; they do where a person typed them.
    init(mayWriteFiles: Bool) {
        // Progress is for a person who watches; programs that read the messages get none.
        let progress = ProgressBar.onStandardError { Place.current(.ofStandardError()) }
        let work = Work(isWatched: progress.manner == .redrawn) { progress.update($0) }
        Interrupts.cancel(work)
        let session = Session(registry: Vocabulary.registry, work: work, mayWriteFiles: mayWriteFiles)
        session.width = Window.ofStandardOutput().columns
        self.session = session
        self.progress = progress
        interpreter = SessionInterpreter(session) { Laboratory.text(of: $0, session) }
    }

    /// The commands of the lessons, which run their cells in this session.
    func lessons() -> LessonCommands {
        LessonCommands(
            shelf: { Shelf.standard }, bench: Bench(session, interpreter: interpreter), log: LazyProgress()
        ) {
            let window = Window.ofStandardOutput()
            return MarkdownPage(width: window.columns, inColour: window.isColoured)
        }
    }

    func prompt(_ lessons: LessonCommands) -> Prompt {
        let history = Places.history(.process).map { HistoryFile(path: $0) }
        return Prompt(interpreter, commands: [lessons], progress: progress, history: history)
    }

    func script(_ lessons: LessonCommands) -> Terminal.Script {
        Terminal.Script(interpreter, commands: [lessons], progress: progress, style: Style(.ofStandardError()))
    }

    /// A value as this screen shows it: figures are drawn, everything else is text.
    static func text(of value: Value, _ session: Session) -> String {
        // Windows change their size between two lines.
        let window = Window.ofStandardOutput()
        session.width = window.columns
        guard case .thing(let thing) = value, let figure = thing as? Figure else {
            return value.display(width: window.columns)
        }
        do {
            return try Presenter().show(figure, on: Place.current(window), work: session.work).output
        } catch {
            return value.display(width: window.columns)
        }
    }
}

/// What pictures can be here.
enum Place {
    static func current(_ window: Window = .ofStandardOutput()) -> Capabilities {
        let names = [
            "TERM", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "TMUX", "KITTY_WINDOW_ID", "DISPLAY", "WAYLAND_DISPLAY",
            "SSH_CONNECTION", "DESCENT_NO_WINDOW", "LC_ALL", "LC_CTYPE", "LANG",
        ]
        var variables: [String: String] = [:]
        for name in names { variables[name] = Environment.process[name] }
        return Capabilities(
            environment: variables, isTerminal: window.isTerminal, width: window.columns, height: window.rows)
    }
}
